"""What may be done to a target now, and by whom: pure, from its programme, its entries and who is looking.

Which stage may come next is the ledger's to say: each is tried on it, and what it would refuse for the order of stages
is not offered. Pages, the API and the inbox ask here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dajuan.answers.steps import REPORTING
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.entry import Draft, Entry
from dajuan.ledger.rules import Case, judge
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme, Stage
from dajuan.web.access.deeds import SETTLED, action_of, action_of_draft
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import lead_of_target, thing_of_target
from dajuan.web.words import Words, words_of

_NAMES = {
    "accepted": Words("签收", "Accept"),
    "disputed": Words("提出异议", "Dispute"),
    "reported": Words("报送", "Report"),
    "reviewed": Words("审核通过", "Pass review"),
    "sent-back": Words("退回", "Send back"),
    "extension-asked": Words("申请延期", "Ask for more time"),
    "done": Words("办结", "Mark done"),
    "closed": Words("销号", "Close"),
}
PLANS = {
    "set": Words("立项", "Set"),
    "change": Words("修改", "Change"),
    "answer-dispute": Words("答复异议", "Answer the dispute"),
    "decide-extension": Words("批延期", "Decide on the extension"),
    "bind": Words("绑定指标", "Bind to an indicator"),
    "split": Words("分解", "Split"),
    "milestones": Words("加节点", "Add milestones"),
    "merge": Words("并入另一项", "Merge into another"),
    "drop": Words("不再跟踪", "Drop"),
}


class Step(NamedTuple):
    """Something that may be done next. ``key`` is its address, ``stage`` where it leads ("" where that stays)."""

    key: str
    name: Words
    action: Action
    stage: str = ""
    mine: bool = False
    """Whether this viewer may do it."""
    why_not: Words | None = None
    """Why not this viewer, where not for want of a role: who reported does not review."""
    main: bool = True
    """On the target's way, not beside it."""


def thing_for(action: Action, target: Target) -> Thing:
    """Whom an action on a target belongs to: only who leads reports; who helps sees and talks."""
    return lead_of_target(target) if action is Action.RECORD else thing_of_target(target)


def steps_of(target: Target, state: State, programme: Programme, viewer: Viewer, today: date) -> list[Step]:
    """All that may come next, the way on first; ``mine`` tells what this viewer may do."""
    moves = list(_moves(target, state, programme, viewer, today))
    if not any(step.key == "reported" for step in moves) and target.stage in REPORTING:
        moves.insert(0, _told("reported", _NAMES["reported"], Action.RECORD, target, viewer))
    return [*moves, *_plans(target, programme, viewer)]


def step_called(steps: list[Step], key: str) -> Step | None:
    return next((one for one in steps if one.key == key), None)


def _moves(target: Target, state: State, programme: Programme, viewer: Viewer, today: date) -> Iterator[Step]:
    for stage in programme.stages.values():
        if stage.key in SETTLED or stage.key == target.stage or _is_an_answer(target, state, programme, stage):
            continue
        draft = Draft(programme=PROGRAMME, subject=target.code, kind="moved", stage=stage.key, effective_on=today)
        troubles = judge(Case(programme, state, draft, viewer.actor, today))
        if any(one.code == "stage-order" for one in troubles):
            continue
        own = next((Words(one.zh, one.en) for one in troubles if one.code == "own-work"), None)
        name = _NAMES.get(stage.key, words_of(stage.name))
        action = action_of(programme, "moved", stage=stage.key)
        yield _told(stage.key, name, action, target, viewer, stage=stage.key, own=own, main=not stage.side)


def _is_an_answer(target: Target, state: State, programme: Programme, stage: Stage) -> bool:
    """Out of 申请延期 back to where it was is the office's answer, no step of its owner's."""
    if target.stage != "extension-asked":
        return False
    on_its_way = [held for held in state.moves() if not programme.stages[str(held.value)].side]
    return bool(on_its_way) and max(on_its_way, key=lambda held: held[1:]).value == stage.key


def _plans(target: Target, programme: Programme, viewer: Viewer) -> Iterator[Step]:
    if programme.stages[target.stage].final if target.stage in programme.stages else False:
        return
    number = target.kind == "number"
    offered = {
        "set": target.stage in ("proposed", "set"),
        "answer-dispute": target.stage == "disputed",
        "decide-extension": target.stage == "extension-asked",
        "change": target.stage not in ("proposed", "set"),
        "bind": number,
        "split": number and target.value is not None,
        "milestones": target.kind != "milestone",
        "merge": True,
        "drop": True,
    }
    for key, name in PLANS.items():
        if offered[key]:
            main = key in ("set", "answer-dispute", "decide-extension")
            yield _told(key, name, Action.PLAN, target, viewer, main=main)


def _told(
    key: str,
    name: Words,
    action: Action,
    target: Target,
    viewer: Viewer,
    *,
    stage: str = "",
    own: Words | None = None,
    main: bool = True,
) -> Step:
    may = viewer.may(action, thing_for(action, target))
    return Step(key, name, action, stage, may and own is None, own if may else None, main)


# Entries ---------------------------------------------------------------------------------------------------------


def may_take_back(seq: int, target: Target, state: State, programme: Programme, viewer: Viewer) -> bool:
    """Whoever recorded an entry may, while what it took to is theirs; so may the office. How a target came in stays."""
    entry = state.entries.get(seq)
    if entry is None or entry.kind in ("opened", "verified"):
        return False
    if viewer.may(Action.PLAN, thing_of_target(target)):
        return True
    action = action_of_draft(programme, entry)
    return entry.actor == viewer.actor and viewer.may(action, thing_for(action, target))


def may_correct(entry: Entry) -> bool:
    """What was reported can be corrected in place; of anything else the entry is withdrawn and recorded anew."""
    return entry.kind in ("moved", "stated") and not {"reported", "progress", "doing"}.isdisjoint(entry.fields)
