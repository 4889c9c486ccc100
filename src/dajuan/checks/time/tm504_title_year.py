"""TM504 标题的年份与正文小标题不符 · year of the title and of the headings differ

做什么
    标题写“2025年工作总结”，正文小标题却是“2024年工作回顾”“2024年工作开展情况”时报告；工作计划同样对照。
为什么要紧
    多半是拿上一年的材料改的，标题改了，小标题没有改（或反过来），读者会怀疑里面的数也是旧的。
例子
    云岭高新区2025年工作总结
    一、2024年工作回顾
改成
    云岭高新区2025年工作总结
    一、2025年工作回顾
已知不足
    “2025年政府工作报告”回顾2024年是惯例，不查；只对照写明“总结”“回顾”“计划”“安排”的标题。

What it does
    Reports a document titled 2025年工作总结 whose heading says 2024年工作回顾; plans likewise.
Why it matters
    Last year's text was reused and one of the two was not changed: readers will doubt the numbers too.
Example
    云岭高新区2025年工作总结
    一、2024年工作回顾
Use instead
    云岭高新区2025年工作总结
    一、2025年工作回顾
Known problems
    2025年政府工作报告 looks back on 2024 by custom and is passed over: only titles that say 总结, 回顾, 计划 or 安排.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import Span, mark, words
from dajuan.claims.claim import Reading
from dajuan.documents.flow import Sentence
from dajuan.language.lazy import lazy

CODE = "TM504"
NAME = "title-year"
SEVERITY: Final = "warning"
ZH = "标题的年份与正文小标题不符"
EN = "the year of the title and of a heading differ"

_YEAR = r"(?P<year>20\d\d)年(?:度)?"
_REVIEW = lazy(rf"{_YEAR}[^，。；\d]{{0,12}}?(?:总结|回顾|工作(?:开展|完成|进展)?情况)")
_PLAN = lazy(rf"{_YEAR}[^，。；\d]{{0,12}}?(?:计划|安排|打算|思路|要点)")
_FIRST = 3
"""Sentences at the top among which the title is."""

_LONGEST = 40
"""Characters of a title or a heading."""

_SEVERAL_YEARS = lazy("以来|五年|三年|近年|[至—-]20|期间|届")
_OTHER_KIND = lazy("执行|预算|决算|草案|规划|政府工作报告")


def check(reading: Reading) -> Iterator[Finding]:
    sentences = reading.flow.sentences
    for pattern in (_REVIEW, _PLAN):
        titles = [one for one in sentences[:_FIRST] if _short(reading, one) and pattern.search(_text(reading, one))]
        if not titles:
            continue
        title = titles[0]
        match = pattern.search(_text(reading, title))
        if match is None or _SEVERAL_YEARS.search(_text(reading, title)) or _OTHER_KIND.search(_text(reading, title)):
            continue
        at = (title.start + match.start("year"), title.start + match.end("year"))
        for sentence in sentences[sentences.index(title) + 1 :]:
            here = pattern.search(_text(reading, sentence)) if sentence.heading and _short(reading, sentence) else None
            if here and here["year"] != match["year"] and not _SEVERAL_YEARS.search(_text(reading, sentence)):
                year = (sentence.start + here.start("year"), sentence.start + here.end("year"))
                yield _finding(reading, at, year)
                break


def _finding(reading: Reading, title: Span, heading: Span) -> Finding:
    first, later = words(reading, title), words(reading, heading)
    return mark(
        reading,
        CODE,
        SEVERITY,
        heading,
        zh=f"标题是{first}年，这里是{later}年：核对年份，并检查本节的数是不是当年的",
        en=f"the title says {first} and this heading {later}: check the year, and whether the numbers are of that year",
        related=[title],
    )


def _short(reading: Reading, sentence: Sentence) -> bool:
    return sentence.end - sentence.start <= _LONGEST


def _text(reading: Reading, sentence: Sentence) -> str:
    return words(reading, (sentence.start, sentence.end))
