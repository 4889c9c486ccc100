"""Periods in a text: years, quarters, months, spans, deadlines, as report prose writes them.

A period is a head (2024年, 今年, “十四五”期间, 近三年, or nothing), a part of the year (上半年, 三季度, 6月18日), an edge (底, 末)
and a bound (前, 以来). One pattern finds heads, small ones read what follows. A period relative to the year of writing is
returned open, labelled ``Y-1`` or ``Y-Q1``, unless a reference year is handed in; :func:`resolve` closes it later.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dajuan.language.lazy import lazy
from dajuan.language.lexicon import eras
from dajuan.language.spans import Period, PeriodKind
from dajuan.language.spoken_days import find_days
from dajuan.language.stretches import ALL_YEAR, DASH, MONTH, PART, number, placed, stretch_in, stretch_of

_YEAR = "(?:19|20)[0-9]{2}|[一二][九零〇][零〇一二三四五六七八九]{2}"
_FEW = "[0-9]{1,2}|[一二两三四五六七八九十]{1,2}"
_NUMERALS = "一二三四五六七八九十两几半多数"
_EDGES = "年?[底末](?![期蕴气线色盘座部层梢])|年?初(?![步期中级高衷心])|年中(?![央国心小学医华期级间部])"
_AFTER_SHORT = rf"[上下]半年|第?[一二三四1-4]季度|前[一二两三123]个?季度|{_EDGES}|(?:{MONTH})月"
_ERA = "|".join(eras())
_ERA_STARTS = "".join(sorted({name[0] for name in eras()}))
_HEAD = lazy(
    # what begins with a digit, what a Chinese numeral may begin, words: each branch is left at its first character
    rf"(?=[0-9一二三四五六七八九十“今去上明当本来后前最过近这未接年全下第次翌同{_ERA_STARTS}])(?:(?=[0-9])(?:"
    r"(?P<date>(?:19|20)[0-9]{2}([-./])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12][0-9]|0?[1-9])(?![0-9./]))"
    r"|(?P<slashed>(?<![0-9./])[0-9]{1,2}/(?:[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])|1(?![0-9./%％])))"
    rf"|(?P<short>(?<![0-9.第近约满超逾过续历来])(?:0[0-9]年|[0-9]{{2}}年(?={_AFTER_SHORT})))"
    r")"
    r"|(?=[0-9一二三四五六七八九十上本])(?:"
    rf"(?P<years>(?:{_YEAR})年? ?{DASH} ?(?:{_YEAR})年)"
    rf"|(?P<year>(?<![0-9.])(?:{_YEAR})年(?:度)?)"
    r"|(?P<decade>(?:(?:[上本]个?|[12][0-9]|二?十[一二三四五六七八九]?)世纪的?)?(?:[0-9]0|[一二三四五六七八九]十)年代[初中末]?期?)"
    rf"|(?P<since>(?<![0-9.十第])(?:{_FEW})年(?:以)?来)"
    r")"
    rf"|(?=[“今去上明当本来后前最过近这未接年全次翌同十{_ERA_STARTS}])(?:"
    r"(?P<rel>今年|去年|上年|明年|当年|本年|来年|后年|次年|翌年|同年(?![龄级代月])|(?<!以|之|日)前年)"
    r"|(?P<both>(?:今明|去今)两年(?!半))"
    r"|(?P<plan>“?十[一二三四五六七]?五”?(?=期间|时期|以来|末|初))"
    rf"|(?P<back>(?:最近|过去的?|近|这)(?:{_FEW})年(?:来|间|以来|里)?)"
    rf"|(?P<next>(?:未来|今后|接下来)(?:{_FEW})年)"
    rf"|(?P<edge>(?<![0-9今去上明每老青少成童{_NUMERALS}])(?=年[底末初中])(?:{_EDGES}))"
    rf"|(?P<whole>全年|(?<![0-9{_NUMERALS}])年内|年度内)"
    rf"|(?P<era>(?:{_ERA})(?:[0-9]{{1,2}}|元|[一二三四五六七八九十]{{1,3}})年)"
    r")"
    r"|(?=[0-9一二两三四五六七八九十上下前第])(?:"
    r"(?P<part>(?<![第0-9.])(?:(?=[上下]半年)|(?=前[一二两三123](?:个)?季度)|(?=第?[一二三四1-4]季度)))"
    rf"|(?P<month>(?<![0-9.第零〇一二三四五六七八九十百个近每]))"
    rf"(?=(?:{MONTH})(?:月(?!均|度|薪|份?额|租|票|嫂|饼|亮|球|光)|{DASH}(?:{MONTH})月))"
    r"))"
)
_EDGE = lazy(_EDGES)
_BOUND = lazy(
    "[或及]?(?:以前|之前)|前(?![三十一二两0-9端沿列景期后])|以来|[或及]?(?:之后|以后)|起(?![步点重])|开始|[至迄]今"
)
_UP_TO = ("截至", "截止到", "截止")
_BY = lazy("(?<![截达直加高升降少大低计长])[到至]$")
"""到2025年 is a deadline; 增加到2025年 is none, what grew is told of that year."""
_LEADS = frozenset("至止到")
_FROMS = frozenset("从自")
_FROM = lazy("自从$|(?<![来各独源])自$")
_OFFSETS = {"今年": 0, "当年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2,
            "次年": 1, "翌年": 1, "同年": 0}  # fmt: skip
_TOLD = frozenset(("次年", "翌年", "同年", "当年"))
"""Said of the year that the same sentence names before, if it names one."""
_SIXTH_PLAN = 1981
"""Five-year plans since 六五 (1981–1985) cover five calendar years each: 十四五 is 2021–2025, 十五五 2026–2030."""
_JOINTS = frozenset("-—–－~～〜至到") | {"——", " - ", " – "}
_CENTURY = 19
"""90年代 alone is 1990–1999, 20年代 the 2020s."""


def find_periods(text: str, year: int | None = None, today: date | None = None) -> list[Period]:
    """The periods of ``text`` (folded), in order, none overlapping. ``year`` is what 今年 means; ``today`` gives it too.

    With ``today`` the days that lean on it are read as well: 昨日, 5天前, 本月.
    """
    year = today.year if year is None and today is not None else year
    found: list[Period] = []
    reached = 0
    for head in _HEAD.finditer(text):
        if head.start() < reached:
            continue
        period = _READERS[head.lastgroup or ""](text, head)
        if period is None:
            continue
        if period.relative:
            period = _closed(text, period, head, found, year)
        reached = period.end
        joined = _joined(text, found[-1], period) if found else None
        if joined is None:
            found.append(period)
        else:
            found[-1] = joined
    return found if today is None else find_days(text, found, today)


def _closed(text: str, period: Period, head: re.Match[str], before: list[Period], year: int | None) -> Period:
    """With the year that the sentence tells of (次年), else with the reference year if there is one."""
    if before and head.group() in _TOLD:
        told = before[-1]
        if told.first is not None and not told.relative and "。" not in text[told.end : period.start]:
            return resolve(period, told.first.year)
    return resolve(period, year) if year is not None else period


def _joined(text: str, left: Period, right: Period) -> Period | None:
    """2023年7月至2024年6月 is one period; so are two dates with a dash."""
    if left.relative or right.relative:  # whether a year is handed in must not move a span
        return None
    if left.first is None or right.last is None or left.kind in ("span", "since") or right.kind in ("span", "since"):
        return None
    if text[left.end : right.start] not in _JOINTS or left.first >= right.last:
        return None
    label = f"{left.label}/{right.label}"
    return Period(left.start, right.end, label, left.first, right.last, "span")


def resolve(period: Period, year: int) -> Period:
    """The same period with its open year filled in: ``Y-1`` with 2024 is 2023. A closed one comes back unchanged."""
    opened = _OPEN.match(period.label)
    if opened is None or period.first is not None or period.last is not None:
        return period
    first, last = year + int(opened[1] or 0), year + int(opened[3] or 0)
    if opened[2]:
        label = f"{first}/{last}"
        return period._replace(label=label, first=date(first, 1, 1), last=date(last, 12, 31))
    stretch = stretch_of("/".join(f"-{part}" for part in opened[4].split("/")) if opened[4] else "")
    return placed(period, first, stretch)


_OPEN = lazy(r"Y([+-]\d+)?(?:(/)Y([+-]\d+)?)?(?::(.+))?$")
"""``Y``, ``Y-1``, ``Y-2/Y``, ``Y:Q3``, ``Y-1:06``, ``Y:Q1/Q3``."""


def _within(text: str, start: int, place: int, year: int | None, offset: int = 0) -> Period:
    """What follows a year: its part, its edge, its bound; ``year`` None leaves it open at ``offset``."""
    part = PART.match(text, place)
    stretch = stretch_in(part) if part else None
    end = part.end() if part and stretch else place
    stretch = stretch or ALL_YEAR
    kind: PeriodKind = stretch.kind
    edge = _EDGE.match(text, end)
    if edge is not None:
        end = edge.end()
        kind = "instant"
        if "初" in edge.group():
            stretch = stretch._replace(last=stretch.first, kind="instant")
    bound = _BOUND.match(text, end)
    if bound is not None:
        end = bound.end()
        kind = _bound_kind(bound)
    elif kind in ("year", "instant", "month", "day"):
        due = edge is not None and offset >= 0  # 到今年年底 is due, 到去年底 tells what had become of it
        kind = _lead_kind(text, start, kind, year is not None or due)
    period = Period(start, end, "", None, None, kind, year is None)
    if year is not None:
        return placed(period, year, stretch)
    part_label = stretch.label[1:].replace("/-", "/")
    return period._replace(label=(f"Y{offset:+d}" if offset else "Y") + (f":{part_label}" if stretch.label else ""))


def _bound_kind(bound: re.Match[str]) -> PeriodKind:
    return "deadline" if bound.group().endswith("前") else "since"


def _lead_kind(text: str, start: int, kind: PeriodKind, closed: bool) -> PeriodKind:
    """What stands right before: 截至 makes an instant, 到 a deadline, 自从 a since."""
    last = text[start - 1 : start]
    if last in _LEADS and text.endswith(_UP_TO, max(0, start - 3), start):
        return "instant"
    if not closed:
        return kind
    if last in _LEADS and _BY.search(text, max(0, start - 2), start):
        return "deadline"
    if last in _FROMS and _FROM.search(text, max(0, start - 2), start):
        return "since"
    return kind


def _read_years(text: str, head: re.Match[str]) -> Period | None:
    first, last = (number(found) for found in re.findall(_YEAR, head.group()))
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
    return _bounded(text, Period(head.start(), head.end(), whole.isoformat(), whole, whole, "day"))


def _bounded(text: str, period: Period) -> Period:
    """A day with what bounds it: 2025-01-01起, 截至2025-01-01."""
    bound = _BOUND.match(text, period.end)
    kind = _bound_kind(bound) if bound else _lead_kind(text, period.start, period.kind, True)
    return period._replace(
        end=bound.end() if bound else period.end,
        kind=kind,
        first=None if kind == "deadline" else period.first,
        last=None if kind == "since" else period.last,
    )


def _read_slashed(text: str, head: re.Match[str]) -> Period | None:
    """1/10/2025, day first unless only a month can stand there; 12/1, which is no fraction."""
    day, month, *rest = (int(each) for each in head.group().split("/"))
    if not rest and not 1 <= day <= 12:
        return None
    if not rest:
        return Period(head.start(), head.end(), f"Y:{day:02}-{month:02}", None, None, "day", True)
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= monthrange(rest[0], month)[1]):
        return None
    whole = date(rest[0], month, day)
    return _bounded(text, Period(head.start(), head.end(), whole.isoformat(), whole, whole, "day"))


def _read_year(text: str, head: re.Match[str]) -> Period | None:
    return _within(text, head.start(), head.end(), number(head.group().rstrip("年度")))


def _read_short(text: str, head: re.Match[str]) -> Period | None:
    """24年上半年, 08年."""
    short = int(head.group()[:2])
    return _within(text, head.start(), head.end(), short + (2000 if short < 60 else 1900))


def _read_decade(text: str, head: re.Match[str]) -> Period | None:
    century, _, rest = head.group().rpartition("世纪")
    tens = rest.lstrip("的").partition("年代")[0]
    decade = number(tens) % 100
    if not century:
        hundreds = _CENTURY + (decade < 30)
    elif century[0] in "上本":
        hundreds = _CENTURY + (century[0] == "本")
    else:
        hundreds = number(century) - 1
    first = hundreds * 100 + decade
    return Period(head.start(), head.end(), f"{first}/{first + 9}", date(first, 1, 1), date(first + 9, 12, 31), "span")


def _read_era(text: str, head: re.Match[str]) -> Period | None:
    """康熙二十年, 民国3年."""
    name = next(each for each in eras() if head.group().startswith(each))
    return _within(text, head.start(), head.end(), eras()[name] + number(head.group()[len(name) : -1]))


def _read_both(text: str, head: re.Match[str]) -> Period | None:
    """今明两年, 去今两年."""
    label = "Y/Y+1" if head.group().startswith("今明") else "Y-1/Y"
    return Period(head.start(), head.end(), label, None, None, "span", True)


def _read_relative(text: str, head: re.Match[str]) -> Period | None:
    offset = _OFFSETS[head.group()]
    place = head.end() + (2 if text.startswith("同期", head.end()) else text.startswith("度", head.end()))
    if head.group() in ("当年", "本年"):
        return _within(text, head.start(), place, None, 0)
    return _within(text, head.start(), place, None, offset)


def _read_plan(text: str, head: re.Match[str]) -> Period | None:
    first = _SIXTH_PLAN + 5 * (number(head.group().strip("“”")[:-1]) - 6)
    word = next(w for w in ("期间", "时期", "以来", "末", "初") if text.startswith(w, head.end()))
    end, last = head.end() + len(word), date(first + 4, 12, 31)
    if word == "以来":
        return Period(head.start(), end, f"{first}/", date(first, 1, 1), None, "since")
    if word in ("末", "初"):
        at = last if word == "末" else date(first, 1, 1)
        return Period(head.start(), end, str(at.year), at, at, "instant")
    return Period(head.start(), end, f"{first}/{first + 4}", date(first, 1, 1), last, "span")


def _read_back(text: str, head: re.Match[str]) -> Period | None:
    years = number(re.search(_FEW, head.group()).group())  # type: ignore[union-attr]
    if years > 1:
        return Period(head.start(), head.end(), f"Y-{years - 1}/Y", None, None, "span", True)
    if head.group().startswith("近"):  # 历时近一年 is a duration
        return None
    return Period(head.start(), head.end(), "Y", None, None, "year", True)


def _read_next(text: str, head: re.Match[str]) -> Period | None:
    years = number(re.search(_FEW, head.group()).group())  # type: ignore[union-attr]
    return Period(head.start(), head.end(), f"Y/Y+{years - 1}", None, None, "span", True) if years > 1 else None


def _read_since(text: str, head: re.Match[str]) -> Period | None:
    years = number(re.match(_FEW, head.group()).group())  # type: ignore[union-attr]
    if years == 1:
        return Period(head.start(), head.end(), "Y", None, None, "year", True)
    return Period(head.start(), head.end(), f"Y-{years - 1}/Y", None, None, "span", True)


def _read_edge(text: str, head: re.Match[str]) -> Period | None:
    bound = _BOUND.match(text, head.end())
    if bound is not None:
        return Period(head.start(), bound.end(), "Y", None, None, _bound_kind(bound), True)
    kind = _lead_kind(text, head.start(), "instant", True)
    return Period(head.start(), head.end(), "Y", None, None, kind, True)


def _read_whole(text: str, head: re.Match[str]) -> Period | None:
    return Period(head.start(), head.end(), "Y", None, None, "year", True)


def _read_part(text: str, head: re.Match[str]) -> Period | None:
    if PART.match(text, head.start()) is None:
        return None
    period = _within(text, head.start(), head.start(), None)
    return period if period.end > head.start() else None


_READERS = {
    "years": _read_years,
    "date": _read_date,
    "year": _read_year,
    "slashed": _read_slashed,
    "decade": _read_decade,
    "short": _read_short,
    "era": _read_era,
    "both": _read_both,
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
