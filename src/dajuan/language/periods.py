"""Periods in a text: years, quarters, months, spans, deadlines, as report prose writes them.

A period is a head (2024年, 今年, “十四五”期间, 近三年, or nothing), a part of the year (上半年, 三季度, 6月18日), an edge (底, 末)
and a bound (前, 以来). One pattern finds heads, small ones read what follows. A period relative to the year of writing is
returned open, labelled ``Y-1`` or ``Y-Q1``, unless a reference year is handed in; :func:`resolve` closes it later.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from dajuan.language.numerals import DIGITS, hanzi
from dajuan.language.spans import Period, PeriodKind

_YEAR = "(?:19|20)[0-9]{2}|[一二][九零〇][零〇一二三四五六七八九]{2}"
_FEW = "[0-9]{1,2}|[一二两三四五六七八九十]{1,2}"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = "3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_DASH = "(?:[-—–－~～至到]|——)"
_HEAD = re.compile(
    rf"(?=[0-9一二三四五六七八九十“今去上明当本来后前最过近这未接年全下第])(?:(?P<years>(?:{_YEAR})年?{_DASH}(?:{_YEAR})年)"
    r"|(?P<date>(?:19|20)[0-9]{2}([-./])(?:1[0-2]|0?[1-9])\3(?:3[01]|[12][0-9]|0?[1-9])(?![0-9./]))"
    rf"|(?P<year>(?<![0-9.])(?:{_YEAR})年(?:度)?)"
    r"|(?P<rel>今年|去年|上年|明年|当年|本年|来年|后年|(?<!以|之|日)前年)"
    r"|(?P<plan>“?十[一二三四五六七]?五”?(?=期间|时期|以来|末|初))"
    rf"|(?P<back>(?:最近|过去|近|这)(?:{_FEW})年(?:来|间|以来|里)?)"
    rf"|(?P<next>(?:未来|今后|接下来)(?:{_FEW})年)"
    rf"|(?P<since>(?<![0-9.十第])(?:{_FEW})年(?:以)?来)"
    r"|(?P<edge>(?<![0-9今去上明])年[底末初中](?!期))"
    r"|(?P<whole>全年|年内|年度内)"
    r"|(?P<part>(?<![第0-9.])(?:(?=[上下]半年)|(?=前[一二两三123](?:个)?季度)|(?=第?[一二三四1-4]季度)))"
    rf"|(?P<month>(?<![0-9.第零〇一二三四五六七八九十百个近每]))(?=(?:{_MONTH})(?:月(?!均|度|薪|份?额|租|票|嫂|饼|亮|球|光)|{_DASH}(?:{_MONTH})月)))"
)
_PART = re.compile(
    r"(?:的)?(?:(?P<half>[上下])半年"
    r"|前(?P<front>[一二两三123])(?:个)?季度"
    r"|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<from>{_MONTH})(?:月份?)?{_DASH}(?P<to>{_MONTH})月份?"
    rf"|(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})(?:日|号(?![楼线])))?(?P<third>[上中下]旬)?)"
)
_EDGE = re.compile("[底末](?!期)|初(?![步期中级高])")
_BOUND = re.compile("以前|之前|前(?![三十一二两0-9端沿列景期后])|以来|(?:之后|以后)|起(?![步点重])")
_LEAD = re.compile("截至|截止到|截止|(?<![截达直])(?:到|至)(?=20|19|二)")
"""到2025年 is a deadline, 截至2025年底 an instant."""
_OFFSETS = {"今年": 0, "当年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2}
_SIXTH_PLAN = 1981
"""Five-year plans since 六五 (1981–1985) cover five calendar years each: 十四五 is 2021–2025, 十五五 2026–2030."""


class _Stretch(NamedTuple):
    """Days inside a year: from (month, day) to (month, day), both included, with its label behind the year."""

    first: tuple[int, int]
    last: tuple[int, int]
    label: str
    kind: PeriodKind


_ALL_YEAR = _Stretch((1, 1), (12, 31), "", "year")


def find_periods(text: str, year: int | None = None, today: date | None = None) -> list[Period]:
    """The periods of ``text`` (folded), in order, none overlapping. ``year`` is what 今年 means; ``today`` gives it too."""
    year = today.year if year is None and today is not None else year
    found: list[Period] = []
    reached = 0
    for head in _HEAD.finditer(text):
        if head.start() < reached:
            continue
        period = _READERS[head.lastgroup or ""](text, head)
        if period is None:
            continue
        period = resolve(period, year) if period.relative and year is not None else period
        reached = period.end
        found.append(period)
    return found


def resolve(period: Period, year: int) -> Period:
    """The same period with its open year filled in: ``Y-1`` with 2024 is 2023. A closed one comes back unchanged."""
    opened = _OPEN.match(period.label)
    if opened is None or period.first is not None or period.last is not None:
        return period
    first, last = year + int(opened[1] or 0), year + int(opened[3] or 0)
    if opened[2]:
        label = f"{first}/{last}"
        return period._replace(label=label, first=date(first, 1, 1), last=date(last, 12, 31))
    stretch = _stretch_of("/".join(f"-{part}" for part in opened[4].split("/")) if opened[4] else "")
    return _placed(period, first, stretch)


_OPEN = re.compile(r"Y([+-]\d+)?(?:(/)Y([+-]\d+)?)?(?::(.+))?$")
"""``Y``, ``Y-1``, ``Y-2/Y``, ``Y:Q3``, ``Y-1:06``, ``Y:Q1/Q3``."""


def _placed(period: Period, year: int, stretch: _Stretch) -> Period:
    """``period`` set into ``year``; a deadline has no beginning, a since no end."""
    first, last = _day(year, *stretch.first), _day(year, *stretch.last)
    return period._replace(
        label=f"{year}{stretch.label}" if "/" not in stretch.label else stretch.label.replace("-", f"{year}-"),
        first=None if period.kind == "deadline" else first,
        last=None if period.kind == "since" else last,
    )


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _number(text: str) -> int:
    if text[0] <= "9":
        return int(text)
    if all(c in DIGITS for c in text) and len(text) == 4:
        return int("".join(str(DIGITS[c]) for c in text))
    value = hanzi(text)
    return int(value[0]) if value else 0


def _stretch(part: re.Match[str]) -> _Stretch | None:
    """The part of the year that ``_PART`` matched."""
    if part["half"]:
        return _stretch_of("-H1" if part["half"] == "上" else "-H2")
    if part["quarter"]:
        return _stretch_of(f"-Q{_number(part['quarter'])}")
    if part["front"]:
        return _Stretch((1, 1), (_number(part["front"]) * 3, 31), f"-Q1/-Q{_number(part['front'])}", "span")
    if part["from"]:
        start, end = _number(part["from"]), _number(part["to"])
        return _Stretch((start, 1), (end, 31), f"-{start:02}/-{end:02}", "span") if start < end else None
    month, day = _number(part["month"]), _number(part["day"]) if part["day"] else 0
    return _stretch_of(f"-{month:02}" + (f"-{day:02}" if day else ""))


def _stretch_of(label: str) -> _Stretch:
    """The stretch that a label such as ``-H1``, ``-Q3``, ``-06`` or ``-06-18`` stands for."""
    if not label:
        return _ALL_YEAR
    if "/" in label:
        left, right = (_stretch_of(end) for end in label.split("/"))
        return _Stretch(left.first, right.last, label, "span")
    if label[1] == "H":
        half = int(label[2])
        return _Stretch((half * 6 - 5, 1), (half * 6, 31), label, "half")
    if label[1] == "Q":
        quarter = int(label[2])
        return _Stretch((quarter * 3 - 2, 1), (quarter * 3, 31), label, "quarter")
    month, _, day = label[1:].partition("-")
    if day:
        return _Stretch((int(month), int(day)), (int(month), int(day)), label, "day")
    return _Stretch((int(month), 1), (int(month), 31), label, "month")


def _within(text: str, start: int, place: int, year: int | None, offset: int = 0) -> Period | None:
    """What follows a year: its part, its edge, its bound; ``year`` None leaves it open at ``offset``."""
    part = _PART.match(text, place)
    stretch = _stretch(part) if part else None
    end = part.end() if part and stretch else place
    stretch = stretch or _ALL_YEAR
    kind: PeriodKind = stretch.kind
    edge = _EDGE.match(text, end)
    if edge is not None:
        end = edge.end()
        kind = "instant"
        if edge.group() == "初":
            stretch = _Stretch(stretch.first, stretch.first, stretch.label, "instant")
    bound = _BOUND.match(text, end)
    if bound is not None:
        end = bound.end()
        kind = "deadline" if bound.group().endswith("前") else "since"
    elif year is not None and kind in ("year", "instant", "month", "day"):
        lead = _LEAD.search(text, max(0, start - 3), start + 2)
        if lead is not None:
            kind = "deadline" if lead.group() in ("到", "至") else "instant"
    period = Period(start, end, "", None, None, kind, year is None)
    if year is not None:
        return _placed(period, year, stretch)
    part_label = stretch.label[1:].replace("/-", "/")
    return period._replace(label=(f"Y{offset:+d}" if offset else "Y") + (f":{part_label}" if stretch.label else ""))


def _read_years(text: str, head: re.Match[str]) -> Period | None:
    first, last = (_number(found) for found in re.findall(_YEAR, head.group()))
    if first >= last:
        return None
    edge = _EDGE.match(text, head.end())
    end = edge.end() if edge else head.end()
    return Period(head.start(), end, f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "span")


def _read_date(text: str, head: re.Match[str]) -> Period | None:
    year, month, day = (int(n) for n in re.split(r"[-./]", head.group()))
    if day > monthrange(year, month)[1]:
        return None
    whole = date(year, month, day)
    return Period(head.start(), head.end(), whole.isoformat(), whole, whole, "day")


def _read_year(text: str, head: re.Match[str]) -> Period | None:
    return _within(text, head.start(), head.end(), _number(head.group().rstrip("年度")))


def _read_relative(text: str, head: re.Match[str]) -> Period | None:
    offset = _OFFSETS[head.group()]
    place = head.end() + (2 if text.startswith("同期", head.end()) else text.startswith("度", head.end()))
    if head.group() in ("当年", "本年"):
        return _within(text, head.start(), place, None, 0)
    return _within(text, head.start(), place, None, offset)


def _read_plan(text: str, head: re.Match[str]) -> Period | None:
    number = _number(head.group().strip("“”")[:-1])
    first = _SIXTH_PLAN + 5 * (number - 6)
    word = next(w for w in ("期间", "时期", "以来", "末", "初") if text.startswith(w, head.end()))
    end, last = head.end() + len(word), date(first + 4, 12, 31)
    if word == "以来":
        return Period(head.start(), end, f"{first}/", date(first, 1, 1), None, "since")
    if word in ("末", "初"):
        at = last if word == "末" else date(first, 1, 1)
        return Period(head.start(), end, str(at.year), at, at, "instant")
    return Period(head.start(), end, f"{first}/{first + 4}", date(first, 1, 1), last, "span")


def _read_back(text: str, head: re.Match[str]) -> Period | None:
    years = _number(re.search(_FEW, head.group()).group())  # type: ignore[union-attr]
    if years < 2:
        return None
    return Period(head.start(), head.end(), f"Y-{years - 1}/Y", None, None, "span", True)


def _read_next(text: str, head: re.Match[str]) -> Period | None:
    years = _number(re.search(_FEW, head.group()).group())  # type: ignore[union-attr]
    return Period(head.start(), head.end(), f"Y/Y+{years - 1}", None, None, "span", True) if years > 1 else None


def _read_since(text: str, head: re.Match[str]) -> Period | None:
    years = _number(re.match(_FEW, head.group()).group())  # type: ignore[union-attr]
    if years == 1:
        return Period(head.start(), head.end(), "Y", None, None, "year", True)
    return Period(head.start(), head.end(), f"Y-{years - 1}/Y", None, None, "span", True)


def _read_edge(text: str, head: re.Match[str]) -> Period | None:
    bound = _BOUND.match(text, head.end())
    if bound is not None:
        return Period(head.start(), bound.end(), "Y", None, None, "deadline", True)
    return Period(head.start(), head.end(), "Y", None, None, "instant", True)


def _read_whole(text: str, head: re.Match[str]) -> Period | None:
    return Period(head.start(), head.end(), "Y", None, None, "year", True)


def _read_part(text: str, head: re.Match[str]) -> Period | None:
    if _PART.match(text, head.start()) is None:
        return None
    period = _within(text, head.start(), head.start(), None)
    return period if period is not None and period.end > head.start() else None


_READERS = {
    "years": _read_years,
    "date": _read_date,
    "year": _read_year,
    "rel": _read_relative,
    "plan": _read_plan,
    "back": _read_back,
    "next": _read_next,
    "since": _read_since,
    "edge": _read_edge,
    "whole": _read_whole,
    "part": _read_part,
    "month": _read_part,
}
