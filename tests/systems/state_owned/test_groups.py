"""Groups: a tree that nobody is lost in, accounts that contradict each other, tasks that are late."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.state_owned.life import CITY, FUND, HOMES, INDUSTRY, TODAY, WORKS, company, draft

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.systems.state_owned.accounts import Wrong, accounts_of, wrongs
from dajuan.systems.state_owned.reform import TASKS, reform, tasks_of
from dajuan.systems.state_owned.tree import COMPANIES, tree_of


def tree(office):
    return tree_of(office.rows(COMPANIES))


def test_groups_stand_at_the_top_with_theirs_below(office):
    found = tree(office)
    assert found.tops == [CITY, INDUSTRY]
    assert list(found.below(CITY)) == [(0, CITY), (1, HOMES), (1, WORKS)]
    assert found.top_of(FUND) == INDUSTRY


def test_a_ring_of_parents_is_told_and_loses_nobody(office):
    office.record(*company("A", "甲公司", parent="B"), *company("B", "乙公司", parent="A"))
    found = tree(office)
    assert found.ringed == ("A", "B")
    assert sorted(one for top in found.tops for one in found.within(top)) == sorted(found.rows)
    assert {what for _, what in wrongs(found)} == {Wrong.RING, Wrong.NOT_A_GROUP}


def test_a_closed_company_is_gone_and_what_was_under_it_comes_to_the_top(office):
    office.record(*company("DEEP", "云岭市政养护公司", parent=WORKS))
    assert [depth for depth, code in tree(office).below(CITY) if code == "DEEP"] == [2]
    office.record(
        draft(COMPANIES, WORKS, "moved", "2025-09-01", stage="closed", evidence="注销或划转文件", note="吸收合并")
    )
    assert WORKS not in tree(office).rows
    assert ("DEEP", Wrong.NOT_A_GROUP) in wrongs(tree(office))


def test_accounts_of_a_group(office):
    assert accounts_of(tree(office).rows[CITY]).debt_ratio == Fraction(6, 10)
    assert accounts_of(tree(office).rows[FUND]).debt_ratio is None
    assert wrongs(tree(office)) == []


@pytest.mark.parametrize(
    ("code", "fields", "what"),
    [
        (WORKS, {"assets": 900_001_000_000}, Wrong.ABOVE_GROUP),
        (INDUSTRY, {"debts": 600_001_000_000}, Wrong.DEBTS_ABOVE_ASSETS),
        (WORKS, {"tier": "group"}, Wrong.GROUP_BELOW),
        (CITY, {"tier": "subsidiary"}, Wrong.NOT_A_GROUP),
    ],
)
def test_what_cannot_be_so_is_told(office, code, fields, what):
    office.record(draft(COMPANIES, code, "stated", "2025-10-01", fields=fields))
    assert (code, what) in wrongs(tree(office))


def test_debts_as_large_as_assets_may_be(office):
    office.record(draft(COMPANIES, WORKS, "stated", "2025-10-01", fields={"debts": 50_000_000_000}))
    assert wrongs(tree(office)) == []


def test_tasks_by_their_group_and_how_late(office):
    names = {row.name: code for code, row in tree(office).rows.items()}
    found = {one.row.code: one for one in tasks_of(office.rows(TASKS), names, TODAY)}
    assert list(found) == ["T-1", "T-3", "T-2"]
    assert [(one.company, one.late, one.progress) for one in found.values()] == [
        (CITY, 107, Fraction(3, 10)), (INDUSTRY, 0, 0), (CITY, 0, 1),
    ]  # fmt: skip
    assert reform(one for one in found.values() if one.company == CITY) == (2, 1, 1, Fraction(13, 20))
    assert reform([]).progress is None


@pytest.mark.parametrize(
    ("programme", "indicator", "expected"),
    [
        (COMPANIES, "groups", 2), (COMPANIES, "companies", 5), (COMPANIES, "assets", 150), (COMPANIES, "debt-ratio", 56),
        (TASKS, "tasks-planned", 4), (TASKS, "tasks-rate", 25),
    ],
)  # fmt: skip
def test_the_answer_sheet_adds_groups_and_not_what_is_under_them(office, programme, indicator, expected):
    engine = DuckEngine(office.ledger.store, office.zone.derived)
    engine.follow()
    [found] = figures(engine, office.ledger.programmes[programme], indicator, [period_of("2025")])
    engine.close()
    assert found.value == expected
