"""The visit budget: so many a firm and month over all departments, the reason why not, and a leader's note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.systems.requests.life import DEPARTMENT, FIRM, OTHER, RULE, RULES, day, ledger_in, record

from dajuan.ledger.trouble import RefusedError
from dajuan.subjects.subjects import Subjects
from dajuan.systems.requests import VISITS
from dajuan.systems.requests.handling import Handlings
from dajuan.systems.requests.intake import Firm
from dajuan.systems.requests.visits import Plan, budget_of, cancelled, held, planned, visit_of

OURS = Firm(FIRM, "云岭一号科技有限公司", "云河办事处")
TODAY = date(2025, 10, 9)


@pytest.fixture
def ledger(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    yield ledger
    ledger.store.close()


@pytest.fixture
def visits(ledger, tmp_path):
    subjects = Subjects(ledger, tmp_path / "derived")

    def all_():
        subjects.follow()
        return [visit for row in subjects.page(VISITS).rows if (visit := visit_of(row))]

    return all_


def plan(ledger, visits, on, department=DEPARTMENT, **more):
    want = Plan(OURS, department, more.pop("name", "消防检查"), more.pop("kind", "inspection"), day(on), **more)
    drafts = planned(want, budget_of(FIRM, day(on), visits(), RULES), today=TODAY)
    record(ledger, drafts, f"{department} 林", TODAY)
    return drafts[0].subject


def test_two_a_month_whoever_comes(ledger, visits):
    plan(ledger, visits, "10-15")
    plan(ledger, visits, "10-20", OTHER, name="排污检查")
    with pytest.raises(RefusedError) as caught:
        plan(ledger, visits, "10-28", name="走访")
    (trouble,) = caught.value.troubles
    assert trouble.field == "on"
    assert "2025年10月的入企次数已满（按“我们的约定”最多 2 次）" in trouble.zh
    assert "2025-10-15 市场监管局（消防检查）；2025-10-20 生态环境分局（排污检查）" in trouble.zh
    assert "联合入企" in trouble.zh
    plan(ledger, visits, "11-03", name="走访")  # the next month has its own


def test_an_emergency_passes_with_a_leaders_note_and_takes_nobodys_place(ledger, visits):
    with pytest.raises(RefusedError) as caught:
        plan(ledger, visits, "10-09", emergency=True)
    assert {one.field for one in caught.value.troubles} == {"leader", "note"}
    plan(ledger, visits, "10-09", emergency=True, leader="管委会副主任 沈", note="燃气泄漏，立即排查")
    plan(ledger, visits, "10-15")
    plan(ledger, visits, "10-20", OTHER)
    plan(ledger, visits, "10-21", emergency=True, leader="管委会副主任 沈", note="火情")
    assert len(visits()) == 4


def test_what_is_called_off_makes_room(ledger, visits):
    first = plan(ledger, visits, "10-15")
    plan(ledger, visits, "10-20", OTHER)
    one = next(one for one in visits() if one.code == first)
    record(ledger, [cancelled(one, on=TODAY, note="并入联合检查")], f"{DEPARTMENT} 林", TODAY)
    assert plan(ledger, visits, "10-28", name="走访").endswith("-03")


def test_of_two_at_once_one_gets_the_place(ledger, visits):
    plan(ledger, visits, "10-15")
    seen_by_both = budget_of(FIRM, day("10-20"), visits(), RULES)
    both = [planned(Plan(OURS, who, "检查", "inspection", day("10-20")), seen_by_both, today=TODAY) for who in (DEPARTMENT, OTHER)]  # fmt: skip
    record(ledger, both[0], f"{DEPARTMENT} 林", TODAY)
    with pytest.raises(RefusedError, match="已经建档"):
        record(ledger, both[1], f"{OTHER} 秦", TODAY)


def test_a_visit_is_made_in_its_month(ledger, visits):
    plan(ledger, visits, "10-15")
    (one,) = visits()
    with pytest.raises(RefusedError, match="先取消，再报新月份的计划"):
        held(one, on=date(2025, 11, 2), note="已查")
    assert held(one, on=date(2025, 10, 16), note="已查").stage == "held"


@pytest.mark.parametrize(
    ("more", "field"), [({"name": ""}, "name"), ({"kind": "tea"}, "kind"), ({"kind": ""}, "kind"), ({"on": "10-08"}, "on")]
)  # fmt: skip
def test_what_is_wrong_is_named(ledger, visits, more, field):
    with pytest.raises(RefusedError) as caught:
        plan(ledger, visits, **{"on": "10-15", **more})
    assert field in {one.field for one in caught.value.troubles}
    assert visits() == []


def test_a_month_goes_by_the_rules_of_its_first_day():
    """So that all who plan for a month have the same budget, whichever day they plan for."""
    rules = Handlings((RULE, replace(RULE, code="new", first=date(2025, 10, 15), visits_a_month=1)))
    assert [budget_of(FIRM, day(on), [], rules).most for on in ("10-08", "10-20", "11-20")] == [2, 2, 1]
