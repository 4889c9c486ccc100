"""Which years the zone lives in on a day, and the sample texts moved to them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

REPORTED = (2, 10)
"""Month and day by whose evening the first reports of a year's plan have been reviewed: before, its board is empty."""
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?=年|-\d\d-\d\d)")
"""A year in the sample texts: 2025年, 2025-06-30. 2000P and 2316处 are none."""


def plan_year(today: date) -> int:
    """The year whose plan is under way."""
    return today.year if today > date(today.year, *REPORTED) else today.year - 1


def moved(text: str, by: int) -> str:
    """With every year so much later."""
    return _YEAR.sub(lambda found: str(int(found[1]) + by), text)


def replaced(text: str, table: Path) -> str:
    """With the words of a table's first column replaced by those of its second, each exactly once.

    Raises :class:`SystemExit` naming the words that do not stand there once.
    """
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            old, _, new = line.partition("\t")
            if text.count(old) != 1:
                raise SystemExit(f"{table}：“{old}”在原文里有 {text.count(old)} 处，应当正好一处")
            text = text.replace(old, new)
    return text
