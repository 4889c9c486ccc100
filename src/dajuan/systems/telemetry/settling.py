"""Closed segments of the journal → the lake. Done again after a crash, it comes to the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dajuan.systems.telemetry.journal import path_of, readings_in, segments, sync
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.tally import Tally


def settle(folder: Path, lake: Lake, tally: Tally, numbers: Iterable[int]) -> int:
    """Carry these segments of the journal in ``folder`` over; returns how many readings they held."""
    many = 0
    for number in numbers:
        if not tally.is_settled(number):
            parts = lake.take(number, readings_in(path_of(folder, number)))
            tally.settle(number, parts)
            many += sum(part.readings for part in parts)
            for day, firm in {(part.day, part.firm) for part in parts}:
                lake.merge(day, firm)
        path_of(folder, number).unlink(missing_ok=True)
        sync(folder)
    return many


def next_number(folder: Path, tally: Tally) -> int:
    """A number that no segment had before."""
    return max([tally.last_settled(), *segments(folder)]) + 1
