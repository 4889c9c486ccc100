"""TG602 承诺没有期限 · promise with no deadline

做什么
    承诺里的开工、投用、出台、完成一类有头有尾的事，只说“尽快”“适时”“按时间节点”的，提示写明期限。
为什么要紧
    没有期限就无法判断是否逾期，到年底只能说“持续推进”。
例子
    二、2026年工作安排
    适时出台低空经济支持政策。
改成
    二、2026年工作安排
    9月底前出台低空经济支持政策。
已知不足
    同一句里写了具体期限的不提示；“抓紧抓实”“尽快形成优势”一类没有终点的话不提示。

What it does
    Finds 尽快, 适时, 按时间节点 before something that has an end: to start, open, publish, finish.
Why it matters
    Without a day nothing can be overdue, and the year's end can only report progress.
Example
    二、2026年工作安排
    适时出台低空经济支持政策。
Use instead
    二、2026年工作安排
    9月底前出台低空经济支持政策。
Known problems
    A sentence that also names a date is passed over, and so is what has no end (尽快形成优势).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.checks.targets._promises import words_in_promises
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TG602"
NAME = "target-no-deadline"
SEVERITY: Final = "warning"
ZH = "承诺没有期限，只说“尽快”“适时”"
EN = "a promise says soon or in due course and names no day"

_SOON = lazy(
    r"(?:尽快|尽早|早日|适时|择机|按照?时间节点|条件成熟时)"
    r"(?=.{0,6}?(?:开工|投产|投用|投入使用|建成|出台|启动|落地|交付|开通|通车|竣工|投运|运营|完成|制定|印发|达产|销号|开诊|开放|完工))"
)
_DATE = lazy(r"\d月|[上下]半年|季度|[年月]底|年内|\d{4}年底?前|[天日]内")

_NOT_OURS = lazy("(?:必将|一定会|终将|使|让|便于|帮助|方便|助力|企业|群众)[^，,；;。]{0,10}$")
"""A hope, or what others will do once our part is done."""

_ANY = lazy(r"(?:新建|在建|新开工|签约|储备|各类|更多|更大)[^，,；;。“”]{0,4}项目$")
"""Projects in general: a way of working, not one promise."""


def check(reading: Reading) -> Iterator[Finding]:
    for index, match in words_in_promises(reading, _SOON):
        sentence = reading.flow.sentences[index]
        before = reading.flow.text[max(match.start() - 12, sentence.start) : match.start()]
        if (
            _NOT_OURS.search(before)
            or _DATE.search(words(reading, (sentence.start, sentence.end)))
            or _ANY.search(before)
        ):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0])}不是期限：写明几月几日前，或哪个季度",
            en=f"{match[0]} is no deadline: name a month, a quarter or a day",
        )
