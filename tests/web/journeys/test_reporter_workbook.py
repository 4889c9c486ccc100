"""填报人: the month's report from the department's own Excel sheet: downloaded, three cells changed, uploaded, looked at."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import load_workbook
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import YEAR, head

from dajuan.answers.read import target_called, targets
from dajuan.ledger.sheets.columns import subject_columns
from dajuan.web.served import served

pytestmark = pytest.mark.journey

NEW = {"2026-010": "770亿元", "2026-011": "24家", "2026-014": "61家"}
"""What is reached by now, of three targets of the department's; it leads all of them."""
MOST_CLICKS = 12


@EVERY_LOOK
def test_three_cells(traveller, seen, tmp_path, capsys, language, size):
    began = perf_counter()
    reporter = traveller("reporter", language=language, size=size)
    reporter.go("/")
    reporter.follow("Excel 填报", "Excel sheet")
    seen(reporter.page, "workbook-sheets")
    with reporter.page.expect_download() as coming:
        reporter.click("a[href*='template.xlsx']")
    book = tmp_path / "本月.xlsx"
    coming.value.save_as(book)
    fill_in(book)
    reporter.page.set_input_files("input[name=book]", str(book))
    reporter.press("看看会改什么", "See what would change")
    for value in NEW.values():
        assert value.rstrip("家亿元") in reporter.text
    seen(reporter.page, "workbook-preview")
    before = head()
    reporter.click("form button[name=wish][value=all]")
    seen(reporter.page, "workbook-recorded")
    assert head() > before
    took = perf_counter() - began
    with capsys.disabled():
        print(f"\nfrom the inbox to the record: {took:.1f} s, {reporter.clicks} clicks ({language}, {size})")
    assert reporter.clicks <= MOST_CLICKS

    known = targets(served().ledger, year=YEAR)
    for code, value in NEW.items():
        assert target_called(known, code).reported[-1].text == value
    leader = traveller("leader", language=language, size=size)
    leader.go("/board/?light=all&all=1&owner=产业发展局")
    assert "61" in leader.text
    seen(leader.page, "workbook-board", whole=False)


def fill_in(book: Path) -> None:
    """Changes three cells of it, as a person would: the rest stays as it came."""
    opened = load_workbook(book)
    sheet = opened.worksheets[0]
    places = {one.key or one.role: at for at, one in enumerate(subject_columns(served().programmes["targets"]))}
    changed = 0
    for row in sheet.iter_rows():
        if row[0].value in NEW:
            row[places["reported"]].value = NEW[row[0].value]
            changed += 1
    assert changed == len(NEW)
    opened.save(book)
