"""WD802 只说趋势没有数 · trend without a number

做什么
    找出“持续改善”“明显提升”“大幅增长”一类的话，而同一分句及其后一分句都没有数。
为什么要紧
    没有数，也没有和谁比，读者无从判断改善了多少。
例子
    空气质量持续改善。
改成
    空气优良天数238天，比上年增加12天。
已知不足
    标题和概括段落里常用，由作者定，默认不查。

What it does
    Finds 持续改善, 明显提升, 大幅增长 with no number in the clause nor in the one after it.
Why it matters
    With neither a number nor a comparison nobody can tell how much better.
Example
    空气质量持续改善。
Use instead
    空气优良天数238天，比上年增加12天。
Known problems
    Common in headings and summaries, and the author's choice: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "WD802"
NAME = "trend-without-number"
SEVERITY: Final = "question"
ZH = "只说趋势，没有数"
EN = "a trend with no number"
DEFAULT = False

_TREND = lazy(
    r"(?:持续|明显|显著|大幅|稳步|不断|有效|进一步|全面)(?:改善|提升|提高|增强|增长|下降|减少|优化|好转|扩大|缩小|增加)(?=$|[的，,。；;])"
)
_NUMBER = lazy(r"\d")


def check(reading: Reading) -> Iterator[Finding]:
    for index, sentence in enumerate(reading.flow.sentences):
        if sentence.heading:
            continue
        clauses = clauses_of(reading, index)
        for place, (start, end) in enumerate(clauses):
            match = _TREND.search(words(reading, (start, end)))
            after = clauses[place + 1][1] if place + 1 < len(clauses) else end
            if not match or _NUMBER.search(words(reading, (start, after))):
                continue
            yield mark(
                reading,
                CODE,
                SEVERITY,
                (start + match.start(), start + match.end()),
                zh=f"{quote(words(reading, (start, end)))}没有数：写明多少、和什么时候比",
                en=f"{quote(words(reading, (start, end)))} has no number: say how much, against when",
            )
