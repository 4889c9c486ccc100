"""Promises: a clause of the plan half that says do this, whether or not it puts a number on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.claims import phrases
from dajuan.claims.clauses import Clause
from dajuan.language.lazy import lazy
from dajuan.language.spans import Period

_OWNER = lazy(
    r"(?:责任单位|牵头单位|责任部门|牵头部门|责任领导)[:：]\s*(?P<named>[^）)\n。；]{2,40})"
    r"|(?:由|，|。|^)(?P<by>[\u4e00-\u9fff、]{1,16}(?:局|委|办|部|中心|公司|街道|集团|委员会|办公室))(?:牵头|负责|会同)"
)
_STATE = lazy(
    r"(?P<object>.{2,30}?)(?P<action>稳中提质|稳中有进|稳步增长|平稳增长|保持稳定|基本同步|同步增长|保持同步|同步|持续改善|进一步改善|只降不升|总体稳定|"
    r"建成(?:投用|启用|使用|投产|通车)?|投入(?:使用|运营|运行)|(?:全面|基本|顺利|正式)?(?:完工|开工|竣工|投产|投用|通车|启用|开园|开业|运营|交付|销号|复工|达产)|"
    r"(?:达到|争先)[^，。；]{1,14}|完成(?:国家|省|市|上级|年度|.{0,12})?(?:下达|考核|目标|任务)[^，。；]{0,12}|保持[^，。；]{1,12}|提质增效|量增质升|稳量提质|提质提效|保稳提质)$"
)


_MARKED = lazy(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[一二三四五六七八九十]是|[①-⑳]|[—\-]+|我们|要|将|会|必须|务必|同时|并)+"
)
_ANNOUNCED = lazy(
    "(?:以下|如下|[一二三四五六七八九十几0-9]+个?)(?:几|[一二三四五六七八九十0-9]+)?个?方面(?:的?(?:重点)?工作|任务)?$"
)
"""重点做好以下几个方面工作 announces promises and makes none."""
_HOW = lazy(
    "科学|合理|更好|更大力度|久久为功|持之以恒|坚决|统筹(?=推进|抓好|做好)|加力|严格|依法|稳妥|审慎|分类|因地制宜|高效|精准|切实|集中资源"
)
_STRONG = lazy("推进|推动|加快|实现|完成|力争|争取|确保|保证|瞄准|冲刺|组织|引导|帮助|助力|指导|计划|启动")
_DEGREE = lazy("着力|大力|积极|全面|持续|深入|扎实|有序|重点|进一步|不断|全力|稳步|努力|继续|顺利|共同")
_UNKNOWN = lazy(r"[\u4e00-\u9fff]{2}")
_OWNER_LINE = lazy(
    r"[（(]?(?:责任单位|牵头单位|责任部门|牵头部门|责任领导|牵头领导|责任人|配合单位)[:：]\s*(?P<named>[^）)\n。；]{2,40})[）)]?[。；]?"
)


class Promise(NamedTuple):
    """``[start, end)`` in the flow."""

    start: int
    end: int
    action: str
    object: str
    deadline: Period | None
    owner: str | None


def promises(text: str, clauses: Sequence[Clause], periods: Sequence[Period]) -> list[Promise]:
    """Each clause that begins with a verb of doing; a clause without one belongs to the promise before it."""
    made: list[Promise] = []
    for clause in clauses:
        if clause.depth:
            continue
        words = _without(text, clause, periods)
        action, rest = _action(words)
        if not action:
            if made and clause.mark and made[-1].end >= clause.start - 2:
                made[-1] = made[-1]._replace(end=clause.end)
            continue
        deadline = next((p for p in periods if clause.start <= p.start < clause.end and p.kind == "deadline"), None)
        owner = _OWNER.search(text, clause.start, clause.end)
        name = (owner["named"] or owner["by"]) if owner else None
        made.append(Promise(clause.start, clause.end, action, rest, deadline, name))
    return made


def _without(text: str, clause: Clause, periods: Sequence[Period]) -> str:
    out, at = "", clause.start
    for period in periods:
        if clause.start <= period.start < clause.end:
            out += text[at : period.start]
            at = period.end
    return phrases.plain(out + text[at : clause.end])


def _action(words: str) -> tuple[str, str]:
    """(verb, object) of a clause: drive verbs first, then the verb of doing; or the state that is to hold."""
    words = _MARKED.sub("", words)
    if _ANNOUNCED.search(words):
        return "", ""
    at = _driven(words)
    act = _leading(words[at:])
    if not act and _STRONG.search(words, 0, at) is None:
        state = _STATE.match(words)
        if state is not None:
            return state["action"], state["object"]
        if at:
            act = words[at : at + 2] if _DEGREE.search(words, 0, at) and _UNKNOWN.match(words, at) else ""
            at = at if act else 0
    if not at and not act:
        return "", ""
    verb = words[: at + len(act)]
    return verb, words[len(verb) :].strip("，、的")


def _driven(words: str) -> int:
    """Where the words of how hard (着力, 加快推进, 高标准) end."""
    table, at = phrases.verbs(), 0
    while (
        found := table.adverb.match(words, at) or table.head.match(words, at) or _HOW.match(words, at)
    ) is not None and found.end() > at:
        at = found.end()
    return at


def _leading(words: str) -> str:
    classes, promised = phrases.verbs().classes, _promised()
    for size in range(min(6, len(words)), 1, -1):
        word = words[:size]
        if word in promised or classes.get(word, ("", ""))[0] in ("act", "new", "rise", "fall"):
            tail = phrases.is_noun_tail(words[size : size + 1]) and not words.startswith("项目", size)
            return "" if tail else word
    return ""


@cache
def _promised() -> frozenset[str]:
    lines = (Path(__file__).parent / "promise_verbs.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def owner_line(text: str) -> str | None:
    """责任单位：改革办 as a sentence of its own names who answers for what was said before it."""
    found = _OWNER_LINE.fullmatch(text.strip())
    return found["named"] if found is not None else None
