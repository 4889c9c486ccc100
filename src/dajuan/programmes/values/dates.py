"""Days, months and moments as offices write them: 2024-6-18, 2024/06/18, 2024年6月18日, 20240618, 二〇二四年六月十八日.

A serial number of a sheet (45461) is the sheet reader's to convert: only it knows whether the file counts from 1900
or 1904. Here it is refused by name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from dajuan.language.fold import fold
from dajuan.language.numerals import DIGITS, hanzi
from dajuan.programmes.values.trouble import ValueTrouble

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SEPARATED = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_NUMERAL = "[0-9零〇○一二三四五六七八九十廿卅]"
_CHINESE = re.compile(rf"({_NUMERAL}{{4}})年({_NUMERAL}{{1,3}})月份?(?:({_NUMERAL}{{1,3}})[日号])?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,4}日?)?")
_YEAR_LAST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_MOMENT = re.compile(
    r"(.+?(?:[日号]|[\sT]))\s*([0-9]{1,2})(?::([0-9]{1,2})(?::[0-9]{2}(?:\.0+)?)?|[时点](?:([0-9]{1,2})分?)?)"
)
_SERIALS = range(20_000, 80_000)
_EPOCH_1900 = date(1899, 12, 30)


class _Parts(NamedTuple):
    year: int
    month: int
    day: int | None


def read_date(raw: object) -> str:
    """``2024-06-18``."""
    if isinstance(raw, date):
        return _day(raw).isoformat()
    return _date_written(raw) if isinstance(raw, str) else _date_said(raw)


@lru_cache(20_000)
def _date_written(raw: str) -> str:
    """A sheet has few days and many rows."""
    return _date_said(raw)


def _date_said(raw: object) -> str:
    parts = _parts(raw, "2024-06-18")
    if parts.day is None:
        raise ValueTrouble(
            f"“{raw}”没有写到哪一天；写成 {parts.year}-{parts.month:02}-01 这样的日期",
            f"“{raw}” names no day; write a date such as {parts.year}-{parts.month:02}-01",
        )
    return _checked(parts, raw).isoformat()


def read_month(raw: object) -> str:
    """``2024-06``; of a day, its month."""
    if isinstance(raw, date):
        return _day(raw).isoformat()[:7]
    parts = _parts(raw, "2024-06")
    return _checked(parts._replace(day=parts.day or 1), raw).isoformat()[:7]


def read_moment(raw: object) -> str:
    """``2024-06-18 14:30``, by the clock of the place; seconds are left out."""
    if isinstance(raw, datetime):
        return f"{_day(raw)} {raw:%H:%M}"
    found = _MOMENT.fullmatch(fold(str(raw).strip()))
    if found is None:
        raise ValueTrouble(
            f"“{raw}”没有写到几点几分；写成 2024-06-18 14:30", f"“{raw}” names no time of day; write 2024-06-18 14:30"
        )
    day, hour, minute = read_date(found[1].rstrip(" T")), int(found[2]), int(found[3] or found[4] or 0)
    if hour > 23 or minute > 59:
        raise ValueTrouble(f"“{raw}”：没有 {hour}:{minute:02} 这个时刻", f"“{raw}”: there is no {hour}:{minute:02}")
    return f"{day} {hour:02}:{minute:02}"


def _day(raw: date) -> date:
    day = raw.date() if isinstance(raw, datetime) else raw
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else _checked(_Parts(day.year, day.month, day.day), day)


def _checked(parts: _Parts, raw: object) -> date:
    year, month, day = parts.year, parts.month, parts.day or 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueTrouble(
            f"“{raw}”的年份 {year} 不在 {FIRST_YEAR}—{LAST_YEAR} 之间",
            f"“{raw}”: the year {year} is not within {FIRST_YEAR}–{LAST_YEAR}",
        )
    if not 1 <= month <= 12:
        raise ValueTrouble(f"“{raw}”：没有{month}月，月份是 1 到 12", f"“{raw}”: there is no month {month}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueTrouble(
            f"“{raw}”：{year}年{month}月没有{day}日，最后一天是 {year}-{month:02}-{last}",
            f"“{raw}”: {year}-{month:02} has no day {day}, its last is {year}-{month:02}-{last}",
        )
    return date(year, month, day)


def _parts(raw: object, right: str) -> _Parts:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        raise _not_a_date(raw, right)
    if isinstance(raw, float):
        if not raw.is_integer():
            raise _serial_or_not(raw, right)
        raw = int(raw)
    text = re.sub(r"\s+(?=[年月日号])|(?<=[年月])\s+", "", fold(str(raw).strip()))
    found = _SEPARATED.fullmatch(text)
    if found is not None:
        return _Parts(int(found[1]), int(found[3]), int(found[4]) if found[4] else None)
    chinese = _CHINESE.fullmatch(text)
    if chinese is not None:
        return _Parts(_number(chinese[1]), _number(chinese[2]), _number(chinese[3]) if chinese[3] else None)
    packed = _PACKED.fullmatch(text)
    if packed is not None and FIRST_YEAR <= int(packed[1]) <= LAST_YEAR:
        return _Parts(int(packed[1]), int(packed[2]), int(packed[3]) if packed[3] else None)
    raise _serial_or_not(raw, right)


def _number(text: str) -> int:
    if text[0] <= "9":
        return int(text) if text.isdigit() else 0
    text = text.replace("○", "〇")
    if len(text) == 4:
        digits = [DIGITS.get(one, -1) for one in text]
        return int("".join(map(str, digits))) if min(digits) >= 0 else 0
    value = hanzi(text)
    return int(value[0]) if value and value[0] == value[1] else 0


def _serial_or_not(raw: str | int | float, right: str) -> ValueTrouble:
    text = str(raw).strip()
    serial = int(float(text)) if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text) else 0
    if serial in _SERIALS:
        day = _EPOCH_1900 + timedelta(days=serial)
        return ValueTrouble(
            f"“{text}”像 Excel 的日期序号（若从 1900 年算起是 {day}）；把单元格格式改为“日期”",
            f"“{text}” looks like a date's serial number in Excel ({day} if counted from 1900); format the cell as a date",
        )
    if _YEAR_LAST.fullmatch(text):
        return ValueTrouble(
            f"“{text}”分不清月和日；年份写在前，如 {right}", f"“{text}”: month and day are unclear; year first: {right}"
        )
    if _SHORT_YEAR.fullmatch(text):
        return ValueTrouble(
            f"“{text}”的年份要四位，如 {right}", f"“{text}”: write the year in four digits, as in {right}"
        )
    return _not_a_date(raw, right)


def _not_a_date(raw: object, right: str) -> ValueTrouble:
    what = ("日期", "a date") if len(right) > 7 else ("月份", "a month")
    return ValueTrouble(f"“{raw}”不是{what[0]}；写成 {right}", f"“{raw}” is not {what[1]}; write {right}")
