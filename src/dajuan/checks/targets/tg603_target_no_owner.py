"""TG603 承诺没有责任单位 · promises with no owner

做什么
    整个计划部分没有一处写明牵头、责任、负责单位时，提问一次。
为什么要紧
    没有写明谁牵头，分解任务时要重新协调，年底也找不到该问谁。
例子
    二、2026年工作安排
    出台低空经济支持政策。新增高新技术企业30家。
改成
    二、2026年工作安排
    出台低空经济支持政策，由产业发展局牵头。新增高新技术企业30家，责任单位：科技创新局。
已知不足
    报给人大的报告一般另发分工方案，所以默认不查；每份文件只提一次。

What it does
    Asks once where no lead or responsible unit is named anywhere in the plan.
Why it matters
    The work must then be shared out anew, and at the year's end nobody is there to ask.
Example
    二、2026年工作安排
    出台低空经济支持政策。新增高新技术企业30家。
Use instead
    二、2026年工作安排
    出台低空经济支持政策，由产业发展局牵头。新增高新技术企业30家，责任单位：科技创新局。
Known problems
    Reports to a congress usually have a separate plan of duties: off by default. One finding a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, words
from dajuan.checks.targets._promises import promising
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TG603"
NAME = "target-no-owner"
SEVERITY: Final = "question"
ZH = "计划部分没有写明责任单位"
EN = "the plan names no responsible unit"
DEFAULT = False

_OWNER = lazy("牵头|责任单位|责任部门|责任领导|负责单位|配合单位|分工")


def check(reading: Reading) -> Iterator[Finding]:
    sentences = [reading.flow.sentences[index] for index in sorted(promising(reading))]
    if not sentences or any(commitment.owner for commitment in reading.commitments):
        return
    plan = words(reading, (sentences[0].start, sentences[-1].end))
    if _OWNER.search(plan):
        return
    first = sentences[0]
    yield mark(
        reading,
        CODE,
        SEVERITY,
        (first.start, first.end),
        zh=f"从这里起的 {len(sentences)} 句承诺没有一处写明责任单位：逐项注明，或附分工表",
        en=f"none of the {len(sentences)} promises from here on names who is responsible: name them, or add a table",
    )
