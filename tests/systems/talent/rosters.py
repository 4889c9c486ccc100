"""Rosters for tests: rows by their keys, as a workbook."""

from __future__ import annotations

from datetime import date

from samples.systems.talent import person

from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.systems.talent.roster import COLUMNS

FIRM, OTHER_FIRM = "91410100MA0000001X", "91410100MA00000021"
TEAM = "TD-2025-001"


def row(nth: int, **told: str) -> dict[str, str]:
    """The ``nth`` made-up person with a title of 2025, and what is told otherwise."""
    name, number = person(nth)
    return {
        "name": name, "number": number, "kind": "青年人才", "enterprise": FIRM, "on": "2025-03-01", "document": "云高新〔2025〕3号（虚构）",
    } | {key.replace("_", "-"): value for key, value in told.items()}  # fmt: skip


def workbook(*rows: dict[str, str]) -> bytes:
    return xlsx_bytes(COLUMNS, [[one.get(column.name, "") for column in COLUMNS] for one in rows], sheet="名册")


TODAY = date(2025, 10, 15)
