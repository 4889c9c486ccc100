"""Findings: explained, let stand with a reason, taken back; the rules' own pages; the ledger's say."""

from __future__ import annotations

import pytest
from tests.web.little_zone import PLAN
from tests.web.reader.conftest import WRONG

from dajuan.checks.rule import rules
from dajuan.outputs.covered import coverage_line
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.views import key_of


@pytest.fixture
def row(upload):
    return upload("reporter", "报告.txt", WRONG)


@pytest.fixture
def address(row):
    kept = readings.load(shelf.reading_of(row))
    return f"/reader/{row.pk}/findings/{key_of(kept.found[0])}/"


def test_a_finding_is_explained_by_its_rule(as_, row, address):
    text = as_("reporter").get(address).content.decode()
    assert "为什么要紧" in text
    assert "<mark>" in text


def test_a_finding_is_let_stand_with_a_reason_and_taken_back(as_, row, address):
    client = as_("reporter")
    before = row.findings
    client.post(address, {"reason": "原文如此，已核实"})
    row.refresh_from_db()
    assert row.findings == before - 1
    assert "原文如此，已核实" in client.get(f"/reader/{row.pk}/").content.decode()
    assert "住房保障中心 王" in shelf.decisions_of(row).read_text("utf-8")
    client.post(address, {"again": "1"})
    row.refresh_from_db()
    assert row.findings == before


def test_letting_stand_takes_a_reason(as_, row, address):
    answer = as_("reporter").post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "写明原因" in answer.content.decode()


def test_an_auditor_reads_and_decides_nothing(as_, row, address):
    assert as_("auditor").get(address).status_code == 200
    assert as_("auditor").post(address, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("code", sorted(rules())[::12])
def test_every_rule_has_its_page_in_both_languages(as_, code):
    client = as_("reporter")
    assert "做什么" in client.get(f"/reader/rules/{code}/").content.decode()
    client.cookies["language"] = "en"
    assert "What it does" in client.get(f"/reader/rules/{code}/").content.decode()


def test_the_list_of_rules_has_them_all(as_):
    text = as_("reporter").get("/reader/rules/").content.decode()
    assert all(f">{code}</a>" in text for code in rules())


def test_an_unknown_rule_is_not_found(as_):
    assert as_("reporter").get("/reader/rules/XX999/").status_code == 404


def test_numbers_are_held_against_the_ledger(upload, as_):
    row = upload(
        "office",
        "答.txt",
        "2025年工作回顾\n\n截至2025年9月底，全区累计交付住房838套。2025年，全区交付套数达到900套。\n",
    )
    as_("office").post(f"/reader/{row.pk}/ledger/")
    row.refresh_from_db()
    assert row.asked_at is not None
    text = as_("office").get(f"/reader/{row.pk}/").content.decode()
    kept = readings.load(shelf.reading_of(row))
    told = {one.claim.text: (one.standing, one.fact) for one in kept.coverage.judged}
    assert told["838套"][0] in {"holds", "without_evidence"}
    assert told["838套"][1].value == 838
    assert told["900套"][0] in {"differs", "without_evidence", "not_in_ledger"}
    assert coverage_line([kept.coverage]) in text
    shown = as_("office").get(f"/reader/{row.pk}/claims/", {"held": told["838套"][0]}).context["rows"]
    assert "838套" in [one["claim"].text for one in shown]


def test_one_who_sees_a_part_does_not_ask_the_whole_ledger(row, as_):
    assert as_("reporter").post(f"/reader/{row.pk}/ledger/").status_code == 403


def test_the_plan_of_the_zone_is_read_in_full(upload):
    row = upload("office", str(PLAN.relative_to(PLAN.parents[1])))
    assert row.plan_year == 2025
