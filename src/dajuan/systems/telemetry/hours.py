"""A firm's day out of the lake: as hours, with the file of them that is evidence, and one device's readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dajuan.systems.telemetry.judge import Device
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.reading import MISSING, VALUES, Reading
from dajuan.systems.telemetry.rollup import Hours, Registers, Series, Whole, merged, rolled_up


class DayHours(NamedTuple):
    devices: Sequence[str]
    """In order; the first axis of ``hours``."""
    edges: Whole
    hours: Hours


def hours_of_day(
    lake: Lake,
    day: date,
    devices: Sequence[str],
    known: Mapping[str, Device],
    edges: Whole,
    days: Mapping[date, Sequence[str] | None],
    *,
    hold: int,
) -> DayHours:
    """The hours of one firm's ``devices``. ``days``: from which days readings are wanted, of which devices. ``hold``: see
    :func:`rolled_up`."""
    firm = known[devices[0]].firm
    tables = [lake.read(one, firm, some) for one, some in days.items()]
    registers = Registers(
        np.array([known[one].energy_register for one in devices], np.int64),
        np.array([known[one].output_register for one in devices], np.int64),
    )
    return DayHours(devices, edges, rolled_up(series_of(tables, devices), registers, edges, hold=hold))


def readings_of_day(lake: Lake, day: date, firm: str, device: str) -> list[Reading]:
    """In order, and each moment once, as it is rolled up. Those of the last minutes may still be in the journal."""
    one = merged(series_of([lake.read(day, firm, [device])], [device]))
    return [Reading(firm, device, *row) for row in zip(*(column.tolist() for column in one[1:]), strict=True)]


def series_of(tables: Sequence[Any], devices: Sequence[str]) -> Series:
    """Tables of the lake as columns of numbers; readings of other devices are left out."""
    table = pa.concat_tables(tables)
    place = pc.index_in(table["device"].cast(pa.string()), pa.array(devices, pa.string()))
    table = table.append_column("place", place).filter(pc.is_valid(place))
    numbers = [np.asarray(table["place"].to_numpy(), np.int64), np.asarray(table["at"].cast(pa.int64()).to_numpy())]
    values = [np.asarray(pc.fill_null(table[key].cast(pa.int64()), MISSING).to_numpy(), np.int64) for key in VALUES]
    return Series(*numbers, *values)


def hours_table(day: DayHours, timezone: tzinfo) -> Any:
    """One row a device and hour of which there is anything to say."""
    told = day.hours
    any_ = (told.readings > 0) | (told.energy > 0) | (told.output > 0) | (told.running > 0)
    device, hour = np.nonzero(any_)

    def column(values: Whole) -> Any:
        return pa.array(values[any_], mask=values[any_] == MISSING)

    return pa.table(
        {
            "device": pa.array(np.array(day.devices, object)[device], pa.string()),
            "hour": pa.array(day.edges[hour]).cast(pa.timestamp("ms", tz=str(timezone))),
            "energy_wh": column(told.energy),
            "output": column(told.output),
            "running_ms": column(told.running),
            "power_max_w": column(told.power),
            "readings": column(told.readings),
            "counters_anew": column(told.resets),
        }
    )


def parquet_of(day: DayHours, timezone: tzinfo) -> bytes:
    """The same hours give the same bytes."""
    out = BytesIO()
    pq.write_table(hours_table(day, timezone), out, compression="zstd")
    return out.getvalue()
