"""回迁: homes, area, households and people are four numbers; who moved back is added up, and what cannot be is said."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.systems.housing.test_account import FIRST

from dajuan.ledger.entry import Entry
from dajuan.ledger.state import State
from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.subjects.row import Row
from dajuan.systems.housing.estate import RESETTLEMENT, Estate, estates_of
from dajuan.systems.housing.moving import Wrong, by_stage, moved, over_time, wrongs

PACK = next(read_pack(path) for path in built_in_paths() if path.stem == RESETTLEMENT)
ON = date(2024, 12, 31)
FIELDS = {"homes": 500, "area": 6_000_000, "households": 180, "people": 700}


def resettled(*stages: str, moves: tuple[tuple[int, int], ...] = (), checked: bool = True, **more) -> Estate:  # type: ignore[no-untyped-def]
    state = State(RESETTLEMENT, "A-1")
    said = {"programme": RESETTLEMENT, "version": 1, "subject": "A-1", "recorded_at": "2025-01-01T00:00:00Z"}

    def take(kind: str, day: int, actor: str = "住房保障中心 王", **rest) -> None:  # type: ignore[no-untyped-def]
        seq = len(state.entries) + len(state.checks)
        state.take(seq, Entry(kind=kind, effective_on=FIRST + timedelta(days=day), actor=actor, **said, **rest))

    take("opened", 0, fields={**FIELDS, **more})
    for nth, stage in enumerate(stages):
        take("moved", 10 + nth, stage=stage)
    if checked:
        take("verified", 60, "督查室 程", about=(0, 50))
    for nth, (households, people) in enumerate(moves):
        take("measured", 90 + 30 * nth, fields={"households-moved": households, "people-moved": people})
    row = Row(RESETTLEMENT, "A-1", "A-1", "", None, None, False, FIRST, 0, "", {}, {}, ())
    return estates_of([row], {"A-1": state}, PACK, ON)[0]


def test_households_and_people_add_up_by_a_day():
    one = resettled("agreed", "started", "topped-out", "basic", "completed", "delivered", moves=((40, 150), (60, 230)))
    told = moved([one], ON)
    assert (told.homes, told.households_moved, told.people_moved, told.rate) == (500, 100, 380, Fraction(380, 700))
    assert moved([one], FIRST + timedelta(days=100)).people_moved == 150
    assert [stage for stage, _ in by_stage([one], PACK.stages, ON)] == ["delivered"]
    assert wrongs(one, ON) == []


def test_delivered_counts_once_another_person_has_looked():
    way = ("agreed", "started", "topped-out", "basic", "completed", "delivered")
    assert resettled(*way, checked=False).stage == "completed"
    assert wrongs(resettled(*way, moves=((1, 3),), checked=False), ON) == [Wrong.BEFORE_DELIVERY]


@pytest.mark.parametrize(
    ("moves", "more", "wrong"),
    [
        (((190, 500),), {}, Wrong.MORE_THAN_DUE),
        (((100, 701),), {}, Wrong.MORE_THAN_DUE),
        ((), {"people": 100}, Wrong.FEWER_PEOPLE),
    ],
)
def test_what_cannot_be_is_said(moves, more, wrong):
    one = resettled("agreed", "started", "topped-out", "basic", "completed", "delivered", moves=moves, **more)
    assert wrongs(one, ON) == [wrong]


def test_households_wait_over_time_once_the_months_agreed_are_over():
    agreed = {"transition-from": "2024-01-31", "transition-months": 10}
    one = resettled("agreed", "started", moves=((30, 100),), **agreed)
    assert over_time(one, date(2024, 11, 30)) == 0
    assert over_time(one, date(2024, 12, 1)) == 150
    assert over_time(resettled("agreed"), ON) == 0
