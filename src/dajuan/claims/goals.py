"""Numbers that were to be reached, quoted among the results: 全年任务数132亿元的90.8%, 超年度目标8家; and what is still ahead."""

from __future__ import annotations

import re

from dajuan.language.lazy import lazy

_WORD = (
    r"(?:目标任务|考核指标|指标任务|目标值|目标数|目标|任务数|任务|计划数|(?:年度|全年|今年|投资|固投)计划"
    r"|(?:年初|年度|全年|本年|当年|调整后?|变动|年)预算(?:数|任务)?)"
)
_BEFORE = lazy(rf"{_WORD}(?:为|是|定为)?$")
_BEHIND = lazy(
    r"的?[\u4e00-\u9fff“”]{0,8}?(?:序时进度|挑战目标|目标任务|年度目标|年度任务|目标|任务数)(?![\u4e00-\u9fff])"
)
_MET = lazy(r"的(?:年度|全年|既定|预期)?目标(?:任务)?(?=已?(?:圆满|顺利|全面|如期|提前|超额|完成|实现|达成))")
"""财政收入6亿元的目标圆满完成."""
_SURPASSED = lazy("超|完成|达到|高于|下达|低于|距")
_DONE = lazy("完成|实现|占(?!比)")
_BUDGET = lazy("(?:完成|占|为)(?:预算数?|计划)$")
_REACHED = lazy(
    r"(?:已|分别)?(?:完成|达|占|达到|为)[\u4e00-\u9fff“”]{0,16}?(?:任务|目标|计划|(?<!占一般公共)预算|任务数|目标数|目标任务|计划数|目标比例|总?工程量|工程进度|工作量)(?:数)?的?$"
)
_TALK = lazy(
    rf"(?:远超|超额|超过|超|占|可|完成|达到|增幅|[州省市县区]|上级|级|政府|下达|的|考核|挑战|调整|全年|年度|今年)*(?:{_WORD}|预算数?)?(?:为|是)?"
)
_LAST = lazy(r"(?:目标任务|考核指标|指标任务|目标值|目标数|目标|任务数|任务|计划数|计划)$")
_AHEAD = lazy(
    r"^(?:并|同时|目前|现|本?年度|年内|其余|剩余|今年|全年|[一二三四五六七八九十]是|[\u4e00-\u9fff]{2,4}[区县市镇局])*(?:计划(?:于|在|到|(?!总?投资)(?:年?内|新?增加?|新?开工|竣工|新?建|实施|完成|培育|引进|播种|种植))|预计还有|拟(?:于|在)|将于|力争|争取(?=全年|今年|明年|年底|早日|尽快|实现|达到|完成|在)|有望"
    r"|预计.{0,8}(?:底|旬|月|明年)前?(?:完成|开工|竣工|投产|投用|建成|交付|实现开工))"
)
_SURE = lazy("^(?:确保|力争)(?!了|实现了).*(?:以上|达到|不低于|年内|全部)")
_NOW = lazy("^(?:目前|已|截至|另|现已|同时)")


def reached(words: str) -> re.Match[str] | None:
    """完成年度任务的: the number says how much of a plan was done."""
    return _REACHED.search(words)


def is_goal(before: str, after: str, leads_to_share: bool) -> bool:
    """Whether the number is itself the plan. 完成投资任务14亿元 is a result: what was done, not what was asked."""
    if _MET.match(after) or (_BEHIND.match(after) and _SURPASSED.search(before)):
        return True
    if leads_to_share and _BUDGET.search(before):
        return True
    return _BEFORE.search(before) is not None and (leads_to_share or _DONE.search(before) is None)


def without_goal(noun: str) -> str:
    """超全年挑战目标 names nothing; 城市化率目标 is about 城市化率."""
    if _TALK.fullmatch(noun):
        return ""
    rest = _LAST.sub("", noun)
    return rest if len(rest) > 1 else ""


_SO_FAR = lazy("^(?:其中)?(?:目前|现|截[至止][^，,]{1,8}?)(?:累计|共)?(?:已|完成|实现)")


PLANNED = lazy("计划总?投资(?:额|规模)?(?:为|达)?$")


def is_done(clause: str) -> bool:
    """截至8月底已完成: told among the promises, a fact all the same."""
    return _SO_FAR.match(clause) is not None


def looks_ahead(clause: str, first: bool, before: bool) -> bool:
    """计划于年底前完成: told among the results, promised all the same; the next clause of the sentence goes with it."""
    if _AHEAD.match(clause) or (first and _SURE.match(clause)):
        return True
    return before and not _NOW.match(clause)
