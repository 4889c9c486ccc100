"""TM505 承诺的期限已经过去 · promised date lies in the past

做什么
    2026年的工作安排里写“2025年6月底前建成投用”：期限早于计划的年份时报告。
为什么要紧
    多半是去年的任务没有完成，整句搬了过来没有改期限；年底核对时这一条无从落实。
例子
    云岭高新区2026年工作安排
    2026年，云岭一中新校区2025年6月底前建成投用。
改成
    云岭高新区2026年工作安排
    2026年，云岭一中新校区2026年6月底前建成投用。
已知不足
    “截至2025年底”“2025年底前已建成”是说成绩，不查；只认写明“年底前”“月底前”一类的期限。

What it does
    Reports a deadline in the plan that lies before the year planned for: 2025年6月底前 in a plan of 2026.
Why it matters
    Usually last year's task, carried over with its old date: nothing can be held to it.
Example
    云岭高新区2026年工作安排
    2026年，云岭一中新校区2025年6月底前建成投用。
Use instead
    云岭高新区2026年工作安排
    2026年，云岭一中新校区2026年6月底前建成投用。
Known problems
    截至2025年底 and 2025年底前已建成 tell results and are passed over; only deadlines with 前 are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.targets._promises import words_in_promises
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TM505"
NAME = "date-passed"
SEVERITY: Final = "warning"
ZH = "承诺的期限早于计划的年份"
EN = "a promised date lies before the year that is planned"

_BY = lazy(r"(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?底|末|中)?(?:之前|以前|前)")
_RESULT = lazy("截至|截止|已|此前|了|原|应|原定|虽|未")
_DO = lazy("建成|完成|投用|投产|开工|竣工|交付|实现|达到|通车|启用|开通|出台|落地|建立|运营|力争|确保")


def check(reading: Reading) -> Iterator[Finding]:
    planned = reading.plan_year
    if planned is None:
        return
    text = reading.flow.text
    for index, match in words_in_promises(reading, _BY):
        sentence = reading.flow.sentences[index]
        before = text[max(sentence.start, match.start() - 10) : match.start()]
        after = text[match.end() : min(match.end() + 24, sentence.end)].split("。")[0]
        if int(match["year"]) >= planned or _RESULT.search(before + after) or not _DO.search(after):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"这是{planned}年的安排，{quote(match[0])}已经过去：改期限，或写明为什么没有完成",
            en=f"the plan is for {planned} and {match[0]} has passed: give a new date, or say why it was missed",
        )
