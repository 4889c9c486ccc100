"""Batches: nobody is granted the same twice, whoever has a like one is barred, the budget bears it or nothing is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.systems.ladder.test_ladder import FIRM, YOUNG, said

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.trouble import RefusedError
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import REGISTER, TITLES, firms
from dajuan.systems.policies.batch import OverBudgetError, batch
from dajuan.systems.policies.entitled import GRANTS, POLICIES, Case, claims, grants, policies

ON = date(2026, 5, 1)
TERMS = "who: {of: rd-spend, at_least: 100万元}\npays: {fixed: 10万元}\nevery: year"
OTHER = "who: {of: rd-spend, at_least: 100万元}\npays: {fixed: 5万元}\nevery: once\nnot_with: [rd-grant]"
TEXT = Evidence(name="政策.pdf", address="https://example.org/p.pdf", kind="政策原文")


class Office:
    def __init__(self, folder: Path) -> None:
        self.zone = make_zone(
            folder, name="云岭高新区", code="yunling", on=(REGISTER, TITLES, POLICIES, GRANTS), simulated=True
        )
        self.ledger = ledger_of(self.zone)
        self.subjects = Subjects(self.ledger, self.zone.derived)
        self.pack = self.ledger.programmes[REGISTER]

    def record(self, *drafts: Draft, actor: str = "科技创新局 罗", on: date = date(2026, 5, 2)) -> int:
        done = append(self.ledger, drafts, actor=actor, now=datetime(on.year, on.month, on.day, tzinfo=UTC))
        self.subjects.follow()
        return done.added

    def policy(self, code: str, terms: str, budget: int | None = None) -> None:
        fields: dict[str, Value] = {"name": code, "department": "科技创新局", "mode": "without-asking", "terms": terms}
        if budget is not None:
            fields["budget"] = budget
        move = {"programme": POLICIES, "subject": code, "kind": "moved", "effective_on": date(2026, 1, 1)}
        self.record(
            Draft(programme=POLICIES, subject=code, kind="opened", effective_on=date(2026, 1, 1), fields=fields),
            Draft(**move, stage="drafted"), Draft(**move, stage="open", evidence=(TEXT,)),
        )  # fmt: skip

    def claims(self, code: str, on: date = ON):
        policy = next(one for one in policies(self.subjects) if one.code == code)
        some = firms(self.subjects, self.ledger.programmes)
        return policy, claims(policy, some, grants(self.subjects), self.pack, on)

    def cases(self, code: str, on: date = ON) -> dict[str, Case]:
        return {one.firm: one.case for one in self.claims(code, on)[1]}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "zone")
    for code, name in ((FIRM, "云岭一号科技有限公司"), (YOUNG, "云岭二号制造有限公司")):
        fields: dict[str, Value] = {"name": name, "industry": "industry", "district": "云河办事处"}
        made.record(
            Draft(programme=REGISTER, subject=code, kind="opened", effective_on=date(2020, 1, 1), fields=fields),
            Draft(programme=REGISTER, subject=code, kind="moved", stage="present", effective_on=date(2020, 1, 1)),
        )
    made.record(*said(made.pack, FIRM, 2025))
    made.policy("rd-grant", TERMS)
    yield made
    made.subjects.close()
    made.ledger.store.close()


def test_who_is_entitled_waits_and_of_whom_nothing_is_known_is_open(office):
    assert office.cases("rd-grant") == {FIRM: Case.WAITING, YOUNG: Case.OPEN}


def test_a_grant_is_opened_once_however_often_the_batch_is_sent(office):
    policy, found = office.claims("rd-grant")
    drafts = batch(policy, found, name="第 1 批", on=ON, spent=0)
    assert office.record(*drafts) == 2
    assert office.record(*drafts) == 0
    assert office.cases("rd-grant")[FIRM] is Case.RECEIVED
    assert batch(policy, office.claims("rd-grant")[1], name="第 2 批", on=ON, spent=0) == []
    with pytest.raises(RefusedError):  # Not even by hand.
        office.record(
            Draft(programme=GRANTS, subject=drafts[0].subject, kind="opened", effective_on=ON, fields=drafts[0].fields)
        )


def test_a_grant_of_a_year_comes_again_in_the_next(office):
    policy, found = office.claims("rd-grant")
    office.record(*batch(policy, found, name="第 1 批", on=ON, spent=0))
    spent: dict[str, Value] = {"rd-spend": 200_000_000}
    later = Draft(programme=REGISTER, subject=FIRM, kind="stated", effective_on=date(2026, 12, 31), fields=spent)
    office.record(later, on=date(2027, 3, 1))
    assert office.cases("rd-grant", date(2027, 5, 1))[FIRM] is Case.WAITING


def test_it_does_not_go_with_another(office):
    office.policy("other", OTHER)
    assert office.cases("other")[FIRM] is Case.WAITING
    policy, found = office.claims("rd-grant")
    office.record(*batch(policy, found, name="第 1 批", on=ON, spent=0))
    assert office.cases("other")[FIRM] is Case.BARRED


def test_over_the_budget_nothing_is_opened(office):
    office.policy("dear", TERMS, budget=9_999_999)
    policy, found = office.claims("dear")
    with pytest.raises(OverBudgetError, match=r"超出预算 0\.01 元"):
        batch(policy, found, name="第 1 批", on=ON, spent=0)


def test_a_paid_grant_is_done_with(office):
    policy, found = office.claims("rd-grant")
    drafts = batch(policy, found, name="第 1 批", on=ON, spent=0)
    office.record(*drafts)
    move = {"programme": GRANTS, "subject": drafts[0].subject, "kind": "moved", "effective_on": ON}
    with pytest.raises(RefusedError):  # Whoever listed it may not approve it.
        office.record(Draft(**move, stage="approved"))
    office.record(Draft(**move, stage="approved"), actor="科技创新局 方")
    voucher = Evidence(name="凭证.pdf", address="https://example.org/v.pdf", kind="支付凭证")
    office.record(Draft(**move, stage="paid", evidence=(voucher,)))
    with pytest.raises(RefusedError):
        office.record(Draft(**move, stage="paid", evidence=(voucher,)))


def test_terms_that_cannot_be_read_judge_nobody(office):
    office.policy("broken", "who: {of: nothing, at_least: 3}\npays: {fixed: 1元}")
    policy, found = office.claims("broken")
    assert found == []
    assert "没有名为 nothing 的事实或算法" in policy.trouble.zh
