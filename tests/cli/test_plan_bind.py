"""plan review with its suggestions, and plan bind: what somebody looked at and said yes to, by its code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.cli.ledger_zone import Typist, typist

__all__ = ["typist"]

PLAN = Path(__file__).resolve().parents[2] / "samples" / "yunling-2025.md"
DELIVERED = "housing-delivery/estates-delivered"


@pytest.fixture
def planner(typist: Typist) -> Typist:
    typist.types("plan", "import", str(PLAN), "--on", "2025-01-17", "--by", "督查室甲")
    return typist


def test_review_shows_what_would_measure_a_target_and_how_to_say_yes(planner):
    told = planner.types("plan", "review", "2025-053", "2025-054", "2025-033")
    assert f"? {DELIVERED}  1.00" in told
    assert "动作“交付”" in told
    assert "× 没有合适的指标；最近的是“签约项目数”" in told
    assert "1 个没有合适的指标，靠填报" in told
    assert "dajuan plan bind 2025-053" in told
    assert "plan bind" not in planner.types("plan", "review", "--suggest", "0")


def test_every_format_carries_the_suggestion(planner, tmp_path):
    [one] = planner.json("plan", "review", "2025-053", "--suggest", "3")
    assert one["suggestions"][0]["indicator"] == DELIVERED
    assert one["suggestions"][0]["score"] >= 0.95
    [near] = planner.json("plan", "review", "2025-033")
    assert (near["suggestions"], near["nearest"]["indicator"]) == ([], "investment-projects/projects-signed")
    [row] = csv.DictReader(planner.types("plan", "review", "2025-053", "--format", "csv").lstrip("\ufeff").splitlines())
    assert DELIVERED in row.values()
    sheet = tmp_path / "review.xlsx"
    planner.types("plan", "review", "-o", str(sheet))
    assert sheet.stat().st_size > 0


def test_the_named_ones_are_bound_and_their_stage_is_left(planner):
    told = planner.types("plan", "bind", "T-53", "2025-039", "--by", "督查室甲", "--on", "2025-01-20")
    assert f"2025-053 交付“保交楼”项目 ← {DELIVERED}" in told
    assert "记了 2 条" in told
    one, other, free = planner.json("plan", "review", "2025-053", "2025-039", "2025-032")
    assert (one["indicator"], one["stage"], one["suggestions"]) == (DELIVERED, "proposed", [])
    assert other["indicator"] == "investment-projects/days-to-start"
    assert free["indicator"] is None


def test_another_indicator_may_be_named(planner):
    planner.types("plan", "bind", "2025-033=investment-projects/projects-signed", "--on", "2025-01-20")
    [one] = planner.json("plan", "review", "2025-033")
    assert one["indicator"] == "investment-projects/projects-signed"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (["2025-053", "2025-055"], "2025-055（改造老旧小区）没有合适的指标"),
        (["2025-053", "2025-054=housing-delivery/roads"], "没有指标 roads"),
        (["2025-053=enterprise-register/tax"], "不能换算"),
        (["2025-053", "2025-999"], "没有目标“2025-999”"),
    ],
)
def test_all_or_none_is_bound(planner, named, said):
    assert said in planner.refused("plan", "bind", *named)
    [one] = planner.json("plan", "review", "2025-053")
    assert one["indicator"] is None


def test_one_that_is_bound_is_not_bound_again_by_a_slip(planner):
    planner.types("plan", "bind", "2025-053", "--on", "2025-01-20")
    assert "已绑定" in planner.refused("plan", "bind", "2025-053")


def test_none_is_bound_without_being_named(planner):
    planner.refused("plan", "bind")
