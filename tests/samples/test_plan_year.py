"""A plan's year in the made-up zone: everything that can happen to a target happens, by the rules, at its moment."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from samples.plan_year import make
from samples.plan_year.people import OFFICE, REVIEWERS
from samples.plan_year.run import SMALL
from samples.year.scale import Scale

from dajuan.answers.board import board
from dajuan.answers.read import target_called, targets
from dajuan.answers.rules import rules_of
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.audit import audit
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import entries_between, size_of
from dajuan.programmes.find import find_programmes

TINY = Scale(firms=30, projects=50, signed=10, under_way=30)
NEXT_PLAN = Path(__file__).resolve().parents[2] / "samples" / "yunling-2026.docx"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The plan of 2025 and its year, with a tenth of the enterprises."""
    return make(tmp_path_factory.mktemp("plan-year"), scale=SMALL)


@pytest.fixture(scope="module")
def ledger(made):
    found = ledger_of(made.zone)
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def entries(ledger):
    return [(seq, one) for seq, one in entries_between(ledger) if one.programme == "targets"]


@pytest.fixture(scope="module")
def at_the_end(made, ledger):
    with_engine = DuckEngine(ledger.store, made.zone.derived)
    yield lambda day: board(ledger, with_engine, rules_of(made.zone), year=made.year, as_of=day)
    with_engine.close()


def called(ledger, words):
    (found,) = [one for one in targets(ledger) if words in one.words]
    return found


def test_every_stage_of_a_targets_life_occurs(entries):
    stages = find_programmes().programmes["targets"].stages
    reached = Counter(one.stage for _, one in entries if one.kind == "moved")
    assert set(reached) == set(stages)
    assert reached["reviewed"] > 700
    assert 30 < reached["sent-back"] < 120


def test_who_reports_does_not_review(entries):
    reported: dict[str, str] = {}
    judged = 0
    for _, one in entries:
        if one.stage == "reported":
            reported[one.subject] = one.actor
        elif one.stage in {"reviewed", "sent-back", "done", "closed"}:
            assert one.actor in {*REVIEWERS, OFFICE}
            assert one.actor != reported[one.subject]
            judged += 1
    assert judged > 700


def test_nothing_is_told_before_it_happened(ledger):
    """Moments follow one another, and none lies before the day that it speaks of."""
    moments = [(one.recorded_at, one.effective_on) for _, one in entries_between(ledger)]
    assert moments == sorted(moments, key=lambda both: both[0])
    for moment, day in moments:
        assert datetime.fromisoformat(moment).astimezone(ledger.timezone).date() >= day


def test_the_audit_finds_nothing(made, ledger):
    with ledger.store.reading() as reader:
        found = audit(reader, made.zone.evidence(), made.zone.checkpoints.glob("*.note"), made.zone.verifier())
    assert (found.checkpoints, found.faults) == (24, [])


def test_what_was_decided_is_in_the_ledger(ledger):
    known = targets(ledger)
    assert {one.code: one.note for one in known if one.stage == "dropped"} == {
        called(ledger, "上半年投入运行").code: f"并入 {called(ledger, '概念验证中心').code}",
        called(ledger, "做好今年工作").code: "讲的是要求，没有可考核的事项",
    }
    disputed = called(ledger, "新增公共停车位")
    assert (disputed.value.text, disputed.set_value.text, disputed.changed) == ("2300个", "2500个", True)
    extended = called(ledger, "岭脚河")
    assert (extended.due, extended.accepted_deadline) == (date(2026, 3, 31), date(2025, 12, 31))
    whole = called(ledger, "年度计划投资230亿元")
    parts = [one for one in known if one.part_of == whole.code]
    assert sum(one.low for one in parts) == whole.low
    assert all(one.binding.programme == "investment-projects" for one in parts)
    assert sum(one.kind == "milestone" for one in known) == 9


def test_what_is_bound_comes_near_the_plan(ledger, at_the_end):
    found = at_the_end(date(2026, 1, 20))

    def of(words):
        one = found.of(called(ledger, words).code)
        assert one.measured.origin == "figures"
        return one

    assert (of("保交楼").measured.value, of("保交楼").target.stage) == (4, "closed")
    assert float(of("年度计划投资230亿元").measured.value) == pytest.approx(236.4e8, rel=1e-6)
    assert (of("亿元以上项目60个").measured.value, of("亿元以上项目60个").light.state) == (57, "overdue")
    assert of("压缩到110天").measured.value > 110
    assert of("固定资产投资增长8%").measured.value > 0.08


def test_every_light_occurs(made, at_the_end):
    days = [date(2025, month, 28) for month in (1, 3, 6, 9)] + [date(2025, 12, 31), date(2026, 1, 20)]
    counts = {day: Counter(one.light.colour for one in at_the_end(day).wholes()) for day in days}
    assert {colour for one in counts.values() for colour in one} == {"blue", "green", "yellow", "red", "white", "grey"}
    assert counts[date(2025, 3, 28)]["white"] > 0
    last = counts[date(2026, 1, 20)]
    assert last["blue"] > 40
    assert last["red"] > 8
    assert last["grey"] > 2


def test_june_was_not_known_on_the_third_of_july(ledger):
    before, after = (
        size_of(ledger, known_at=datetime(2025, 7, day, tzinfo=ledger.timezone)) for day in (3, 10)
    )  # fmt: skip
    code = called(ledger, "新认定高新技术企业130家").code

    def reported(size):
        return target_called(targets(ledger, size=size), code).reported[-1].on

    assert (reported(before), reported(after)) == (date(2025, 5, 31), date(2025, 6, 30))


def test_it_says_that_it_is_simulated(made, entries):
    assert made.zone.simulated
    assert "模拟数据" in made.zone.title()
    papers = [paper for _, one in entries for paper in one.evidence if paper.kind != "计划文件"]
    assert len(papers) > 200
    assert all("模拟" in paper.name for paper in papers)
    assert all(one.note == "模拟数据" for _, one in entries if "reported" in one.fields)


def root_of(made):
    ledger = ledger_of(made.zone)
    with ledger.store.reading() as reader:
        root = reader.head().edge.root()
    ledger.store.close()
    return root


def test_any_plan_runs_and_the_same_seed_is_the_same_year(tmp_path):
    """The next year's plan has no decisions written for it: they are drawn."""
    first, second = (make(tmp_path / name, plan=NEXT_PLAN, year=2026, scale=TINY) for name in ("one", "two"))
    assert root_of(first) == root_of(second)
    stages = Counter(one.stage for one in first.targets)
    assert stages["closed"] > 40
    assert stages["dropped"] == 1
    assert any(one.set_value for one in first.targets)
    assert {one.part_of.count(".") for one in first.targets if one.kind == "milestone"} == {0}


def test_a_published_plan_runs(need, tmp_path):
    plan = need.data("zone-report-2023-2024.txt")
    made = make(tmp_path, plan=plan, year=2024, scale=TINY)
    assert len([one for one in made.targets if not one.part_of]) > 50
    assert not [one.code for one in made.targets if one.stage in {"proposed", "set", "assigned"} and one.reported]
    assert Counter(one.stage for one in made.targets)["closed"] > 40
