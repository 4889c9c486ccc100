"""小时值 the hours: Parquet by month, ``air/hours/2026-03.parquet``, a row an hour and station, a column a pollutant.

What comes later for the same hour takes the place of what was there; a value that is missing takes none away. So a file taken
twice changes nothing.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dajuan.outputs.atomic import whole_file
from dajuan.standards.air.index import pollutants
from dajuan.standards.air.many import MISSING

_KEYS = tuple(pollutants())
_SCHEMA = pa.schema([("station", pa.string()), ("hour", pa.int64()), *((key, pa.int64()) for key in _KEYS)])


Columns: TypeAlias = Mapping[tuple[str, str], tuple[NDArray[np.int64], NDArray[np.int64]]]
"""Station and pollutant → hours, each once, and their values in nanograms."""


class _Rows(NamedTuple):
    """Of one month; ``values`` has a column a pollutant."""

    station: NDArray[np.str_]
    hour: NDArray[np.int64]
    values: NDArray[np.int64]


class Lake:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "hours"

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """Another once anything was taken in."""
        return tuple((one.name, one.stat().st_mtime_ns) for one in sorted(self.folder.glob("*.parquet")))

    def take(self, columns: Columns) -> list[date]:
        """Returns the days on which an hour is new or another."""
        changed: set[int] = set()
        with self._alone():
            for month, rows in _by_month(columns):
                changed |= self._merge(month, rows)
        return [date.fromordinal(day) for day in sorted(changed)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _merge(self, month: str, new: _Rows) -> set[int]:
        path = self.folder / f"{month}.parquet"
        old = _read(path) if path.exists() else _Rows(np.array([], np.str_), np.array([], np.int64), new.values[:0])
        station, hour, values = (np.concatenate(pair) for pair in zip(old, new, strict=True))
        # An hour is there once among the old and once among the new: in this order the new one follows the old.
        order = np.lexsort((np.arange(len(hour)), hour, station))
        station, hour, values = station[order], hour[order], values[order]
        same = np.r_[False, (station[1:] == station[:-1]) & (hour[1:] == hour[:-1])]
        before = np.r_[same[1:], False]
        later, earlier = values[same], values[before]
        values[before] = np.where(later == MISSING, earlier, later)
        changed = (values[before] != earlier).any(axis=1)
        alone = ~same & ~before & (order >= len(old.hour))
        days = {*(hour[before][changed] // 24).tolist(), *(hour[alone] // 24).tolist()}
        if days:
            _write(path, _Rows(station[~same], hour[~same], values[~same]))
        return days

    def first_and_last(self) -> tuple[date, date] | None:
        """The first day of the first month and the last hour's day of the last."""
        files = sorted(self.folder.glob("*.parquet"))
        if not files:
            return None
        last = pq.read_table(files[-1], columns=["hour"])["hour"].to_numpy().max()
        return date.fromisoformat(f"{files[0].stem}-01"), date.fromordinal(int(last) // 24)

    def hours(self, stations: Sequence[str], first: date, last: date) -> dict[str, NDArray[np.int64]]:
        """By pollutant: an array of stations, days and 24 hours, in nanograms; :data:`MISSING` where there is none. No days where
        the last lies before the first."""
        start, days = first.toordinal() * 24, max(0, (last - first).days + 1)
        found = {key: np.full((len(stations), days * 24), MISSING, np.int64) for key in _KEYS}
        place = {code: at for at, code in enumerate(stations)}
        for path in sorted(self.folder.glob("*.parquet")):
            if not f"{first:%Y-%m}" <= path.stem <= f"{last:%Y-%m}":
                continue
            table = pq.read_table(path)
            names = table["station"].combine_chunks().dictionary_encode()
            at = np.array([place.get(code, -1) for code in names.dictionary.to_pylist()], np.int64)[names.indices]
            hour = table["hour"].to_numpy() - start
            wanted = (at >= 0) & (hour >= 0) & (hour < days * 24)
            for key, values in found.items():
                values[at[wanted], hour[wanted]] = table[key].fill_null(MISSING).to_numpy()[wanted]
        return {key: values.reshape(len(stations), days, 24) for key, values in found.items()}


def _by_month(columns: Columns) -> Iterator[tuple[str, _Rows]]:
    codes = sorted({station for station, _ in columns})
    parts: dict[str, dict[str, list[tuple[int, NDArray[np.int64], NDArray[np.int64]]]]] = {}
    for (code, key), (hours, values) in columns.items():
        months = (np.datetime64("0001-01-01") + (hours // 24 - 1)).astype("datetime64[M]")
        for month in np.unique(months):
            on = months == month
            parts.setdefault(str(month), {}).setdefault(code, []).append((_KEYS.index(key), hours[on], values[on]))
    for month, by_station in sorted(parts.items()):
        rows = [_rows(code, by_station[code]) for code in codes if code in by_station]
        yield month, _Rows(*(np.concatenate(one) for one in zip(*rows, strict=True)))


def _rows(code: str, parts: Sequence[tuple[int, NDArray[np.int64], NDArray[np.int64]]]) -> _Rows:
    """Of one station in one month."""
    hour = np.unique(np.concatenate([hours for _, hours, _ in parts]))
    values = np.full((len(hour), len(_KEYS)), MISSING, np.int64)
    for place, hours, some in parts:
        values[np.searchsorted(hour, hours), place] = some
    return _Rows(np.full(len(hour), code), hour, values)


def _read(path: Path) -> _Rows:
    table = pq.read_table(path)
    values = [table[key].fill_null(MISSING).to_numpy() for key in _KEYS]
    return _Rows(np.array(table["station"].to_pylist(), np.str_), table["hour"].to_numpy(), np.stack(values, axis=1))


def _write(path: Path, rows: _Rows) -> None:
    """Whole or not at all, and on the disk."""
    columns: dict[str, Any] = {"station": pa.array(rows.station.tolist(), pa.string()), "hour": rows.hour}
    columns |= {key: pa.array(column, mask=column == MISSING) for key, column in zip(_KEYS, rows.values.T, strict=True)}
    with whole_file(path) as coming, coming.open("wb") as file:
        pq.write_table(pa.table(columns, schema=_SCHEMA), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
