"""TG601 主要指标的目标没有数 · main target with no measure

做什么
    生产总值、投资、外贸、消费、财政收入、就业等主要指标的目标，只说“实现新增长”“实现新突破”而没有数时报告。
为什么要紧
    这些指标有统计、能考核，唯独目标没有数，年底怎么说都算完成。
例子
    二、2026年工作安排
    进出口总额实现新突破。
改成
    二、2026年工作安排
    进出口总额增长8%以上。
已知不足
    “正增长”“与经济增长同步”“完成上级下达任务”“稳中提质”有参照或是通行提法，不报；只看直接带这类说法的分句。

What it does
    Reports a main indicator (生产总值, 投资, 外贸, 消费, 财政收入, 就业) whose target only says 实现新增长 or 新突破.
Why it matters
    These are measured every month; with no number in the target any result will do.
Example
    二、2026年工作安排
    进出口总额实现新突破。
Use instead
    二、2026年工作安排
    进出口总额增长8%以上。
Known problems
    正增长, 与经济增长同步, 完成上级下达任务 and 稳中提质 have a yardstick or are common usage, and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.checks.targets._promises import planned, promising
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TG601"
NAME = "target-no-number"
SEVERITY: Final = "warning"
ZH = "主要指标的目标没有数"
EN = "the target of a main indicator has no number"

_MAIN = (
    r"(?:GDP|(?:地区)?生产总值|固定资产投资|工业投资|民间投资|社会消费品零售总额|进出口(?:总额|总值)?|外贸(?:进出口)?|实际(?:使用|利用)外资"
    r"|一般公共预算收入|财政收入|税收收入|规模?以上工业增加值|规上工业增加值|工业总产值|城镇新增就业|新增就业|居民人均可支配收入|居民收入"
    r"|技术合同成交额)"
)
_VAGUE = (
    r"(?:力争|努力|确保|争取|继续|保持|持续)*(?:实现|取得|再创|迈上|保持|有)"
    r"(?:新的?(?:更大)?(?:增长|突破|提升|跨越|台阶)|较快增长|稳步增长|稳定增长|平稳增长|合理增长|较大增长|更大突破)"
)
_AIMED = lazy("力争|努力|确保|争取")
"""Outside the plan only what is aimed at is a promise: 投资保持较快增长 there is how things went."""

_TARGET = lazy(rf"(?<![内国跨])(?P<said>{_MAIN}(?:总额|总量|规模|增速|增长)?{_VAGUE})$")


def check(reading: Reading) -> Iterator[Finding]:
    plan = planned(reading)
    for index in sorted(promising(reading)):
        if reading.flow.sentences[index].heading:
            continue
        for start, end in clauses_of(reading, index):
            match = _TARGET.search(words(reading, (start, end)))
            if not match or not (index in plan or _AIMED.search(match["said"])):
                continue
            yield mark(
                reading,
                CODE,
                SEVERITY,
                (start + match.start("said"), start + match.end("said")),
                zh=f"{quote(match['said'])}没有数：写明增速或数额，如“增长6%以上”",
                en=f"{quote(match['said'])} has no number: give a rate or an amount",
            )
