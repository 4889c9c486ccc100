"""跟踪提醒: the department that held an event is told that its follow-up is late, and again as often as other notices are."""

from __future__ import annotations

from datetime import date

from dajuan.answers.notices import settings as notices
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.told import About, Told, notices_told, nth_time
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.state import Fields, State
from dajuan.ledger.zone import Zone
from dajuan.standards.words import Words
from dajuan.systems.events.events import EVENTS, HELD, follow_up_by, last_of
from dajuan.systems.events.settings import Lines, lines_of


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if EVENTS not in ledger.programmes:
        return []
    lines, every = lines_of(zone), notices.settings_of(zone).timing.repeat_every
    held = (one for one in states_on(ledger, programme=EVENTS, as_of=day) if one.stage and one.stage.value == HELD)
    return [notice for one in held for notice in _notices(one, lines, every, day)]


def _notices(one: State, lines: Lines, every: int, day: date) -> list[Notice]:
    fields = one.fields()
    due = _due(fields, lines)
    if due is None or day <= due:
        return []
    text = Words(
        f"跟踪报告应于 {due} 前交，已过 {(day - due).days} 天：写明签约、订单和费用，办“跟踪”",
        f"its follow-up was due on {due}, {(day - due).days} days ago: say what was signed and ordered and what it cost",
    )
    told = Told("event-overdue", (fields.text("department"),), f"{due}/{nth_time(due, day, every)}", text)
    name = Words(f"{fields.text('name')}（{one.subject}）", f"{fields.text('name')} ({one.subject})")
    return list(notices_told(told, About(one.subject, name, Words("活动与出访", "Event")), day))


def _due(fields: Fields, lines: Lines) -> date | None:
    """None of an event that has no day."""
    first = fields.day("from")
    return follow_up_by(fields.day, last_of(fields.day, first), lines) if first else fields.day("follow-up-by")
