"""Platforms: one that several share counts once, a raised level adds none, what is past its day is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.honours.life import (
    ACTOR,
    ASKED,
    CENTRE,
    CONSORTIUM,
    FIRM,
    GONE,
    INCUBATOR,
    LAB,
    OLD,
    OTHER,
    SPACE,
    TODAY,
    draft,
    platform,
    review,
)

from dajuan.ledger.trouble import RefusedError
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER
from dajuan.systems.honours.parts import Part, part_in, parts, shares_of
from dajuan.systems.honours.platforms import (
    IN_FORCE,
    PLATFORMS,
    Validity,
    doubles,
    grades,
    matrix,
    platform_of,
    platforms,
)
from dajuan.systems.honours.schemes import Effect
from dajuan.systems.honours.settings import our_settings


def found_at(office, day=TODAY, **asked):
    return {one.code: one for one in platforms(office.subjects, our_settings(), day, **asked)}


def test_each_stands_where_its_record_and_its_day_put_it(office):
    assert {code: one.validity for code, one in found_at(office).items()} == {
        SPACE: Validity.LAPSED, LAB: Validity.EXPIRING, CENTRE: Validity.VALID, CONSORTIUM: Validity.VALID,
        INCUBATOR: Validity.VALID, OLD: Validity.EXPIRED, GONE: Validity.WITHDRAWN, ASKED: Validity.NOT_HELD,
    }  # fmt: skip


def test_whoever_has_to_be_looked_at_first_comes_first(office):
    assert list(found_at(office))[:2] == [SPACE, LAB]


def test_a_raised_level_moves_one_and_adds_none(office):
    before, now = (matrix(found_at(office, day, as_of=day).values()) for day in (date(2025, 4, 9), date(2025, 4, 10)))
    assert (before["key-lab"], now["key-lab"]) == ({"municipal": 1}, {"provincial": 1})
    assert sum(before["key-lab"].values()) == sum(now["key-lab"].values())


def test_shared_ones_count_once_and_each_firm_has_them(office):
    rows = [one.row for one in found_at(office).values() if one.validity in IN_FORCE]
    counted = parts(rows)
    assert (counted.all, counted.led, counted.shared) == (5, 5, 2)
    assert [code for code, one in found_at(office).items() if part_in(one.row, FIRM) and part_in(one.row, OTHER)] == [
        LAB,
        CONSORTIUM,
    ]
    assert part_in(found_at(office)[CONSORTIUM].row, FIRM) is Part.PARTNER


def test_a_failed_review_says_that_it_has_to_go(office):
    centre = found_at(office)[CENTRE]
    assert (centre.effect, centre.should_go, centre.wrong_grades) == (Effect.WITHDRAW, True, ())
    office.record(
        draft(PLATFORMS, CENTRE, "moved", "2025-10-02", stage="withdrawn", note="评价不合格，撤销"), actor=ACTOR
    )
    assert not found_at(office)[CENTRE].should_go


def test_what_a_lower_level_was_found_to_be_is_past(office):
    lab = found_at(office)[LAB]
    assert [one.level for one in lab.reviews] == ["municipal"]
    assert (lab.effect, lab.next_review) == (Effect.NONE, None)


def test_a_yearly_review_is_due_again_the_year_after(office):
    assert found_at(office)[INCUBATOR].next_review == 2026
    assert grades(found_at(office).values(), 2025)["incubator"] == {"excellent": 1}


def test_points_that_give_another_grade_are_told(office):
    office.record(*review(CENTRE, 2024, "national", True, "good", 9150), actor=ACTOR)
    centre = found_at(office)[CENTRE]
    assert [(one.year, due) for one, due in centre.wrong_grades] == [(2024, "excellent")]
    assert [one.year for one in centre.wrong_flags] == [2024]


def test_the_same_platform_entered_by_each_of_its_firms_is_told(office):
    assert doubles(found_at(office).values()) == []
    moves = [("recognised", []), ("municipal", ["认定文件"])]
    office.record(
        *platform("LAB-2", "光电 重点实验室", "key-lab", [OTHER], "2025-09-01"),
        *(draft(PLATFORMS, "LAB-2", "moved", "2025-09-01", stage=stage, fields={"document": "1号"}, evidence=papers) for stage, papers in moves),
        actor=ACTOR,
    )  # fmt: skip
    assert [[one.code for one in some] for some in doubles(found_at(office).values())] == [[LAB, "LAB-2"]]


def test_no_level_without_its_document(office):
    with pytest.raises(RefusedError) as refused:
        office.record(draft(PLATFORMS, ASKED, "moved", "2025-10-01", stage="municipal"), actor=ACTOR)
    said = "".join(one.zh for one in refused.value.troubles)
    assert "认定文件" in said
    assert "认定文号" in said


def row_of(stage: str, until: date | None, links: dict[str, tuple[str, ...]] | None = None) -> Row:
    fields = {"kind": "key-lab", **({"valid-until": until.isoformat()} if until else {})}
    return Row(PLATFORMS, "X", "X", stage, TODAY, 1, False, TODAY, 1, "", fields, links or {}, ())


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-1, Validity.LAPSED),
        (0, Validity.EXPIRING),
        (180, Validity.EXPIRING),
        (181, Validity.VALID),
        (None, Validity.VALID),
    ],
)
def test_the_last_day_still_counts(left, expected):
    until = None if left is None else TODAY + timedelta(days=left)
    assert platform_of(row_of("provincial", until), [], our_settings(), TODAY).validity is expected


CODES = st.sampled_from(["A", "B", "C"]).map(lambda code: f"{REGISTER}/{code}")


@given(st.lists(st.tuples(st.none() | CODES, st.lists(CODES, max_size=4)), max_size=6))
def test_each_is_counted_once_however_it_is_shared(named):
    rows = [
        row_of("provincial", None, {**({"lead": (lead,)} if lead else {}), "partners": tuple(partners)})
        for lead, partners in named
    ]
    counted = parts(rows)
    assert counted.all == len(rows)
    assert counted.led + counted.joined == sum(bool(shares_of(row)) for row in rows)
    for row in rows:
        codes = [one.firm for one in shares_of(row)]
        assert len(codes) == len(set(codes))
        assert [one.part for one in shares_of(row)].count(Part.LEAD) <= 1
