"""Who would be told what today, and telling them."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.answers.notices.clock import WallClock
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.outcome import Foreseen, Report
from dajuan.answers.notices.reasons import plan_notices
from dajuan.answers.notices.record import NAME, Kept, Record
from dajuan.answers.notices.sending import channels_of, foresee, send
from dajuan.answers.notices.settings import Settings, settings_of
from dajuan.answers.reminders import watched
from dajuan.standards.working_days import china
from dajuan.systems.reminders import notices_due
from dajuan.web.moment import Moment
from dajuan.web.served import Served

_LATELY = 200


class Told(NamedTuple):
    settings: Settings
    today: list[Foreseen]
    lately: list[Kept]
    """What became of the newest notices of before."""


def foreseen(here: Served) -> Told:
    settings = settings_of(here.zone)
    record = _record(here)
    clock = WallClock(here.zone.timezone)
    today = foresee(_due(here, settings), record=record, settings=settings, now=clock.now(), calendar=china())
    lately = record.kept("waiting", "sending", "sent", "unsure", "given-up") if record else []
    if record:
        record.close()
    return Told(settings, today, sorted(lately, key=lambda one: one.changed_at, reverse=True)[:_LATELY])


def tell(here: Served) -> Report:
    settings = settings_of(here.zone)
    clock = WallClock(here.zone.timezone)
    channels = channels_of(settings, here.folder, clock)
    record = Record(here.folder / NAME)
    try:
        return send(
            _due(here, settings), record=record, settings=settings, channels=channels, clock=clock, calendar=china(), complete=True
        )  # fmt: skip
    finally:
        record.close()


def _due(here: Served, settings: Settings) -> list[Notice]:
    today = here.today().year
    found: list[Notice] = []
    for year in here.years():
        if not today - 1 <= year <= today:  # what was promised for last year may still be open in January
            continue
        made = here.board(year, Moment(as_of=here.today()))
        found += plan_notices(
            watched(made, settings.office), made.as_of, settings.timing, china().or_weekends()
        ).notices
    return found + notices_due(here.zone, here.ledger, here.today())


def _record(here: Served) -> Record | None:
    """Looking makes no file."""
    path = here.folder / NAME
    return Record(path) if path.exists() else None
