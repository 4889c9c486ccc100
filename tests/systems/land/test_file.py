"""One parcel's file: days in each stage and in whose hands, certificates with their papers."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.land.life import FIRST, NOW, SETTINGS, TODAY, moved, office, opened

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import state_of_subject
from dajuan.subjects.row import Row
from dajuan.systems.land.file import certificates, hands, steps
from dajuan.systems.land.parcels import PARCELS, area_off, holders, too_long, waiting

A = "DK2025-00001"
LISTED, PLANNED, SUPPLIED = date(2025, 1, 10), date(2025, 3, 1), date(2025, 9, 1)
ON = date(2025, 10, 1)


def lived(desk):
    held = Draft(
        programme=PARCELS, subject=A, kind="stated", effective_on=date(2025, 5, 1), fields={"holder": "住房建设局"}
    )
    append(
        desk.ledger,
        [
            *opened(A, LISTED, holder="规划建设局", use="industrial", supply="granted"), moved(A, "planned", PLANNED, "规划条件"), held,
            moved(A, "supplied", SUPPLIED, "出让合同或划拨决定书", **{"unit-code": FIRST, "contract-no": "云让字第 1 号"}),
        ],
        actor=desk.actor, now=NOW,
    )  # fmt: skip
    return state_of_subject(desk.ledger, programme=PARCELS, subject=A).seen(as_of=ON)


def test_days_add_up_from_stage_to_stage_and_from_hand_to_hand(tmp_path):
    with office(tmp_path) as desk:
        state = lived(desk)
        found = steps(state, ON)
        assert [(one.stage, one.days) for one in found] == [("listed", 50), ("planned", 184), ("supplied", 30)]
        assert [(one.holder, one.days) for one in found[1].spells] == [("规划建设局", 61), ("住房建设局", 123)]
        assert [spell.holder for spell in found[2].spells] == ["住房建设局"]
        for one in found:
            assert sum(spell.days for spell in one.spells) == one.days
        assert [(one.holder, one.until) for one in hands(state, ON)] == [
            ("规划建设局", date(2025, 5, 1)), ("住房建设局", None),
        ]  # fmt: skip


def test_a_certificate_has_its_number_and_its_paper(tmp_path):
    with office(tmp_path) as desk:
        (one,) = certificates(lived(desk))
        assert (one.stage, one.number) == ("supplied", "云让字第 1 号")
        assert [paper.kind for _, paper in one.papers] == ["出让合同或划拨决定书"]


def test_what_waits_too_long_and_with_whom(tmp_path):
    with office(tmp_path) as desk:
        lived(desk)
        desk.subjects.follow()
        row = desk.subjects.one(PARCELS, A)
        one = waiting(row, desk.subjects.since(PARCELS, "holder"), ON, SETTINGS)
        assert (one.holder, one.days, one.in_hand, one.limit, one.over) == ("住房建设局", 30, 30, 15, 15)
        assert too_long([one]) == [one]
        assert holders([one]) == [("住房建设局", 1, 1, 30)]
        fresh = waiting(row, {}, date(2025, 9, 10), SETTINGS)
        assert too_long([fresh]) == []


@pytest.mark.parametrize(
    ("fields", "off"),
    [
        ({"area": 1_000_000, "area-measured": 1_005_000}, None),
        ({"area": 1_000_000, "area-measured": 1_006_000}, 0.006),
        ({"area": 1_000_000, "area-measured": 990_000}, -0.01),
        ({"area": 1_000_000}, None),
        ({"area-measured": 1_000_000}, None),
    ],
)
def test_an_area_is_off_beyond_half_a_percent(fields, off):
    row = Row(PARCELS, A, A, "listed", TODAY, 0, False, TODAY, 0, "", fields, {}, ())
    assert area_off(row, SETTINGS) == (None if off is None else pytest.approx(off))
