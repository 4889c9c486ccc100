"""What waits for somebody: to accept, to report, sent back, to review, to decide, said to them. Pure but for mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dajuan.answers.board import Standing
from dajuan.answers.steps import REPORTING
from dajuan.answers.target import Target
from dajuan.ledger.state import State
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.targets.steps import thing_for
from dajuan.web.words import Words

_WORST = ("red", "orange", "yellow")


class Kind(NamedTuple):
    key: str
    name: Words
    about: Words
    step: str
    """The step that answers it, "" where that is on the target's page."""
    action: Action
    verb: Words
    counted: bool = True
    """Whether it is in the number beside the navigation's word: what waits for this viewer alone to act."""


KINDS = (
    Kind("sent-back", Words("退回我的", "Sent back to me"), Words("改好再报", "mend and report again"), "reported", Action.RECORD, Words("再报", "Report again")),
    Kind("accept", Words("待签收", "To accept"), Words("签收，或提出异议", "accept, or dispute"), "accepted", Action.RECORD, Words("签收", "Accept")),
    Kind("report", Words("待填报", "To report"), Words("上月底的数还没有报的，落后的在前", "not told to the end of last month; those behind first"), "reported", Action.RECORD, Words("填报", "Report")),
    Kind("review", Words("待审核", "To review"), Words("别人报来的", "what others reported"), "reviewed", Action.VERIFY, Words("审核", "Review")),
    Kind("close", Words("待销号", "To close"), Words("已办结，可以销号", "done, and can be closed"), "closed", Action.VERIFY, Words("销号", "Close")),
    Kind("extension", Words("待批延期", "Extensions to decide"), Words("", ""), "decide-extension", Action.PLAN, Words("批复", "Decide")),
    Kind("dispute", Words("待答复异议", "Disputes to answer"), Words("", ""), "answer-dispute", Action.PLAN, Words("答复", "Answer")),
    Kind("set", Words("待立项", "To set"), Words("计划里列出、还没有立项的", "proposed by the plan, not set yet"), "set", Action.PLAN, Words("立项", "Set"), counted=False),
    Kind("grey", Words("灰灯", "Grey"), Words("没有指标，也没有填报：绑定一个，或催报", "no indicator and no report: bind one, or ask for it"), "bind", Action.PLAN, Words("绑定", "Bind"), counted=False),
)  # fmt: skip


class Waiting(NamedTuple):
    """One thing that waits."""

    target: Target
    standing: Standing | None

    @property
    def colour(self) -> str:
        return self.standing.light.colour if self.standing else ""


def waits(kind: str, one: Target, state: State, viewer: Viewer, today: date) -> bool:
    """Whether a target is of this kind for whoever holds the kind's action over it."""
    match kind:
        case "accept":
            return one.stage == "assigned"
        case "sent-back":
            return one.stage == "sent-back"
        case "report":
            return to_report(one, today)
        case "review":
            return one.stage == "reported" and not _reported_by(state, viewer.actor)
        case "close":
            return one.stage == "done" and not _reported_by(state, viewer.actor)
        case "extension":
            asked = state.last_move("extension-asked") if one.stage == "extension-asked" else None
            return asked is not None and state.entries[asked.seq].actor != viewer.actor
        case "dispute":
            return one.stage == "disputed"
        case "set":
            return one.stage == "proposed"
    return False


def to_report(one: Target, today: date) -> bool:
    """What its owner is to tell of: figures to the end of the month before, where the ledger has none of its own, and
    whatever is due by the end of this one."""
    if one.stage not in REPORTING - {"reported", "sent-back"} or _told_until(one) >= month_before(today):
        return False
    due_now = (one.due.year, one.due.month) <= (today.year, today.month)
    if one.kind == "milestone" or one.binding is not None:
        return due_now
    return due_now or month_before(today).year == one.year


def month_before(today: date) -> date:
    """The last day of the month before."""
    return today.replace(day=1) - timedelta(days=1)


def _told_until(one: Target) -> date:
    """The day to which its owner has told; accepting a target, or asking for time, tells nothing."""
    days = [said.on for said in one.reported] + [day for day, _, _ in one.progress]
    if one.stage == "reviewed" and one.heard_on:
        days.append(one.heard_on)
    return max(days, default=date.min)


def _reported_by(state: State, actor: str) -> bool:
    held = state.last_move("reported")
    return held is not None and state.entries[held.seq].actor == actor


def count(targets: Mapping[str, Target], states: Mapping[str, State], viewer: Viewer, today: date) -> int:
    """How many things wait: cheap enough for every page, no figure is asked for."""
    return sum(
        1
        for kind in KINDS
        if kind.counted and viewer.may(kind.action)
        for one in targets.values()
        if waits(kind.key, one, states[one.code], viewer, today)
        and viewer.may(kind.action, thing_for(kind.action, one))
    )


def waiting(
    targets: Sequence[Target],
    states: Mapping[str, State],
    standings: Mapping[str, Standing],
    viewer: Viewer,
    today: date,
) -> Iterator[tuple[Kind, list[Waiting]]]:
    """All that waits for a viewer, kind by kind; kinds with nothing are left out."""
    for kind in KINDS:
        if not viewer.may(kind.action):
            continue
        found = [
            Waiting(one, standings.get(one.code))
            for one in targets
            if _is(kind, one, states[one.code], standings, viewer, today)
            and viewer.may(kind.action, thing_for(kind.action, one))
            and viewer.may(Action.SEE, thing_of_target(one))
        ]
        if found:
            yield kind, sorted(found, key=_worst_first)


def _is(kind: Kind, one: Target, state: State, standings: Mapping[str, Standing], viewer: Viewer, today: date) -> bool:
    if kind.key == "grey":
        standing = standings.get(one.code)
        return standing is not None and standing.light.state == "unmeasured" and one.binding is None
    return waits(kind.key, one, state, viewer, today)


def _worst_first(one: Waiting) -> tuple[int, date]:
    return (_WORST.index(one.colour) if one.colour in _WORST else len(_WORST), one.target.due)
