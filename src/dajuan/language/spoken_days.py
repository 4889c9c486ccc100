"""Days and months that lean on the day of writing: 昨日, 本月, 5天前, 星期一, 29日. Read only where that day is handed in.

A report seldom says them; a minute, a bulletin or a briefing does, and without its date they mean nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dajuan.language.lazy import lazy
from dajuan.language.spans import Period, PeriodKind
from dajuan.language.stretches import DAY, number

_NUMBER = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_SPOKEN = lazy(
    r"《[^《》]{0,40}》"
    r"|(?P<day>今[日天](?!头条)|昨[日天]|明[日天]|前天|后天)"
    rf"|(?P<ago>(?<![0-9.第])(?:{_NUMBER})[天年](?:之|以)?前)"
    rf"|(?P<ahead>后(?:{_NUMBER})[天年](?!级|度))"
    r"|(?P<half>上个半年)"
    r"|(?P<month>[本当上下]个?月(?!均))"
    r"|(?P<part>[上下]半月)"
    r"|(?P<week>[上下本这]?(?:周|星期|礼拜)[一二三四五六日天])"
    rf"|(?P<date>(?<![0-9.年月每近达续期时第逾满过约超共计])(?:{DAY})日(?![内均游龄历产处供耗用志报常新程记照本元]))"
)
_DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
_WEEKDAYS = {day: i for i, day in enumerate("一二三四五六日")} | {"天": 6}
_WEEKS = {"上": -7, "下": 7}


def find_days(text: str, before: list[Period], today: date) -> list[Period]:
    """``before`` with what leans on ``today`` put in between, in order."""
    spoken = []
    for found in _SPOKEN.finditer(text):
        ends = _ends(found, today)
        if ends is None or any(one.start < found.end() and one.end > found.start() for one in before):
            continue
        first, last, kind = ends
        label = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        spoken.append(Period(*found.span(), label, first, last, kind, True))
    return sorted([*before, *spoken], key=lambda one: one.start) if spoken else before


def _ends(found: re.Match[str], today: date) -> tuple[date, date, PeriodKind] | None:
    """The first and the last day meant."""
    words = found.group()
    match found.lastgroup:
        case "day":
            day = today + timedelta(_DAYS[words[0]])
        case "ago":
            return _distance(words, today, -1)
        case "ahead":
            return _distance(words, today, 1)
        case "week":
            monday = today - timedelta(today.weekday())
            day = monday + timedelta(_WEEKS.get(words[0], 0) + _WEEKDAYS[words[-1]])
        case "date":
            number_of_day = number(words[:-1])
            if number_of_day > monthrange(today.year, today.month)[1]:
                return None
            day = today.replace(day=number_of_day)
        case "month":
            return *_month(today, {"上": -1, "下": 1}.get(words[0], 0)), "month"
        case "part":
            first, last = _month(today, 0)
            middle = first.replace(day=15)
            return (first, middle, "span") if words[0] == "上" else (middle + timedelta(1), last, "span")
        case "half":
            year, second = (today.year, False) if today.month > 6 else (today.year - 1, True)
            return date(year, 7 if second else 1, 1), date(year, 12, 31) if second else date(year, 6, 30), "half"
        case _:
            return None
    return day, day, "day"


def _distance(words: str, today: date, way: int) -> tuple[date, date, PeriodKind] | None:
    """5天前 is a day, 后3年 the years from tomorrow on."""
    count, unit = re.findall(rf"(?:{_NUMBER})(?=[天年])|[天年]", words)[:2]
    size = number(count) * way
    if unit == "天" and way < 0:
        day = today + timedelta(size)
        return day, day, "day"
    if unit == "天":
        return today + timedelta(1), today + timedelta(size), "span"
    year = today.year + size
    there = today.replace(year=year, day=min(today.day, monthrange(year, today.month)[1]))
    return (there, there, "day") if way < 0 else (today + timedelta(1), there, "span")


def _month(today: date, offset: int) -> tuple[date, date]:
    month = today.year * 12 + today.month - 1 + offset
    year, index = divmod(month, 12)
    return date(year, index + 1, 1), date(year, index + 1, monthrange(year, index + 1)[1])
