"""Where a figure comes from: the entries of its indicator, or those that its owner reported, as of then and known then."""

from __future__ import annotations

from datetime import date

import pytest
from tests.answers.life import NOW, board_on, set_all
from tests.answers.sheet.year import sheet_on

from dajuan.answers.plan import settle
from dajuan.answers.sheet.lineage import lineages
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import entries_at, size_of


@pytest.fixture
def lineages_on(year):
    def on(day: str, **more: object):
        made = board_on(year.zone, year.ledger, day, **more)
        engine = DuckEngine(year.ledger.store, year.zone.derived)
        try:
            return lineages(made, year.ledger, engine)
        finally:
            engine.close()

    return on


def test_a_bound_figure_rests_on_the_entries_of_its_indicator(year, lineages_on):
    found = lineages_on("2025-12-31")["2025-053"]
    entries = dict(entries_at(year.ledger, seqs=found.entries))
    assert {entry.programme for entry in entries.values()} == {"housing-delivery"}
    delivered = [entry.effective_on.isoformat() for entry in entries.values() if entry.stage == "delivered"]
    assert sorted(delivered) == ["2025-03-15", "2025-06-18", "2025-11-03", "2025-12-20"]
    assert (found.source, found.indicator) == ("保交楼·交付项目数", "housing-delivery/estates-delivered")
    assert found.evidence == 2


def test_as_of_a_day_only_what_was_so_by_then(lineages_on):
    assert {fact.on.isoformat() for fact in lineages_on("2025-06-30")["2025-053"].facts if "交付" in fact.says} == {
        "2025-03-15",
        "2025-06-18",
    }


def test_a_reported_figure_rests_on_what_its_owner_said(lineages_on):
    found = lineages_on("2025-12-31")["2025-033"]
    assert [fact.says for fact in found.facts][-1] == "填报，填报完成数 52个"
    assert {fact.actor for fact in found.facts} == {"规划建设局乙"}
    assert (len(found.entries), found.verified, found.source) == (4, 0, "")


def test_what_was_verified_by_another_is_counted_as_known_then(year, lineages_on):
    before = size_of(year.ledger)
    seq = lineages_on("2025-12-31")["2025-033"].entries[0]
    check = Draft(programme="targets", subject="2025-033", kind="verified", effective_on=NOW.date(), about=(seq, seq))
    append(year.ledger, [check], actor="督查室丙")
    assert lineages_on("2025-12-31")["2025-033"].verified == 1
    assert lineages_on("2025-12-31", size=before)["2025-033"].verified == 0


def test_of_what_nobody_recorded_there_is_nothing(lineages_on):
    assert lineages_on("2025-12-31")["2025-003"].entries == ()


def test_what_a_rule_decides_has_no_list_and_says_so(zone, planned, monkeypatch):
    monkeypatch.setattr("dajuan.figures.rules.rules", lambda: {"sme-size": lambda levels, *_: "small"})
    set_all(planned)
    about = {"programme": "enterprise-register", "subject": "914403001922038216", "kind": "opened"}
    append(
        planned,
        [Draft(**about, effective_on=date(2025, 3, 1), fields={"name": "云岭软件", "industry": "software"})],
        actor="甲",
        now=NOW,
    )
    changes = {"indicator": "enterprise-register/enterprises-small"}
    settle(planned, ["T-42"], actor="督查室甲", on=date(2025, 3, 2), changes=changes)
    sheet = sheet_on(zone, planned, "2025-12-31")
    assert sheet.lineages["2025-042"].ruled
    note = next(one.text for one in sheet.blocks() if getattr(one, "anchor", "") == f"n-{sheet.notes['2025-042']}")
    assert note.endswith("由规则按各对象当时的全部字段判定，不逐条列出。")
