"""Readings → hours: against the same arithmetic written down plainly with fractions, and in any order."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dajuan.systems.telemetry.reading import MISSING
from dajuan.systems.telemetry.rollup import Registers, Series, rolled_up

HOUR, HOLD = 3_600_000, 600_000
EDGES = np.arange(0, 5) * HOUR + 10 * HOUR
Row = tuple[int, int, int, int, int, int]
"""Device, at, energy, power, output, state."""


def rolled(rows: list[Row], *, many: int = 3, register: int = 0):
    columns = zip(*rows, strict=True) if rows else ((),) * 6
    series = Series(*(np.array(list(one), np.int64) for one in columns))
    registers = np.full(many, register, np.int64)
    return rolled_up(series, Registers(registers, registers), EDGES, hold=HOLD)


def counter(*points: tuple[float, int], device: int = 0) -> list[Row]:
    """Readings of an energy counter: hours since the first edge, value."""
    return [(device, int(EDGES[0] + hour * HOUR), value, MISSING, MISSING, MISSING) for hour, value in points]


def test_an_hour_uses_the_difference_of_its_ends():
    assert rolled(counter((0, 100), (1, 160), (2, 200)))[0][0].tolist() == [60, 40, 0, 0]


def test_between_readings_the_line_is_straight():
    assert rolled(counter((0.5, 0), (2.5, 200))).energy[0].tolist() == [50, 100, 50, 0]


def test_readings_before_and_after_draw_the_line_through():
    assert rolled(counter((-1, 0), (5, 600))).energy[0].tolist() == [100, 100, 100, 100]


def test_a_counter_that_rolls_over_goes_on():
    assert rolled(counter((0, 990), (1, 5)), register=1000).energy[0].tolist() == [15, 0, 0, 0]


def test_a_new_meter_begins_at_zero_and_is_told():
    found = rolled(counter((0, 500), (1, 30)), register=1000)
    assert (found.energy[0].tolist(), found.resets[0].tolist()) == ([30, 0, 0, 0], [0, 1, 0, 0])


def test_the_same_reading_twice_counts_once():
    once = rolled(counter((0, 0), (1, 10)))
    twice = rolled(counter((0, 0), (1, 10), (1, 10), (0, 0)))
    assert all((a == b).all() for a, b in zip(once, twice, strict=True))
    assert once.readings[0].tolist() == [1, 1, 0, 0]


def test_running_time_is_believed_for_ten_minutes():
    at = int(EDGES[0])
    states = [(0, at, MISSING, MISSING, MISSING, 1), (0, at + HOUR // 2, MISSING, MISSING, MISSING, 2)]
    assert rolled(states).running[0].tolist() == [HOLD, 0, 0, 0]


def test_what_was_never_heard_is_missing():
    found = rolled(counter((0, 0), (1, 10)))
    assert found.output[0].tolist() == [MISSING] * 4
    assert found.energy[1].tolist() == [MISSING] * 4


values = st.integers(0, 3000) | st.just(MISSING)
rows = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(-HOUR * 3, HOUR * 7).map(lambda at: int(EDGES[0]) + at),
        values, values, values, st.integers(1, 4) | st.just(MISSING),
    ),
    max_size=25,
)  # fmt: skip


@given(rows, st.randoms(use_true_random=False), st.sampled_from([0, 3000]))
def test_any_order_and_any_doubling_give_the_same(rows, random, register):
    mixed = [*rows, *random.choices(rows, k=random.randint(0, 10))] if rows else []
    random.shuffle(mixed)
    for one, other in zip(rolled(sorted(rows), register=register), rolled(mixed, register=register), strict=True):
        assert (one == other).all()


@given(rows, st.sampled_from([0, 3000]))
def test_as_written_down_plainly(rows, register):
    found = rolled(rows, register=register)
    for device in range(3):
        merged = _merged([row for row in rows if row[0] == device])
        assert found.energy[device].tolist() == _plain_counter([(at, row[0]) for at, row in merged], register)
        assert found.output[device].tolist() == _plain_counter([(at, row[2]) for at, row in merged], register)
        assert found.running[device].tolist() == _plain_running([(at, row[3]) for at, row in merged])
        assert found.readings[device].tolist() == [
            sum(int(low) <= at < int(high) for at, _ in merged) for low, high in pairwise(EDGES)
        ]


def _merged(rows: list[Row]) -> list[tuple[int, tuple[int, ...]]]:
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        found[row[1]] = tuple(map(max, found.get(row[1], (MISSING,) * 4), row[2:]))
    return sorted(found.items())


def _plain_counter(points: list[tuple[int, int]], register: int) -> list[int]:
    points = [one for one in points if one[1] != MISSING]
    if not points:
        return [MISSING] * 4
    total, line = 0, [(points[0][0], 0)]
    for (_, before), (at, after) in pairwise(points):
        if after >= before:
            total += after - before
        elif register and register - register // 10 < before <= register and after < register // 10:
            total += register - before + after
        else:
            total += after
        line.append((at, total))
    return _differences(line)


def _plain_running(points: list[tuple[int, int]]) -> list[int]:
    points = [one for one in points if one[1] != MISSING]
    if not points:
        return [MISSING] * 4
    total, line = 0, [(points[0][0], 0)]
    for (start, state), (end, _) in pairwise(points):
        if state == 1:
            total += min(end - start, HOLD)
        if end - start > HOLD:
            line.append((start + HOLD, total))
        line.append((end, total))
    return _differences(line)


def _differences(line: list[tuple[int, int]]) -> list[int]:
    at_edges = [_at(line, int(edge)) for edge in EDGES]
    return [after - before for before, after in pairwise(at_edges)]


def _at(line: list[tuple[int, int]], moment: int) -> int:
    if moment <= line[0][0]:
        return line[0][1]
    for (start, low), (end, high) in pairwise(line):
        if start <= moment <= end:
            return high if moment == end else low + int(Fraction((high - low) * (moment - start), end - start))
    return line[-1][1]
