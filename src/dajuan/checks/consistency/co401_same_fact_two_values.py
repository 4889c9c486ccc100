"""CO401 同一指标两个数 · one fact, two values

做什么
    同一指标、同一时期、同一口径的成绩，在两处写了不同的数，按写明的位数舍入后仍不相等时报告。
为什么要紧
    读者只会问一句：到底是多少？
例子
    2025年新认定高新技术企业138家，总数突破千家。
    培育创新主体。2025年新认定高新技术企业183家。
改成
    2025年新认定高新技术企业138家，总数突破千家。
    培育创新主体。2025年新认定高新技术企业138家。
已知不足
    只比一个地方一年只有一个数的主要指标（生产总值、财政收入、零售总额、高新技术企业、居民收入等）；
    一年与五年、累计与当年、全市与全区口径不同，不比；速度、约数、表格里的数也不比；相差一倍以上视为口径不同。

What it does
    Finds a result told twice, for one indicator, period and scope, with values that differ beyond rounding.
Why it matters
    Readers will ask only one thing: which is it?
Example
    2025年新认定高新技术企业138家，总数突破千家。
    培育创新主体。2025年新认定高新技术企业183家。
Use instead
    2025年新认定高新技术企业138家，总数突破千家。
    培育创新主体。2025年新认定高新技术企业138家。
Known problems
    Only main indicators, of which a place has one a year. One year and five, cumulative and yearly, city and district
    are different scopes and not compared; nor are rates, 约, 以上 and 多, and cells of tables. Values more than twice
    apart are taken for two scopes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.facts import kind_of, measured, name_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import Written, written_claim
from dajuan.claims.claim import Claim, Reading
from dajuan.language.lazy import lazy

CODE = "CO401"
NAME = "same-fact-two-values"
SEVERITY: Final = "error"
ZH = "同一指标在两处的数不同"
EN = "one fact is told with two values"

_SHORTEST = 4
"""Characters of an indicator's name without its verb: shorter ones (项目, 投资) name many different things."""

_VERB = lazy("^(?:全年|累计|新增|新建|新认定|认定|引进|完成|实施|建成|举办|开展|新改建|改造|培育|组织|推进|推动)+")
_MANY = lazy(
    ".{0,2}(?:项目|企业|投资|活动|平台|人才|资金|群众|任务|产业|工程)"
    "|(?:项目|计划|协议|合同|签约)?(?:总投资|投资总额|投资额|金额|总额|资金额|到位资金|产值|增加值)"
    "|(?:同比|比上年|较上年).*|.*(?:安排|拨付|下达|投入|增收|减收|超收|增支|任务数?|目标数?|计划数?|预算数?)"
)
"""Names that many different things go by, each with its own number: only what stands before them tells which."""

_TAIL = lazy(r"\s*(?:$|[，,。；;、：:（(\n！]|左右)(?!\s*用于|\s*专项)")
"""What may follow the number of an indicator: 安排384亿元救灾款 is an amount of something else."""

_MEAN = lazy("生均|校均|户均|亩均|单产|平均|^超|^高于|^低于|年产")

_LABEL = lazy(r"(?P<label>[^，,；;。：:\d]{1,12})[：:][^：:]*$")
"""钢：全部建成后…: what the sentence is about stands before the colon."""

_BRACKET = lazy(r"[（(][^（）()]*[）)]")
_KNOWN = lazy(
    "(?:地区|国内|园区)?生产总值|GDP|(?:总产值|增加值|产值|利润总额|营业收入)$|公共预算(?:收入|支出)|财政(?:总)?收入|税收(?:总)?收入|税收$"
    "|固定资产投资|工业投资|技改投资|技术改造投资|零售总额|进出口|出口(?:总)?(?:额|值)|外资|可支配收入|新增就业|再就业"
    "|高新技术企业|专精特新|小巨人|科技型中小企业|规上(?:工业)?企业|规模以上(?:工业)?企业|上市公司|(?:市场|经营)主体|常住人口|户籍(?:总)?人口"
    "|城镇化率|覆盖率|优良天数|PM2\\.?5|粮食(?:总)?产量|成交额|存款余额|贷款余额|用电量|发电量|吞吐量|接待游客|旅游(?:总)?收入|发明专利|授权量"
    "|研发(?:投入|经费)|学位|床位|保障性住房|安置房|老旧小区|高标准农田|绿地面积|道路里程|装机"
)
"""Indicators that one place has one of in a year. Of other names (生均图书, 校均规模) each school, plant or project
has its own, told before or in a sentence of its own."""

_YEARS = lazy("年均|五年|三年|十四五|十五五|期间|以来|平均每年|其中")

_ROW = lazy(r"\d[^\s，。；]{0,4}[\s|]+#|#[\s|]+\d")
"""A number beside another with only a gap between them: a row of a table that lost its lines."""


def check(reading: Reading) -> Iterator[Finding]:
    told: dict[tuple[object, ...], list[tuple[Claim, Written]]] = defaultdict(list)
    for claim in measured(reading, "result"):
        written = written_claim(reading, claim)
        if written is None or not written.exact or not _one_thing(reading, claim):
            continue
        key = (
            name_of(claim),
            _counted_how(reading, claim),
            *kind_of(claim),
            _verb(claim),
            claim.scope or "",
            claim.entities,
            _period(claim),
        )
        for first, before in told[key]:
            if first.sentence != claim.sentence and _differ(before, written):
                yield _finding(reading, first, claim)
                break
        told[key].append((claim, written))


def _one_thing(reading: Reading, claim: Claim) -> bool:
    """True for an amount of one thing in one year: no rate, no average of years, no cell of a table."""
    name = _VERB.sub("", name_of(claim))
    if claim.basis not in ("level", "change") or claim.cumulative or len(name) < _SHORTEST:
        return False
    if not _KNOWN.search(name_of(claim)) or _MEAN.search(name_of(claim)):
        return False
    if any(_MANY.fullmatch(_VERB.sub("", one)) for one in (name_of(claim), claim.indicator)):
        return False
    if claim.dimension == "ratio" and (len(name) < _SHORTEST + 2 or name.endswith("完成率")):
        return False
    sentence = reading.flow.sentences[claim.sentence]
    blocks = reading.document.blocks
    if sentence.block < len(blocks) and blocks[sentence.block].kind == "cell":
        return False
    text = reading.flow.text
    if re.search("[；;。\\d]", text[claim.indicator_at[1] : claim.at[0]] if claim.indicator_at != (0, 0) else ""):
        return False
    if not _TAIL.match(text[claim.at[1] : claim.at[1] + 8]):
        return False
    around = text[max(sentence.start, claim.at[0] - 40) : claim.at[0]]
    return not _YEARS.search(around) and not _ROW.search(around[-10:] + "#" + text[claim.at[1] : claim.at[1] + 3])


def _counted_how(reading: Reading, claim: Claim) -> str:
    """What brackets and words right by the number say of its definition: （同口径）, 市本级, 自然口径."""
    text = reading.flow.text
    start = claim.indicator_at[0] if claim.indicator_at != (0, 0) else claim.at[0]
    near = text[max(min(start, claim.at[0]) - 12, 0) : claim.at[0]]
    clause = re.split("[，,；;。\n]", near)[-1]
    label = _LABEL.search(text[reading.flow.sentences[claim.sentence].start : claim.at[0]])
    return (label["label"] if label else "") + "".join(
        sorted([*_BRACKET.findall(clause), *re.findall("同口径|可比|自然口径|本级|全口径|预计", clause)])
    )


def _differ(before: Written, after: Written) -> bool:
    """Beyond rounding, and near enough for one of them to be a slip: five years' worth is no slip."""
    if before.high >= after.low and after.high >= before.low:
        return False
    return not before.value or Decimal("0.5") <= after.value / before.value <= 2


def _verb(claim: Claim) -> str:
    """新增 and 新认定 are flows, 达到 and 完成 say nothing of the kind."""
    return claim.verb if claim.verb.startswith(("新", "净", "减", "引")) else ""


def _period(claim: Claim) -> str:
    return claim.period.label if claim.period else ""


def _finding(reading: Reading, first: Claim, later: Claim) -> Finding:
    return mark(
        reading,
        CODE,
        SEVERITY,
        _place(later),
        zh=f"{quote(later.indicator)}前文写{first.text}，这里写{later.text}：核实后写成一致",
        en=f"{quote(later.indicator)} is {first.text} earlier and {later.text} here: make the two agree",
        related=[_place(first)],
    )


def _place(claim: Claim) -> tuple[int, int]:
    """The indicator and its number together, where they stand side by side."""
    start = claim.indicator_at[0]
    near = claim.indicator_at != (0, 0) and 0 <= claim.at[0] - claim.indicator_at[1] <= 12 and start < claim.at[0]
    return (start, claim.at[1]) if near else claim.at
