"""原始读数 the raw readings: Parquet files by day and firm, ``readings/day=2026-03-01/firm=9141…/part-….parquet``.

A file has the number of the journal's segment that it came from, so that carrying a segment over twice gives the same
files. Many small ones are merged into one; should a crash leave both, a reading that is there twice counts once.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dajuan.systems.telemetry.days import day_of, day_start, days_between
from dajuan.systems.telemetry.journal import sync
from dajuan.systems.telemetry.reading import COLUMNS, MISSING, VALUES, Reading

_MANY = 12
"""Files of one day and firm from which they are merged."""
_SCHEMA = pa.schema(
    [
        ("device", pa.dictionary(pa.int32(), pa.string())),
        ("at", pa.timestamp("ms", tz="UTC")),
        *((key, pa.int64()) for key in VALUES[:3]),
        ("state", pa.int8()),
    ]
)


class Part(NamedTuple):
    """Devices of one firm that were heard of on one day."""

    day: date
    firm: str
    devices: tuple[str, ...]
    readings: int
    """As many as came, doubled ones too."""


class Lake:
    def __init__(self, folder: Path, timezone: tzinfo) -> None:
        self.folder, self.timezone = folder, timezone

    def folder_of(self, day: date, firm: str) -> Path:
        return self.folder / f"day={day}" / f"firm={firm}"

    def take(self, number: int, readings: Iterable[Sequence[Reading]]) -> list[Part]:
        """Write what a segment holds; returns when it is on the disk."""
        table = _table(readings)
        if not table.num_rows:
            return []
        table = table.append_column("day", self._days(table["at"]))
        table = table.sort_by([(key, "ascending") for key in ("day", "firm", "device", "at")])
        runs = pc.run_end_encode(pc.binary_join_element_wise(table["day"], table["firm"], " ").combine_chunks())
        start, parts = 0, []
        for end, key in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
            day, firm = key.split(" ")
            some = table.slice(start, end - start).drop_columns(["day", "firm"])
            parts.append(
                Part(date.fromisoformat(day), firm, tuple(pc.unique(some["device"]).to_pylist()), some.num_rows)
            )
            _write(self.folder_of(parts[-1].day, firm), f"part-{number:010d}", some)
            start = end
        for day in {part.day for part in parts}:
            sync(self.folder / f"day={day}")
        sync(self.folder)
        return parts

    def _days(self, at: Any) -> Any:
        """Of each moment its day in the zone."""
        extent = pc.min_max(at.cast(pa.int64())).as_py()
        first, last = (day_of(extent[one], self.timezone) for one in ("min", "max"))
        days = days_between(first, last)
        found = pa.array([str(days[-1])] * len(at))
        for day in reversed(days[:-1]):
            before = pc.less(at.cast(pa.int64()), day_start(day + timedelta(days=1), self.timezone))
            found = pc.if_else(before, str(day), found)
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

    def read(self, day: date, firm: str, devices: Collection[str] | None = None) -> Any:
        """All that was kept of a firm's day, or of some of its devices: an Arrow table, each reading perhaps several
        times."""
        for _ in range(5):
            files = sorted(self.folder_of(day, firm).glob("*.parquet"))
            try:
                tables = [pq.read_table(one, partitioning=None, schema=_SCHEMA) for one in files]
            except FileNotFoundError:
                continue  # They were merged meanwhile.
            table = pa.concat_tables(tables).unify_dictionaries() if tables else _SCHEMA.empty_table()
            if devices is not None and table.num_rows:
                table = table.filter(
                    pc.is_in(table["device"].cast(pa.string()), pa.array(sorted(devices), pa.string()))
                )
            return table
        raise FileNotFoundError(self.folder_of(day, firm))

    def merge(self, day: date, firm: str, *, least: int = _MANY) -> None:
        """Put a firm's many files of a day into one, each reading once. No segment may be half carried over meanwhile."""
        folder = self.folder_of(day, firm)
        files = sorted(folder.glob("*.parquet"), key=lambda one: one.stem.rpartition("-")[2])
        if len(files) < least:
            return
        table = pa.concat_tables([pq.read_table(one, partitioning=None, schema=_SCHEMA) for one in files])
        table = table.set_column(0, "device", table["device"].cast(pa.string()))
        table = table.sort_by([("device", "ascending"), ("at", "ascending")])
        table = table.group_by(_SCHEMA.names, use_threads=False).aggregate([]).select(_SCHEMA.names)
        merged = _write(folder, f"merged-{files[-1].stem.rpartition('-')[2]}", table)
        for one in files:
            if one != merged:
                one.unlink()
        sync(folder)


def _table(readings: Iterable[Sequence[Reading]]) -> Any:
    """Readings as columns, missing measures as nulls."""
    columns: list[list[Any]] = [[] for _ in COLUMNS]
    for some in readings:
        for column, values in zip(columns, zip(*some, strict=True), strict=True):
            column.extend(values)
    arrays = {
        "firm": pa.array(columns[0], pa.string()),
        "device": pa.array(columns[1], pa.string()),
        "at": pa.array(columns[2], pa.int64()).cast(pa.timestamp("ms", tz="UTC")),
    }
    for key, column in zip(VALUES, columns[3:], strict=True):
        array = pa.array(column, pa.int64())
        array = pc.if_else(pc.equal(array, MISSING), pa.scalar(None, pa.int64()), array)
        arrays[key] = array.cast(_SCHEMA.field(key).type)
    return pa.table(arrays)


def _write(folder: Path, name: str, table: Any) -> Path:
    """Whole or not at all, and on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    path, coming = folder / f"{name}.parquet", folder / f".{name}.coming"
    table = pa.table([table[one.name].cast(one.type) for one in _SCHEMA], schema=_SCHEMA)
    with coming.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    coming.replace(path)
    sync(folder)
    return path
