"""One thing told for several years in a row: 2021年至2023年，分别完成A、B、C gives each year its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dajuan.claims.draft import Draft
from dajuan.language.spans import Period


def by_year(text: str, drafts: Sequence[Draft], periods: Sequence[Period]) -> dict[int, Period]:
    """Where each draft begins → the single year it is told of, for every span of n years that n numbers follow."""
    told: dict[int, Period] = {}
    for i, period in enumerate(periods):
        years = _years(period)
        until = periods[i + 1].start if i + 1 < len(periods) else len(text)
        row = [draft for draft in drafts if period.end <= draft.start < until]
        if years and _is_row(text, period, row, len(years)):
            told.update({draft.start: _year(period, year) for draft, year in zip(row, years, strict=False)})
    return told


def _years(period: Period) -> range:
    """The calendar years of a span of whole years; none when it is anything else."""
    first, last = period.first, period.last
    if period.kind != "span" or period.relative or first is None or last is None:
        return range(0)
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return range(first.year, last.year + 1) if whole else range(0)


def _is_row(text: str, period: Period, row: list[Draft], count: int) -> bool:
    """As many numbers as years, all of one thing in one clause, handed out by 分别."""
    if count < 2 or len(row) < count or "分别" not in text[period.end : row[0].start]:
        return False
    first, *others = row[:count]
    alike = all(
        (d.unit, d.noun, d.basis, d.clause) == (first.unit, first.noun, first.basis, first.clause) for d in others
    )
    return alike and (len(row) == count or row[count].clause != first.clause)


def _year(period: Period, year: int) -> Period:
    return period._replace(label=str(year), first=date(year, 1, 1), last=date(year, 12, 31), kind="year")
