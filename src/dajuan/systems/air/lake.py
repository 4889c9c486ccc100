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
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dajuan.standards.air.index import pollutants
from dajuan.standards.air.many import MISSING
from dajuan.systems.air.exports import Export

_KEYS = tuple(pollutants())
_SCHEMA = pa.schema([("station", pa.string()), ("hour", pa.int64()), *((key, pa.int64()) for key in _KEYS)])


class Lake:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "hours"

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """Another once anything was taken in."""
        return tuple((one.name, one.stat().st_mtime_ns) for one in sorted(self.folder.glob("*.parquet")))

    def take(self, export: Export) -> list[date]:
        """Returns the days on which an hour is new or another."""
        by_month: dict[str, dict[tuple[str, int], dict[str, int]]] = {}
        for (station, key), hours in export.hours.items():
            for hour, value in hours.items():
                month = f"{date.fromordinal(hour // 24):%Y-%m}"
                by_month.setdefault(month, {}).setdefault((station, hour), {})[key] = value.nanograms
        changed: set[int] = set()
        with self._alone():
            for month, rows in by_month.items():
                changed |= self._merge(month, rows)
        return [date.fromordinal(day) for day in sorted(changed)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _merge(self, month: str, new: Mapping[tuple[str, int], Mapping[str, int]]) -> set[int]:
        path = self.folder / f"{month}.parquet"
        held: dict[tuple[str, int], dict[str, int]] = {}
        if path.exists():
            for row in pq.read_table(path).to_pylist():
                held[row["station"], row["hour"]] = {key: row[key] for key in _KEYS if row[key] is not None}
        changed = set()
        for at, values in new.items():
            before = held.setdefault(at, {})
            if any(before.get(key) != value for key, value in values.items()):
                before.update(values)
                changed.add(at[1] // 24)
        if changed:
            self._write(path, held)
        return changed

    def _write(self, path: Path, held: Mapping[tuple[str, int], Mapping[str, int]]) -> None:
        """Whole or not at all, and on the disk."""
        order = sorted(held)
        columns: dict[str, Any] = {"station": [code for code, _ in order], "hour": [hour for _, hour in order]}
        columns |= {key: [held[at].get(key) for at in order] for key in _KEYS}
        coming = path.with_suffix(".coming")
        with coming.open("wb") as file:
            pq.write_table(pa.table(columns, schema=_SCHEMA), file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        coming.replace(path)

    def first_and_last(self) -> tuple[date, date] | None:
        """The first day of the first month and the last hour's day of the last."""
        files = sorted(self.folder.glob("*.parquet"))
        if not files:
            return None
        last = pq.read_table(files[-1], columns=["hour"])["hour"].to_numpy().max()
        return date.fromisoformat(f"{files[0].stem}-01"), date.fromordinal(int(last) // 24)

    def hours(self, stations: Sequence[str], first: date, last: date) -> dict[str, NDArray[np.int64]]:
        """By pollutant: an array of stations, days and 24 hours, in nanograms; :data:`MISSING` where there is none."""
        start, days = first.toordinal() * 24, (last - first).days + 1
        found = {key: np.full((len(stations), days * 24), MISSING, np.int64) for key in _KEYS}
        place = {code: at for at, code in enumerate(stations)}
        for path in sorted(self.folder.glob("*.parquet")):
            if not f"{first:%Y-%m}" <= path.stem <= f"{last:%Y-%m}":
                continue
            table = pq.read_table(path)
            at = np.array([place.get(code, -1) for code in table["station"].to_pylist()], np.int64)
            hour = table["hour"].to_numpy() - start
            wanted = (at >= 0) & (hour >= 0) & (hour < days * 24)
            for key, values in found.items():
                column = table[key].fill_null(MISSING).to_numpy()
                values[at[wanted], hour[wanted]] = column[wanted]
        return {key: values.reshape(len(stations), days, 24) for key, values in found.items()}
