"""Parts of a year, whichever year it is: 上半年, 前三季度, 1—10月, 6月18日, 2月28日至3月1日, 春季."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from dajuan.language.lazy import lazy
from dajuan.language.numerals import DIGITS, hanzi
from dajuan.language.spans import Period, PeriodKind

MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
DAY = "3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
DASH = "(?:——|[-—–－~～〜至到])"
PART = lazy(
    r"的?(?:(?P<half>[上下])半年"
    r"|前(?P<front>[一二两三123])(?:个)?季度"
    r"|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<season>[春夏秋冬])[季天](?!节)"
    rf"|第(?P<nth>{MONTH})个月"
    rf"|(?P<from>{MONTH})(?:月份?)?{DASH}(?P<to>{MONTH})月份?(?![0-9])"
    rf"|(?P<month>{MONTH})月份?"
    rf"(?:(?P<day>{DAY})(?:[日号]?{DASH}(?:(?P<to_month>{MONTH})月)?(?P<to_day>{DAY}))?(?:日|号(?![楼线])))?"
    r"(?P<third>[上中下]旬)?)"
)
_SEASONS = {"春": ("SP", 3), "夏": ("SU", 6), "秋": ("FA", 9), "冬": ("WI", 12)}
_SEASON_MONTHS = dict(_SEASONS.values())


class Stretch(NamedTuple):
    """Days inside a year: from (month, day) to (month, day), both included, with its label behind the year."""

    first: tuple[int, int]
    last: tuple[int, int]
    """Month 14 is February of the year after: winter."""
    label: str
    kind: PeriodKind


ALL_YEAR = Stretch((1, 1), (12, 31), "", "year")


def number(text: str) -> int:
    """A year, month, day or count: 2024, 二〇二四, 十二, 12, 元 (the first year of an era)."""
    if text[0] <= "9":
        return int(text)
    if all(c in DIGITS for c in text) and len(text) == 4:
        return int("".join(str(DIGITS[c]) for c in text))
    value = hanzi(text)
    return int(value[0]) if value else int(text == "元")


def stretch_in(part: re.Match[str]) -> Stretch | None:
    """The part of the year that ``PART`` matched."""
    if part["half"]:
        return stretch_of("-H1" if part["half"] == "上" else "-H2")
    if part["quarter"]:
        return stretch_of(f"-Q{number(part['quarter'])}")
    if part["season"]:
        return stretch_of(f"-{_SEASONS[part['season']][0]}")
    if part["front"]:
        return stretch_of(f"-Q1/-Q{number(part['front'])}")
    if part["nth"]:
        return stretch_of(f"-{number(part['nth']):02}")
    if part["from"]:
        start, end = number(part["from"]), number(part["to"])
        return stretch_of(f"-{start:02}/-{end:02}") if start < end else None
    return _days(part)


def _days(part: re.Match[str]) -> Stretch | None:
    month, day = number(part["month"]), number(part["day"]) if part["day"] else 0
    label = f"-{month:02}" + (f"-{day:02}" if day else "")
    if not part["to_day"]:
        return stretch_of(label)
    to = (number(part["to_month"]) if part["to_month"] else month, number(part["to_day"]))
    return stretch_of(f"{label}/-{to[0]:02}-{to[1]:02}") if (month, day) < to else None


def stretch_of(label: str) -> Stretch:
    """The stretch that a label such as ``-H1``, ``-Q3``, ``-06``, ``-06-18`` or ``-01/-10`` stands for."""
    if not label:
        return ALL_YEAR
    if "/" in label:
        left, right = (stretch_of(end) for end in label.split("/"))
        return Stretch(left.first, right.last, label, "span")
    if label[1] == "H":
        half = int(label[2])
        return Stretch((half * 6 - 5, 1), (half * 6, 31), label, "half")
    if label[1] == "Q":
        quarter = int(label[2])
        return Stretch((quarter * 3 - 2, 1), (quarter * 3, 31), label, "quarter")
    if label[1:] in _SEASON_MONTHS:
        month = _SEASON_MONTHS[label[1:]]
        return Stretch((month, 1), (month + 2, 31), label, "span")
    month_text, _, day = label[1:].partition("-")
    if day:
        return Stretch((int(month_text), int(day)), (int(month_text), int(day)), label, "day")
    return Stretch((int(month_text), 1), (int(month_text), 31), label, "month")


def placed(period: Period, year: int, stretch: Stretch) -> Period:
    """``period`` set into ``year``; a deadline has no beginning, a since no end."""
    return period._replace(
        label=f"{year}" + stretch.label.replace("/-", f"/{year}-"),
        first=None if period.kind == "deadline" else _day(year, *stretch.first),
        last=None if period.kind == "since" else _day(year, *stretch.last),
    )


def _day(year: int, month: int, day: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
