"""The ledger on either side of a comparison: its plan against a report, its board as the answer to a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.answers.conftest import PLAN, ROOT
from tests.answers.life import OFFICE, SET_ON, board_on, code_of, estates, move, set_all, state

from dajuan.answers.plan import drop, settle
from dajuan.answers.promised import ledger_against_report, plan_against_ledger
from dajuan.claims.read import read
from dajuan.comparison.comparison import Answer, Comparison
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.comparison_rows import comparison_object

REPORT = ROOT / "samples" / "yunling-2026.md"


def of(found: Comparison, code: str) -> Answer:
    return next(one for one in found.answers if one.target and one.target.code == code)


class TestAsThePlan:
    @pytest.fixture
    def against(self, planned, zone) -> Callable[[], Comparison]:
        set_all(planned)
        return lambda: ledger_against_report(zone, planned, 2025, read(REPORT))

    def test_the_same_as_the_file_with_whose_promise_it_is(self, against):
        from dajuan.comparison.compare import compare

        found, plain = against(), compare(PLAN, REPORT)
        assert [one.verdict for one in found.answers] == [one.verdict for one in plain.answers]
        assert sum(one.target is not None for one in found.answers) >= 75
        assert all(one.target is None for one in plain.answers)

    def test_judged_by_what_is_set_now_the_original_shown(self, against, planned):
        before = of(against(), code_of(planned, "T-11"))
        assert before.verdict == "missed"
        settle(planned, ["T-11"], actor=OFFICE, on=date(2025, 7, 1), changes={"value": "25家"})
        after = of(against(), code_of(planned, "T-11"))
        assert after.verdict == "met"
        assert "承诺新增25家" in after.zh
        assert after.target
        assert "30家" in after.target.original
        assert "目标改过" in after.zh

    def test_dropped_ones_are_marked(self, against, planned):
        drop(planned, ["T-11"], why="合并督查", actor=OFFICE, on=date(2025, 4, 1))
        found = of(against(), code_of(planned, "T-11"))
        assert found.target
        assert found.target.dropped
        assert "已不再跟踪" in found.zh

    def test_owners_and_codes_are_in_the_json(self, against, planned):
        told = comparison_object(against())
        targets = [one["target"] for one in told["answers"] if "target" in one]
        assert {"code": code_of(planned, "T-11"), "owner": "产业发展局", "dropped": False, "original": ""} in targets

    def test_a_year_without_a_plan(self, planned, zone):
        with pytest.raises(LedgerError, match="2023"):
            ledger_against_report(zone, planned, 2023, read(REPORT))

    def test_a_plan_file_that_is_gone(self, against, planned, zone):
        for path in zone.evidence().folder.rglob("*"):
            if path.is_file():
                path.unlink()
        with pytest.raises(LedgerError, match="计划文件"):
            against()


class TestAsTheAnswer:
    @pytest.fixture
    def answers(self, planned, zone, plan) -> Callable[[], Comparison]:
        set_all(planned)
        state(planned, "T-11", "2025-12-28", reported="28家")
        state(planned, "T-12", "2025-12-28", reported="6家")
        settle(planned, ["T-53"], actor=OFFICE, on=SET_ON, changes={"indicator": "housing-delivery/estates-delivered"})
        estates(planned, {"2025-03-15": 100, "2025-06-18": 216, "2025-11-03": 180, "2025-12-20": 90})
        return lambda: plan_against_ledger(plan, zone, board_on(zone, planned, "2025-12-31"))

    def test_every_promise_by_what_its_target_came_to(self, answers, planned):
        found = answers()
        assert [of(found, code_of(planned, one)).verdict for one in ("T-11", "T-12", "T-53", "T-13")] == [
            "missed",
            "met",
            "met",
            "not_answered",
        ]
        missed = of(found, code_of(planned, "T-11"))
        assert "答新增28家，差2家" in missed.zh
        assert missed.answer
        assert "28家" in found.report.document.text[missed.answer.start : missed.answer.end]

    def test_a_task_is_answered_when_it_was_reviewed(self, answers, planned):
        move(planned, "T-40", "accepted", "2025-01-25")
        state(planned, "T-40", "2025-06-01", progress=400000)
        assert of(answers(), code_of(planned, "T-40")).verdict == "cannot_compare"

    def test_a_copy_of_the_plan_by_its_words(self, answers, planned, zone):
        copy = read(PLAN.read_text("utf-8").replace("#", ""))
        found = plan_against_ledger(copy, zone, board_on(zone, planned, "2025-12-31"))
        assert of(found, code_of(planned, "T-11")).verdict == "missed"
