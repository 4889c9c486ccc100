"""Water sections: what was published month by month, and whether the goal is met."""

from __future__ import annotations

from datetime import date

import pytest

from dajuan.ledger.entry import Entry
from dajuan.ledger.state import State
from dajuan.subjects.row import Row
from dajuan.systems.air.stations import WATER
from dajuan.systems.air.water import sections

ON = date(2026, 3, 20)


def section(goal="iv", now="", *, stage="listed", published=()):
    fields = {key: value for key, value in {"goal": goal, "class": now}.items() if value}
    row = Row(WATER, "SW1", "云河出境", stage, ON, 1, False, ON, 1, "", fields, {}, ())
    state = State(WATER, "SW1")
    for seq, (day, one) in enumerate(published):
        state.take(seq, Entry(programme=WATER, subject="SW1", kind="stated", effective_on=day, fields={"class": one}, version=1, actor="生态环境分局 林", recorded_at=""))  # fmt: skip
    return sections([row], {"SW1": state}, 2026, ON)


@pytest.mark.parametrize(
    ("goal", "now", "missed"),
    [("iv", "iii", False), ("iv", "iv", False), ("iv", "v", True), ("v", "worse", True), ("", "worse", False), ("i", "", False)],
)  # fmt: skip
def test_worse_than_the_goal(goal, now, missed):
    (told,) = section(goal, now)
    assert told.is_missed is missed


def test_months_as_published_up_to_the_day():
    published = [
        (date(2025, 12, 31), "v"),
        (date(2026, 2, 28), "iv"),
        (date(2026, 1, 31), "iii"),
        (date(2026, 3, 31), "ii"),
    ]
    (told,) = section(published=published)
    assert told.months == ["iii", "iv", *[""] * 10]


def test_one_that_is_no_longer_monitored_is_not_listed():
    assert section(stage="dropped") == []
