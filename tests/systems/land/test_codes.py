"""Codes are issued one after another, by however many at once; a split and a merger keep the family."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tests.databases import address, server
from tests.systems.land.life import DIVISION, FIRST, MU, SERIES, TODAY, office, open_parcels

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import entries_between
from dajuan.ledger.trouble import RefusedError
from dajuan.systems.firms import every
from dajuan.systems.land.codes import (
    Part,
    issue,
    issue_building,
    merge,
    open_parcel,
    series_of,
    split,
    transfer,
)
from dajuan.systems.land.parcels import CODES, PARCELS

__all__ = ["address", "server"]
A, B = "DK2025-00001", "DK2025-00002"
FIRM, OTHER = "91410100MA0000001X", "91410100MA00000021"


@pytest.fixture
def desk(tmp_path):
    with office(tmp_path) as made:
        open_parcels(made.ledger, [A, B])
        yield made


def test_many_who_issue_at_once_leave_no_gap_and_no_double(tmp_path, address):
    codes = [f"DK2025-{n:05}" for n in range(1, 25)]
    with office(tmp_path, address) as desk:
        open_parcels(desk.ledger, codes)
        with ThreadPoolExecutor(6) as pool:
            issued = list(pool.map(lambda code: issue(desk, code, SERIES), codes))
        assert sorted(one.text for one in issued) == [f"{SERIES}{n:05}W00000000" for n in range(1, 25)]
        rows = list(every(desk.subjects, CODES))
        assert [row.code for row in rows] == sorted(one.text for one in issued)
        held = {row.fields["unit-code"]: row.code for row in every(desk.subjects, PARCELS)}
        assert {row.code: row.linked_one("parcel") for row in rows} == held


def test_many_who_open_parcels_at_once_have_numbers_without_a_gap(desk):
    fields = {"name": "新地块", "lead-department": "规划建设局"}
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: open_parcel(desk, fields, {}), range(8)))
    assert sorted(numbers) == [f"DK2025-{n:05}" for n in range(3, 11)]


def test_a_parcel_gets_one_code(desk):
    assert issue(desk, A, SERIES).text == FIRST
    with pytest.raises(RefusedError, match=f"{A} 已有代码 {FIRST}"):
        issue(desk, A, SERIES)


def test_another_countys_series_is_refused(desk):
    with pytest.raises(RefusedError, match=r"410102 不是本区的区划代码（990172）"):
        issue(desk, A, "410102001001GB")
    with pytest.raises(RefusedError, match="第 13 位"):
        series_of(DIVISION, "001", "001", "KB")


def test_a_code_that_a_parcel_brought_along_is_not_issued_again(desk):
    own = {"unit-code": f"{SERIES}00007W00000000"}
    stated = Draft(programme=PARCELS, subject=B, kind="stated", effective_on=TODAY, fields=own)
    append(desk.ledger, [stated], actor=desk.actor, now=desk.now)
    assert issue(desk, A, SERIES).serial == "00008"


def test_what_cannot_be_on_that_day_is_told_and_not_tried_over_and_over(desk):
    issue(desk, A, SERIES)
    early = desk._replace(on=TODAY.replace(day=1))
    with pytest.raises(RefusedError, match="阶段次序不对"):
        split(early, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "分期开发")


def test_a_zone_that_does_not_know_its_county_issues_none(desk):
    with pytest.raises(RefusedError, match="divisions 没有写"):
        issue(desk._replace(settings=replace(desk.settings, divisions=())), A, SERIES)


def test_a_building_stands_on_its_parcel_and_is_numbered_once(desk):
    issue(desk, A, SERIES)
    code = issue_building(desk, A, "00010001")
    assert (code.parcel, code.fixture) == (FIRST[:19], "F")
    assert desk.subjects.one(CODES, code.text).linked_one("parent") == FIRST
    with pytest.raises(RefusedError, match="已经建档"):
        issue_building(desk, A, "00010001")
    with pytest.raises(RefusedError, match="不能都是 0"):
        issue_building(desk, A, "00000000")


def test_a_split_ends_a_code_and_begins_others(desk):
    issue(desk, A, SERIES)
    numbers = split(desk, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "分期开发")
    assert numbers == ["DK2025-00003", "DK2025-00004"]
    assert desk.subjects.one(PARCELS, A).stage == "divided"
    assert desk.subjects.one(CODES, FIRST).stage == "cancelled"
    east = desk.subjects.one(PARCELS, numbers[0])
    assert (east.stage, east.name, east.linked("parent")) == ("derived", "东块", (A,))
    assert east.fields["unit-code"] == f"{SERIES}00002W00000000"
    assert desk.subjects.one(CODES, east.fields["unit-code"]).linked("parent") == (FIRST,)
    with pytest.raises(RefusedError, match="已分割、合并或收回"):
        split(desk, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "再分")


def test_parts_have_to_make_the_whole_and_nothing_is_half_done(desk):
    issue(desk, A, SERIES)
    before = len(list(entries_between(desk.ledger)))
    with pytest.raises(RefusedError, match=r"合计 19,333\.43 平方米，原宗地 20,000\.10 平方米，差 -666\.67"):
        split(desk, A, [Part("东块", 10 * MU), Part("西块", 19 * MU)], "分期开发")
    with pytest.raises(RefusedError, match="要写明理由"):
        split(desk, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], " ")
    assert len(list(entries_between(desk.ledger))) == before


def test_a_merger_has_two_parents(desk):
    issue(desk, A, SERIES)
    issue(desk, B, SERIES)
    number = merge(desk, [A, B], "合并地块", "同一项目")
    row = desk.subjects.one(PARCELS, number)
    assert (row.linked("parent"), row.fields["area"]) == ((A, B), 60 * MU)
    code = desk.subjects.one(CODES, row.fields["unit-code"])
    assert code.linked("parent") == (FIRST, f"{SERIES}00002W00000000")
    assert (code.code, code.fields["reason"]) == (f"{SERIES}00003W00000000", "merger")


def test_only_what_belongs_together_is_merged(desk):
    issue(desk, A, SERIES)
    issue(desk, B, f"{DIVISION}001002GB")
    with pytest.raises(RefusedError, match="不在同一地籍子区"):
        merge(desk, [A, B], "合并地块", "同一项目")


def test_a_parcel_without_an_area_makes_no_whole(desk):
    third = open_parcel(desk, {"name": "无面积地块", "lead-department": "规划建设局"}, {})
    for code in (A, third):
        issue(desk, code, SERIES)
    with pytest.raises(RefusedError, match=f"{third} 没有宗地面积"):
        merge(desk, [A, third], "合并地块", "同一项目")
    with pytest.raises(RefusedError, match=f"{third} 没有宗地面积"):
        split(desk, third, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "分期开发")


def test_parcels_of_two_enterprises_are_not_merged(desk):
    issue(desk, A, SERIES)
    issue(desk, B, SERIES)
    transfer(desk, B, FIRM, "云岭不动产权第 1 号", "转让")
    with pytest.raises(RefusedError, match="用地企业不同"):
        merge(desk, [A, B], "合并地块", "同一项目")


def test_a_transfer_leaves_the_code(desk):
    issue(desk, A, SERIES)
    transfer(desk, A, FIRM, "云岭不动产权第 1 号", "转让")
    row = desk.subjects.one(PARCELS, A)
    assert (row.linked_one("enterprise"), row.fields["unit-code"]) == (FIRM, FIRST)
    with pytest.raises(RefusedError, match="已是它的"):
        transfer(desk, A, FIRM, "云岭不动产权第 1 号", "转让")
    transfer(desk, A, OTHER, "云岭不动产权第 2 号", "转让")
    assert desk.subjects.one(PARCELS, A).linked_one("enterprise") == OTHER


def test_since_when_a_holder_has_it_counts_through_repetition(desk):
    days = [("规划建设局", 1), ("规划建设局", 5), ("住房建设局", 9), ("住房建设局", 12)]
    drafts = [
        Draft(programme=PARCELS, subject=A, kind="stated", effective_on=TODAY.replace(day=day), fields={"holder": name})
        for name, day in days
    ]
    append(desk.ledger, drafts, actor=desk.actor, now=desk.now)
    desk.subjects.follow()
    assert desk.subjects.since(PARCELS, "holder") == {A: TODAY.replace(day=9)}
    assert desk.subjects.since(PARCELS, "holder", as_of=TODAY.replace(day=6)) == {A: TODAY.replace(day=1)}
