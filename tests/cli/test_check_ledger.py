"""``dajuan check --ledger`` and ``dajuan compare --ledger``, as typed, on a zone with the made-up plan and its year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.answers.conftest import ON, PLAN, ROOT
from tests.answers.life import set_all, state

from dajuan.answers.plan import import_plan
from dajuan.claims.read import read
from dajuan.cli import main
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone

REPORT = str(ROOT / "samples" / "yunling-2026.md")
SCHEMA = ROOT / "docs" / "contracts" / "reading.schema.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    from datetime import date

    zone = make_zone(tmp_path_factory.mktemp("zone") / "zone", name="云岭高新区", code="yunling", on=ON)
    ledger = ledger_of(zone)
    import_plan(ledger, read(PLAN), PLAN, evidence=zone.evidence(), actor="督查室甲", on=date(2025, 1, 17))
    set_all(ledger)
    state(ledger, "T-11", "2025-12-28", reported="28家")
    state(ledger, "T-12", "2025-12-28", reported="5家")
    ledger.store.close()
    return zone.folder


class TestCheck:
    def test_the_last_line_says_how_much_it_holds(self, folder, capsys):
        assert main(["check", REPORT, "--ledger", str(folder), "--lang", "zh"]) == 1
        last = capsys.readouterr().out.splitlines()[-1]
        assert last.startswith("与台账对照：一致 1 · 不一致 1 · 没有佐证 ")

    def test_what_differs_is_a_finding(self, folder, capsys):
        main(["check", REPORT, "--ledger", str(folder), "--select", "LG901", "--lang", "en"])
        out = capsys.readouterr().out
        assert "6家 here, 5家 in the ledger (as reported of target 2025-012)" in out
        assert "held against the ledger: holds 1 · differs 1 · no evidence" in out

    def test_json_is_the_contract_with_the_backing_added(self, folder, capsys):
        main(["check", REPORT, "--ledger", str(folder), "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(told)
        assert told["backing"]["counts"]["differs"] == 1
        [one] = [one for one in told["backing"]["claims"] if one["standing"] == "differs"]
        assert one["value"] == "5"
        assert one["proven"] == one["entries"] == 1
        assert told["backing"]["sheet"] is False

    def test_without_it_the_json_is_as_it_was(self, capsys):
        main(["check", REPORT, "--format", "json"])
        assert "backing" not in json.loads(capsys.readouterr().out)

    def test_the_page_shows_what_holds(self, folder, tmp_path):
        page = tmp_path / "page.html"
        main(["check", REPORT, "--ledger", str(folder), "--format", "html", "-o", str(page)])
        text = page.read_text("utf-8")
        assert 'class="m c result holds"' in text
        assert "一致 1 · 不一致 1" in text

    def test_the_sheet_of_the_same_zone_holds_all_over(self, folder, tmp_path, capsys):
        sheet = tmp_path / "answer.docx"
        assert main(["answer", "--zone", str(folder), "--year", "2025", "--as-of", "2025-12-31", "-o", str(sheet)]) == 0
        assert main(["check", str(sheet), "--ledger", str(folder), "--select", "LG", "--lang", "zh"]) == 0
        out = capsys.readouterr().out
        assert "不一致 0 · 没有佐证 0 · 台账里没有 0" in out

    def test_a_folder_that_is_no_zone(self, tmp_path, capsys):
        assert main(["check", REPORT, "--ledger", str(tmp_path)]) == 2
        assert str(tmp_path) in capsys.readouterr().err


class TestCompare:
    def test_its_plan_against_a_report(self, folder, capsys):
        assert main(["compare", "--ledger", str(folder), "--year", "2025", REPORT, "--format", "json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert {"code": "2025-011", "owner": "产业发展局", "dropped": False, "original": ""} in [
            one.get("target") for one in told["answers"]
        ]

    def test_its_board_answers_a_plan(self, folder, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "140")
        assert main(["compare", str(PLAN), "--ledger", str(folder), "--lang", "zh"]) == 1
        assert "答新增28家，差2家" in capsys.readouterr().out.replace("\n", "").replace(" ", "")

    def test_three_sides_are_too_many(self, folder, capsys):
        assert main(["compare", str(PLAN), REPORT, "--ledger", str(folder)]) == 2
        assert "--ledger" in capsys.readouterr().err

    def test_one_document_alone(self, capsys):
        assert main(["compare", str(PLAN)]) == 2
        assert "--ledger" in capsys.readouterr().err
