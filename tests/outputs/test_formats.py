"""What leaves the program: numbers without exponents, cells that cannot run, a page that needs nothing else."""

from __future__ import annotations

import json

import dajuan
from dajuan.outputs.contract import json_text, reading_object
from dajuan.outputs.csv_text import csv_text, guarded
from dajuan.outputs.rows import CLAIM_COLUMNS, claim_rows
from dajuan.outputs.xlsx import xlsx_bytes

READING = dajuan.read("2025年工作总结\n\n2025年，完成投资2176.2亿元，增长5.4%，新增企业1000家以上，能耗下降3%左右。\n")


def test_decimals_are_plain_strings_in_the_base_unit() -> None:
    claims = json.loads(json_text(reading_object(READING)))["claims"]
    assert [one["low"] for one in claims] == ["217620000000", "0.054", "1000", "-0.03"]
    assert claims[2]["high"] is None


def test_every_claim_has_the_keys_of_the_contract() -> None:
    keys = set(json.loads(json_text(reading_object(READING)))["claims"][0])
    assert {
        "id",
        "start",
        "end",
        "text",
        "low",
        "high",
        "unit",
        "dimension",
        "qualifier",
        "cumulative",
        "basis",
    } <= keys
    assert {"role", "indicator", "period", "deadline", "scope", "entities", "section", "confidence"} <= keys


def test_a_cell_cannot_run_as_a_formula() -> None:
    assert guarded("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert csv_text(CLAIM_COLUMNS, claim_rows(READING)).startswith("\ufeff")


def test_the_workbook_opens() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(xlsx_bytes(CLAIM_COLUMNS, claim_rows(READING)))).active
    assert sheet is not None
    assert sheet.max_row == 5
