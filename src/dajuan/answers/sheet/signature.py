"""署名: how an official document is signed — 成文日期 four characters from the right, the organisation centred over it."""

from __future__ import annotations

from dajuan.answers.sheet.content import Sheet
from dajuan.answers.sheet.said import day_said

SIMULATED = "模拟数据"
DAY_INDENT = 4
"""Characters from the right, GB/T 9704-2012."""


def organisation_indent(sheet: Sheet) -> float:
    """Characters from the right, so that the organisation stands over the middle of the date."""
    day = sum(0.5 if one.isdigit() else 1.0 for one in day_said(sheet.known_on))
    return max(0.0, DAY_INDENT + (day - len(sheet.zone)) / 2)
