"""QU103 百分数与百分点混用 · percent where percentage points are meant

做什么
    占比、覆盖率一类本身是百分数的指标，“提高2.3%”应写“提高2.3个百分点”；
    反过来，产值、收入一类的数“增长2.3个百分点”应写“增长2.3%”。
为什么要紧
    比重从44.5%提高2.3%是45.5%，提高2.3个百分点是46.8%，两种读法差一倍以上。
例子
    高技术制造业占比达到46.8%，比上年提高2.3%。
改成
    高技术制造业占比达到46.8%，比上年提高2.3个百分点。
已知不足
    死亡率、事故率等常按相对幅度说“下降20%”，不查。只认列出的指标名。

What it does
    For an indicator that is itself a percentage (占比, 覆盖率), 提高2.3% should read 提高2.3个百分点; the reverse for
    an amount (产值, 收入) said to grow by 个百分点.
Why it matters
    A share of 44.5% that rises by 2.3% is 45.5%; by 2.3 points it is 46.8%.
Example
    高技术制造业占比达到46.8%，比上年提高2.3%。
Use instead
    高技术制造业占比达到46.8%，比上年提高2.3个百分点。
Known problems
    Rates that are commonly told in relative terms (死亡率下降20%) are passed over; only listed indicators are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import Span, mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU103"
NAME = "percent-vs-point"
SEVERITY: Final = "error"
ZH = "百分数与百分点混用"
EN = "percent where percentage points are meant, or the reverse"

_SHARE = (
    r"(?:占比|比重|比例|份额|满意度|投入强度|(?:覆盖|普及|城镇化|失业|入园|巩固|完成|达标|合格|优良|参保|就业|入学|升学|化解|结案|办结|整改|开工"
    r"|投产|竣工|资金到位|到位|交付|入住|利用|处理|处置|回收|绿化|森林覆盖|绿地|自给|配套|国产化|机械化|渗透|转化|满意|知晓|参与|履约"
    r"|渗漏|漏损|空置|坏账|不良贷款|杠杆|负债|毛利|利润)率)"
)
_MOVED = r"(?:提高|提升|上升|下降|降低|增加|减少|回落|增长|压降)了?"
_OWN = lazy(rf"(?P<indicator>{_SHARE})[^\d%％]{{0,10}}?{_MOVED}(?P<amount>\d+(?:\.\d+)?[%％])(?!以[上下内])")
_FASTER = lazy(
    r"(?:增速|增幅|涨幅)同?(?:[比较](?:上年|去年|前年|年初|同期|全国|全省|全市)[^\d%％，]{0,6})"
    r"(?:提高|提升|加快|回落|回升|下降|放缓|扩大|收窄)了?(?P<amount>\d+(?:\.\d+)?[%％])$"
)
"""增速比上年提高1.2%: a rate of growth moves by points."""

_COMPARED = lazy(
    rf"^(?:[比较](?:上年|去年|前年|年初|同期|往年)[^\d%％]{{0,6}}?)?{_MOVED}(?P<amount>\d+(?:\.\d+)?[%％])$"
)
_LEVEL_OF_SHARE = lazy(rf"{_SHARE}[^\d%％]{{0,8}}\d+(?:\.\d+)?[%％]$")
_AMOUNT = lazy(
    r"(?:产值|增加值|收入|投资|总额|销售额|营业额|产量|数量|人数|利润|税收|用电量|吞吐量|成交额|出口额)"
    r"[^\d%％率速幅比重额度]{0,6}?(?:增长|增加|下降|减少)了?(?P<amount>\d+(?:\.\d+)?个百分点)"
)

_FROM_TO = lazy(r"[由从]\d+(?:\.\d+)?[%％][^\d，,]{0,8}?[到至]\d+(?:\.\d+)?[%％]$")
"""由3.1%提高到3.4%: what comes next is the difference of two percentages."""

_CONTRIBUTED = lazy("拉动|带动|贡献|高于|低于|快于|高出|好于")


def check(reading: Reading) -> Iterator[Finding]:
    for index in range(len(reading.flow.sentences)):
        before = ""
        for start, end in clauses_of(reading, index):
            clause = words(reading, (start, end))
            own = _OWN.search(clause) or _FASTER.search(clause)
            of_share = _LEVEL_OF_SHARE.search(before) or _FROM_TO.search(before)
            compared = _COMPARED.match(clause) if of_share else None
            match = own or compared
            if match:
                yield _point_meant(reading, _place(start, match), match["amount"])
            elif (level := _AMOUNT.search(clause)) and not _CONTRIBUTED.search(clause):
                yield _percent_meant(reading, _place(start, level), level["amount"])
            before = clause


def _place(start: int, match: re.Match[str]) -> Span:
    return start + match.start("amount"), start + match.end("amount")


def _point_meant(reading: Reading, at: Span, amount: str) -> Finding:
    number = amount[:-1]
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"指标本身是百分数，{quote(amount)}应写“{number}个百分点”；如确指相对幅度，请写出前后两个数",
        en=f"the indicator is itself a percentage: write {number}个百分点 for {amount}, or give both values",
        fix=(at, f"{number}个百分点"),
    )


def _percent_meant(reading: Reading, at: Span, amount: str) -> Finding:
    number = amount.removesuffix("个百分点")
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"指标是数额，不是百分数，{quote(amount)}应写“{number}%”",
        en=f"the indicator is an amount, not a percentage: write {number}% for {amount}",
        fix=(at, f"{number}%"),
    )
