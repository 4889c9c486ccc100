"""Which year a report answers for and which it promises, and what 今年 means in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from dajuan.language.lazy import lazy

_PLAN = lazy(
    r"(20\d\d)年(?:[^。！？\n，,；;0-9]{0,14}?)(?:工作安排|工作打算|工作计划|工作思路|工作规划|重点工作|重点任务|目标任务|主要目标|预期目标|总体要求|"
    r"工作要点|工作建议|工作任务|责任清单|任务清单|办好.{0,4}件.{0,6}实事|民生实事(?!.{0,8}(?:完成|办理|进展))|发展目标|奋斗目标|工作重点|主要任务|重点抓好|要抓好|计划安排|下一步)"
    r"|(?:部署|谋划|安排)(20\d\d)年"
)
_RESULT = lazy(
    r"(20\d\d)年(?:[^。！？\n，,；;0-9]{0,12}?)(?:工作回顾|工作总结|工作情况|完成情况|工作成效|回顾|总结|主要成效|工作汇报)|回顾(?:了)?(20\d\d)年|(20\d\d)年以来|总结(20\d\d)年"
)
_PAIRED = lazy(r"(20\d\d)年[^。\n，,；;0-9]{0,16}(?:和|及|暨|与|、|以及)(20\d\d)年")
"""2025年重点工作和2026年工作思路: the first is told, the second promised, whatever they are called."""
_SPOKEN = lazy(r"(20\d\d)年(\d{1,2})月\d{1,2}日[^。]{0,40}?(?:会议|大会|常委会|讲话|开幕)")
_TITLED = lazy(r"(20\d\d)年[^。\n，,]{0,14}政府工作报告")
_THIS_YEAR_GOALS = lazy(r"今年[^。\n]{0,24}?(?:预期目标|主要目标|工作)|做好今年")
_DONE = lazy(r"完成|圆满|实现|顺利|较好|超额|兑现")
_YEAR = lazy(r"(?<![比较])(20\d\d)年")
_COMPARED = lazy(r"[比较](20\d\d)年")
"""较2023年末: told of the year after it."""
_NAMED = lazy(r"(?<![比较到至从自由])20\d\d年(?![底末]?[以之]?前)")
"""A year that is neither compared with nor a bound: whoever names one tells of it."""
_PLANS = lazy(r"预期目标|主要目标|工作安排|工作打算|工作计划|下一步|下步|今年.{0,8}(?:目标|重点)|新的一年|明年")


_NEXT = lazy("明年|新的一年|来年|次年")
_MIDYEAR = lazy(r"上半年|半年|[一二]季度|(?<!\d)1(?:月?份?)?[-—–~～至到][2-8]月|截至[3-8]月")
"""Told in the middle of the year: what is still to be done is due in the same one."""


def is_paired(title: str) -> bool:
    """Whether the title names the year told and the year promised."""
    return _PAIRED.search(title) is not None


class Years(NamedTuple):
    """``report``: told; ``plan``: promised, or None; ``this``: what 今年 stands for."""

    report: int | None
    plan: int | None
    this: int | None

    @property
    def midyear(self) -> bool:
        """Whether what is promised is the rest of the year that is told."""
        return self.plan is not None and self.plan == self.report

    @property
    def next(self) -> int | None:
        """The year promised, if it is another than the one told: whoever names it promises."""
        return None if self.midyear else self.plan


def years_of(text: str, title: str = "", report_year: int | None = None) -> Years:
    """Read off headings and set phrases first; the most frequent year decides only when nothing else does."""
    head = f"{title}\n{text[:600]}"
    if report_year is None:
        spoken = _SPOKEN.search(head)
        if spoken is not None and (int(spoken[2]) <= 4 or _THIS_YEAR_GOALS.search(text)):
            plan = int(spoken[1])
            return Years(plan - 1, plan, plan)
        titled = _TITLED.search(head)
        if titled is not None:
            plan = int(titled[1])
            return Years(plan - 1, plan, plan)
    plans = Counter(
        int(found[1] or found[2])
        for found in _PLAN.finditer(text)
        if not _DONE.search(text, max(0, found.start() - 8), found.start())
    )
    results = Counter(int(found[1] or found[2] or found[3] or found[4]) for found in _RESULT.finditer(text))
    if report_year is None:
        report_year = _report_year(text, head, plans, results)
    if report_year is None:
        return Years(None, None, None)
    if not plans[report_year + 1] and not _NEXT.search(text) and _MIDYEAR.search(text[:150]) and _PLANS.search(text):
        return Years(report_year, report_year, report_year)
    promised = plans[report_year + 1] > 0 or (plans[report_year] == 0 and bool(_PLANS.search(text)))
    if not promised and not results and plans[report_year]:
        return Years(report_year - 1, report_year, report_year)
    promise = report_year + 1 if promised or report_year + 1 in plans else None
    return Years(report_year, promise, _this_year(text, report_year, promise))


def _report_year(text: str, head: str, plans: Counter[int], results: Counter[int]) -> int | None:
    paired = _PAIRED.search(head)
    if paired is not None and int(paired[2]) == int(paired[1]) + 1:
        return int(paired[1])
    together = {year for year in results if year + 1 in plans}
    if together:
        return max(together, key=lambda year: (results[year] + plans[year + 1], year))
    if results:
        return max(results, key=lambda year: (results[year], year))
    if plans:
        return plans.most_common(1)[0][0] - 1
    spoken = _SPOKEN.search(head)
    if spoken is not None and "政府工作报告" in head:
        return int(spoken[1]) - 1
    seen = Counter(int(found[1]) for found in _YEAR.finditer(text))
    before = [int(found[1]) for found in _COMPARED.finditer(head)]
    if before and not _NAMED.search(head):
        return max(before) + 1
    return max(seen, key=lambda year: (seen[year], year)) if seen else None


def _this_year(text: str, report: int, plan: int | None) -> int:
    """In a report given in January 今年 is the year promised; in a summary written in December it is the year told."""
    if plan is None:
        return report
    january = len(re.findall(r"今年(?:的)?(?:经济|政府|主要|工作|要|将|是|重点|预期|目标|，要)", text))
    december = len(re.findall(r"今年(?:以来|，全|全年|共|已|累计|新增|完成|1)", text)) + 2 * text.count("明年")
    december += "总结" in text[:200]
    return plan if january >= december else report
