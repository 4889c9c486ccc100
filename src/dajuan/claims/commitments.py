"""Promises: a clause of the plan half that says do this, whether or not it puts a number on it."""

from __future__ import annotations

from collections.abc import Sequence
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
    r"完成(?:国家|省|市|上级|年度|.{0,12})?(?:下达|考核|目标|任务)[^，。；]{0,12}|保持[^，。；]{1,12}|提质增效|量增质升|稳量提质|提质提效|保稳提质)$"
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
    table = phrases.verbs()
    state = _STATE.match(words)
    if state is not None:
        return state["action"], state["object"]
    head = table.head.match(words)
    at = head.end() if head else 0
    act = _leading(words[at:])
    if act or at:
        verb = words[: at + len(act)]
        return verb, words[len(verb) :].strip("，、的")
    return "", ""


def _leading(words: str) -> str:
    classes = phrases.verbs().classes
    for size in range(min(6, len(words)), 1, -1):
        if classes.get(words[:size], ("", ""))[0] in ("act", "new", "rise", "fall"):
            return "" if phrases.is_noun_tail(words[size : size + 1]) else words[:size]
    return ""
