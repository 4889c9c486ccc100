"""Readings → hours. Pure: the same readings give the same hours in any order and however often each comes.

*Counters* (energy, output): what an hour used is the counter at its end less the counter at its beginning, straight lines
between readings, so hours add up to the day exactly. A reading smaller than the one before it is a roll-over where the
device's register says at what number (the last reading in the register's last tenth, the new one in its first), else a
new or reset counter, which began at 0: what was used between the last old reading and the reset is not known and not
guessed. *Running time*: a state holds until the next reading, but no longer than it is told to be believed. *Power*: the
highest reading.

Two readings of one device at one moment are one: of each measure the larger value is taken.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.systems.telemetry.measures import RUNNING
from dajuan.systems.telemetry.reading import MISSING

LONGEST = 35 * 86_400_000
"""Milliseconds between two readings that a line may be drawn over; beyond, its arithmetic would leave 64 bits."""
Whole: TypeAlias = NDArray[np.int64]


class Series(NamedTuple):
    """Readings as columns. ``device``: numbers from 0 up."""

    device: Whole
    at: Whole
    energy: Whole
    power: Whole
    output: Whole
    state: Whole


class Registers(NamedTuple):
    """Of each device, by its number, where its counters roll over; 0: not known."""

    energy: Whole
    output: Whole


class Hours(NamedTuple):
    """Of each device (first axis) and hour (second). ``energy`` and ``output`` are :data:`MISSING` where that counter was
    never heard within the readings; ``power`` where no reading of the hour has it."""

    energy: Whole
    output: Whole
    running: Whole
    """Milliseconds; :data:`MISSING` where no run state was heard."""
    power: Whole
    readings: Whole
    resets: Whole
    """Counters that began anew, and did not roll over."""


def rolled_up(readings: Series, registers: Registers, edges: Whole, *, hold: int) -> Hours:
    """``edges``: where hours begin, ascending, and where the last ends. Readings before and after them count for the lines
    drawn from one to the next. ``hold``: milliseconds for which a run state is believed after it was said."""
    one = merged(readings)
    shape = len(registers.energy), len(edges) - 1
    energy, energy_resets = _used(one.device, one.at, one.energy, registers.energy, edges)
    output, output_resets = _used(one.device, one.at, one.output, registers.output, edges)
    within = (one.at >= edges[0]) & (one.at < edges[-1])
    hour = np.searchsorted(edges, one.at, "right") - 1
    cell = one.device[within] * shape[1] + hour[within]
    power = np.full(shape[0] * shape[1], MISSING, np.int64)
    np.maximum.at(power, cell, one.power[within])
    count = np.bincount(cell, minlength=shape[0] * shape[1]).astype(np.int64)
    return Hours(
        energy,
        output,
        _running(one.device, one.at, one.state, shape[0], edges, hold),
        power.reshape(shape),
        count.reshape(shape),
        energy_resets + output_resets,
    )


def merged(given: Series) -> Series:
    """In the order of device and moment, one reading for each."""
    if not len(given.at):
        return given
    order = np.lexsort((given.at, given.device))
    device, at = given.device[order], given.at[order]
    first = np.flatnonzero(np.r_[True, (device[1:] != device[:-1]) | (at[1:] != at[:-1])])
    if len(first) == len(at):
        return Series(device, at, *(column[order] for column in given[2:]))
    return Series(device[first], at[first], *(np.maximum.reduceat(column[order], first) for column in given[2:]))


def _used(device: Whole, at: Whole, value: Whole, register: Whole, edges: Whole) -> tuple[Whole, Whole]:
    """What a counter used in each hour, and how often it began anew."""
    many, hours = len(register), len(edges) - 1
    said = value >= 0
    device, at, value = device[said], at[said], value[said]
    resets = np.zeros((many, hours), np.int64)
    if not len(at):
        return np.full((many, hours), MISSING, np.int64), resets
    same = device[1:] == device[:-1]
    step = value[1:] - value[:-1]
    top = register[device[1:]]
    around = (step < 0) & (top > 0) & (value[:-1] > top - top // 10) & (value[:-1] <= top) & (value[1:] < top // 10)
    anew = (step < 0) & ~around
    step = np.where(around, step + top, np.where(anew, value[1:], step))
    # No line is drawn over a gap that long: what was used in it belongs to no hour in particular.
    step = np.where(same & (at[1:] - at[:-1] <= LONGEST), step, 0)
    began = np.flatnonzero(anew & same) + 1
    began = began[(at[began] >= edges[0]) & (at[began] < edges[-1])]
    np.add.at(resets, (device[began], np.searchsorted(edges, at[began], "right") - 1), 1)
    total = np.r_[np.int64(0), np.cumsum(step)]
    used = np.diff(_at_edges(device, at, total, many, edges), axis=1)
    used[np.bincount(device, minlength=many) == 0] = MISSING
    return used, resets


def _running(device: Whole, at: Whole, state: Whole, many: int, edges: Whole, hold: int) -> Whole:
    """Milliseconds that each device ran in each hour."""
    said = state >= 0
    device, at, state = device[said], at[said], state[said]
    if not len(at):
        return np.full((many, len(edges) - 1), MISSING, np.int64)
    same = device[1:] == device[:-1]
    gap = np.where(same, at[1:] - at[:-1], 0)
    held = np.minimum(gap, hold)
    ran = np.where(state[:-1] == RUNNING, held, 0)
    total = np.r_[np.int64(0), np.cumsum(ran)]
    # Where a state was believed for less than the time to the next reading, the line bends.
    bend = np.flatnonzero(gap > hold)
    device = np.r_[device, device[bend]]
    moments, totals = np.r_[at, at[bend] + hold], np.r_[total, total[bend + 1]]
    order = np.lexsort((moments, device))
    device, moments, totals = device[order], moments[order], totals[order]
    ran_by = np.diff(_at_edges(device, moments, totals, many, edges), axis=1)
    ran_by[np.bincount(device, minlength=many) == 0] = MISSING
    return ran_by


def _at_edges(device: Whole, at: Whole, total: Whole, many: int, edges: Whole) -> Whole:
    """A running total of each device at each edge, whole numbers rounded down: along the line from one point to the next;
    before the first point and after the last as it was there. Points are in order of device and moment."""
    base = min(int(at.min()), int(edges[0]))
    span = max(int(at.max()), int(edges[-1])) - base + 1
    key = device * span + (at - base)
    start = np.searchsorted(device, np.arange(many), "left")
    end = np.searchsorted(device, np.arange(many), "right") - 1
    heard = end >= start
    asked = np.arange(many)[:, None] * span + (edges - base)[None, :]
    low = np.searchsorted(key, asked.ravel(), "right").reshape(asked.shape) - 1
    low = np.clip(low, np.where(heard, start, 0)[:, None], np.where(heard, end, 0)[:, None])
    high = np.minimum(low + 1, np.where(heard, end, 0)[:, None])
    gone = np.clip(edges[None, :] - at[low], 0, at[high] - at[low])
    time = np.maximum(at[high] - at[low], 1)
    rise = total[high] - total[low]
    # (rise * gone) // time, without a product that leaves 64 bits.
    found: Whole = total[low] + rise // time * gone + rise % time * gone // time
    return found
