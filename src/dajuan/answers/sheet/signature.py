"""标题、署名: a title broken by its meaning; 成文日期 four characters from the right, the organisation centred over it."""

from __future__ import annotations

from dajuan.answers.sheet.content import Sheet
from dajuan.answers.sheet.layout import Layout
from dajuan.answers.sheet.said import day_said

_POINTS_PER_MM = 72 / 25.4
DAY_INDENT = 4
"""Characters from the right, GB/T 9704-2012."""


def organisation_indent(sheet: Sheet) -> float:
    """Characters from the right, so that the organisation stands over the middle of the date."""
    return max(0.0, DAY_INDENT + (_wide(day_said(sheet.known_on)) - _wide(sheet.zone)) / 2)


def title_lines(sheet: Sheet, look: Layout) -> tuple[str, ...]:
    """The title in one line where it fits, else broken by its meaning."""
    fits = _wide(sheet.title) * look.sizes["title"] <= look.width * _POINTS_PER_MM
    return (sheet.title,) if fits else sheet.title_lines


def _wide(text: str) -> float:
    """In characters: a digit or a letter takes half of one."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)
