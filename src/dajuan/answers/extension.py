"""延期: what an office answers when an owner asks for more time.

Asking is a move of the programme ``targets`` (申请延期, with the day asked for); granting moves the deadline to that day,
refusing leaves it, and either way the target goes back to where it was. The deadline it was accepted with is kept.
"""

from __future__ import annotations

from datetime import date, datetime

from dajuan.answers.read import looked_at, target_called, targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError

ASKED = "extension-asked"


def answer_extension(
    ledger: Ledger,
    said: str,
    *,
    granted: bool,
    why: str,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Grant or refuse the extension asked for. Raises :class:`LedgerError` where none was, or the same person asked."""
    seen = looked_at(ledger, seen)
    one = target_called(targets(ledger), said)
    state = state_of_subject(ledger, programme=PROGRAMME, subject=one.code)
    _refuse_own(one, state, actor)
    until = one.asked_until if granted else one.due
    field = "deadline" if granted else "asked-until"
    drafts = [_draft(one, "stated", on, why, fields={field: until.isoformat()} if until else {})]
    # What was reported is still for a reviewer to pass or send back: only he takes it on from here.
    if (stage := _stage_before(ledger, state)) != "reported":
        drafts.append(_draft(one, "moved", on, why, stage=stage))
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


def _refuse_own(one: Target, state: State, actor: str) -> None:
    asked = state.last_move(ASKED)
    if one.stage != ASKED or asked is None:
        raise LedgerError(
            f"{one.code} 没有在申请延期（现在：{one.stage}）；改时限用 dajuan plan set --deadline",
            f"no extension is asked for {one.code} (it is '{one.stage}'): to change a deadline use dajuan plan set",
        )
    if state.entries[asked.seq].actor == actor:
        raise LedgerError(
            f"{one.code} 的延期是 {actor} 申请的，要另一个人来批",
            f"{actor} asked for the extension of {one.code}: another person answers it",
        )


def _stage_before(ledger: Ledger, state: State) -> str:
    """The last stage on the main road."""
    stages = ledger.programmes[PROGRAMME].stages
    main = [held for held in state.moves() if not stages[str(held.value)].side]
    return str(max(main, key=lambda held: held[1:]).value)


def _draft(one: Target, kind: str, on: date, why: str, **more: object) -> Draft:
    return Draft(programme=PROGRAMME, subject=one.code, kind=kind, effective_on=on, note=why, **more)  # type: ignore[arg-type]
