"""TM502 不可能的日期 · impossible date

做什么
    找出日历上没有的日子（6月31日、2月30日、13月），平年的2月29日，以及起止颠倒的年份。
为什么要紧
    写在承诺里的期限如果不存在，就没有期限。
例子
    6月31日前完成工业用地收储。
改成
    6月30日前完成工业用地收储。
已知不足
    没有写年份的2月29日不作声。农历日期、版本号一类不含“月”“日”的数字不查。

What it does
    Finds days that are in no calendar (6月31日, 13月), 29 February of a common year, and years in the wrong order.
Why it matters
    A deadline that does not exist is no deadline.
Example
    6月31日前完成工业用地收储。
Use instead
    6月30日前完成工业用地收储。
Known problems
    29 February with no year is passed over, and so are numbers written without 月 and 日.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TM502"
NAME = "impossible-date"
SEVERITY: Final = "error"
ZH = "日历上没有的日子，或起止颠倒"
EN = "a day that is in no calendar, or years in the wrong order"

_DAY = lazy(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?")
_YEARS = lazy(r"(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:[-—–~～]+|至|到)(?P<last>(?:19|20)\d\d)年")
_LEAP_YEAR = 2000


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _DAY.finditer(text):
        right = _mend(int(match["year"] or _LEAP_YEAR), int(match["month"]), int(match["day"] or 1))
        if right and not text[match.end() :].startswith("龄"):
            yield mark(
                reading,
                CODE,
                SEVERITY,
                match.span(),
                zh=f"没有{quote(match[0])}这一天：{right}",
                en=f"there is no such day as {match[0]}: check the month and the day",
            )
    for match in _YEARS.finditer(text):
        if int(match["first"]) > int(match["last"]):
            yield mark(
                reading,
                CODE,
                SEVERITY,
                match.span(),
                zh=f"{quote(match[0])}起止颠倒：应为{match['last']}—{match['first']}年，或核对年份",
                en=f"{match[0]} runs backwards: {match['last']}—{match['first']}, or check the years",
            )


def _mend(year: int, month: int, day: int) -> str:
    """What to do about a date; nothing when it exists."""
    if not 1 <= month <= 12:
        return f"月份只有1到12，核对“{month}月”"
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    return f"{month}月最后一天是{last}日，核对日期"
