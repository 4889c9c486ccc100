"""本周变化: what is different from a week ago — lights that changed and why, entries that came in, what was verified."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dajuan.answers.board import Board
from dajuan.answers.changes import Change, changes
from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.board.news import News, news
from dajuan.web.board.seen import seen
from dajuan.web.moment import Moment
from dajuan.web.served import served

DAYS = 7


class Week(NamedTuple):
    since: date
    changes: list[Change] | None
    """None where the ledger did not have the year's plan a week ago."""
    news: News


def week_of(now: Board, moment: Moment, viewer: Viewer) -> Week:
    """What the week to the day of a board brought. ``now`` is the viewer's own board."""
    then = _moment_before(now.as_of, moment)
    targets = None if viewer.everywhere(Action.SEE) else {one.target.code for one in now.standings}
    stop = min(now.size, served().size_at(_end_of(now.as_of)))
    came = news(min(then.size or 0, stop), stop, targets)
    try:
        before = seen(served().board(now.year, then), viewer)
    except AwayError:
        raise
    except LedgerError:  # no plan by then
        return Week(now.as_of - timedelta(DAYS), None, came)
    return Week(before.as_of, changes(before, now), came)


def _moment_before(day: date, moment: Moment) -> Moment:
    """A week before, as it was known at that day's end."""
    then = _end_of(day - timedelta(DAYS))
    known_at = min(then, moment.known_at) if moment.known_at else then
    return Moment(then.date(), known_at, moment.verified, served().size_at(known_at))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, served().zone.timezone)
