"""Which half of the report a sentence stands in: what was done, or what is promised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dajuan.claims.claim import Role
from dajuan.claims.years import Years, is_paired
from dajuan.documents.flow import Sentence
from dajuan.language.lazy import lazy

_AHEAD = r"安排|打算|下一步|下步|总体要求|工作计划|工作思路|工作建议|展望|指导思想|工作要点|新目标|明年"
_ASKED = r"重点工作|重点任务|目标任务|主要目标|预期目标|奋斗目标|主要任务|工作任务|工作重点|发展目标"
_PLAN_HEAD = lazy(f"{_AHEAD}|{_ASKED}")
_AHEAD_HEAD = lazy(_AHEAD)
"""What a heading with none of these asks may be told as done: 主要预期目标 under 各领域完成情况."""
_RESULT_HEAD = lazy(
    r"回顾|总结|完成情况|工作情况|成效|成绩|成就|亮点|过去|一年来|做法|开展情况|基本情况|运行情况|存在.{0,6}问题|工作汇报|交出|答卷"
)
_PLAN_LEAD = lazy(
    r"^.{0,6}?(?:下一步|下步|下一阶段|明年|新的一年|今年(?:是|的?(?:经济|主要|预期|政府工作|工作)|，?要|，?我们(?:将|要))|(?:全年|今年|经济社会发展)?.{0,12}(?:主要|预期)?预期目标(?:是|为|：)"
    r"|做好(?:今年|明年|20\d\d年)|为实现(?:今年|上述|全年)|围绕(?:上述|以上|全年)目标)"
)
_GOALS = lazy(r"(?:主要|预期|总体|发展|奋斗|工作)(?:预期)?目标(?:任务)?(?:是|为|：|:)")
_REVIEWED = lazy(r"完成|实现了|超额|顺利|同比")
_YEAR = lazy(r"(20\d\d)年(?!\d{1,2}月|以来|底前?已|.{0,12}(?:完成了|实现了|以来))")
_LEAD_YEAR = lazy(r"^(?!在|于|为|自|截至|到)[^，,。—]{0,7}?(20\d\d)年(?!\d{1,2}月)")


def roles(text: str, sentences: Sequence[Sentence], years: Years) -> list[Role]:
    """The role that each sentence gives its claims; a heading with a year or a set word turns the page."""
    state: Role = "target" if _plan_only(text, sentences, years) else "result"
    out: list[Role] = []
    over = _title(text, sentences) if years.plan is None else ()
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        if sentence.heading:
            turned = _by_heading(words, (*over, *sentence.section), years) if index else None
        else:
            turned = _by_lead(words, years, state)
        state = turned or state
        out.append(state)
    return out


_TITLE_LENGTH = 60
"""A longer first sentence is no title."""
_PLAN_TITLE = lazy(
    r"工作(?:计划|要点|安排|方案|思路|打算)|行动(?:计划|方案)|规划|重点工作(?!完成|推进|落实)|(?:责任|任务|工作)清单|任务分解|目标任务(?!完成)|办好.{0,4}件.{0,6}实事|民生实事(?:项目)?$"
)


def _plan_only(text: str, sentences: Sequence[Sentence], years: Years) -> bool:
    title = "".join(_title(text, sentences))
    return not is_paired(title) and bool(_PLAN_TITLE.search(title)) and not _RESULT_HEAD.search(title)


def _title(text: str, sentences: Sequence[Sentence]) -> Sequence[str]:
    """The first sentence where it is short enough for a title, or nothing."""
    head = text[: sentences[0].end].strip() if sentences else ""
    return (head,) if head and len(head) <= _TITLE_LENGTH else ()


def _by_heading(words: str, over: Sequence[str], years: Years) -> Role | None:
    found = _YEAR.search(words)
    year = int(found[1]) if found else None
    result, plan = _RESULT_HEAD.search(words), _PLAN_HEAD.search(words)
    if result and plan:
        if year is not None and years.next is not None and year >= years.next:
            return "target" if plan.start() < result.start() else "result"
        return "result"
    if result:
        return "result"
    if year is not None and years.next is not None and year >= years.next:
        return "target"
    if plan and year is None and not _AHEAD_HEAD.search(words) and any(_tells_results(one) for one in over):
        return "result"
    if plan:
        return "target" if year is None or years.report is None or year > years.report or years.midyear else "result"
    return None


def _tells_results(title: str) -> bool:
    """目标任务完成情况, not 工作总结和下步打算: the last word says what it is."""
    results, plans = [*_RESULT_HEAD.finditer(title)], [*_PLAN_HEAD.finditer(title)]
    return bool(results) and (not plans or plans[-1].end() < results[-1].end())


def _by_lead(words: str, years: Years, state: Role) -> Role | None:
    goals = _GOALS.search(words) if state == "result" else None
    if goals is not None and not _REVIEWED.search(words, 0, goals.start()):
        return "target"
    if years.plan is not None:
        if state == "result" and (years.this != years.report or years.midyear) and _PLAN_LEAD.search(words):
            return "target"
        lead = _LEAD_YEAR.search(words)
        if lead is not None and int(lead[1]) == years.next:
            return "target"
    if state == "result" and re.match(r".{0,4}(?:下一步|下步|下一阶段|明年)", words):
        return "target"
    return None
