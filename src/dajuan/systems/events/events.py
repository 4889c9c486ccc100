"""Events and orders as the register has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.events.settings import Lines
from dajuan.systems.firms import every

EVENTS, RESULTS, ORDERS, PROJECTS = "zone-events", "event-results", "event-orders", "investment-projects"
PLANNED, HELD, FOLLOWED_UP = "planned", "held", "followed-up"
INTENDED, SIGNED, DELIVERED = "intended", "signed", "delivered"


class Event(NamedTuple):
    """``first`` and ``last`` day; ``claims``: codes of the projects that it is linked to."""

    row: Row
    first: date
    last: date
    claims: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def name(self) -> str:
        return self.row.called

    @property
    def kind(self) -> str:
        return str(self.row.fields.get("kind", ""))

    @property
    def department(self) -> str:
        return self.row.owners[0] if self.row.owners else ""

    @property
    def was_held(self) -> bool:
        return self.row.stage in (HELD, FOLLOWED_UP)

    def is_on(self, day: date) -> bool:
        return self.first <= day <= self.last

    def follow_up_by(self, lines: Lines) -> date:
        return follow_up_by(self.row.day, self.last, lines)


class Order(NamedTuple):
    row: Row
    event: str

    @property
    def amount(self) -> int:
        """分."""
        return self.row.number("amount") or 0

    @property
    def is_signed(self) -> bool:
        return self.row.stage in (SIGNED, DELIVERED)


def events(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> list[Event]:
    """In the order of their days. One that ends before it begins is taken to begin and end with its first day."""
    found = [_event(row) for row in every(subjects, EVENTS, as_of=as_of, size=size)]
    return sorted(found, key=lambda one: (one.first, one.code))


def _event(row: Row) -> Event:
    first = row.day("from") or row.since
    return Event(row, first, last_of(row.day, first), row.linked("project"))


def last_of(day: Callable[[str], date | None], first: date) -> date:
    return max(first, day("until") or first)


def follow_up_by(day: Callable[[str], date | None], last: date, lines: Lines) -> date:
    """The day that the event itself has, else so many days after its last."""
    return day("follow-up-by") or last + timedelta(days=lines.follow_up_days)


def orders(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> list[Order]:
    return [Order(row, row.linked_one("event")) for row in every(subjects, ORDERS, as_of=as_of, size=size)]


def overdue(some: Iterable[Event], lines: Lines, on: date) -> list[tuple[Event, int]]:
    """Held and not followed up though it is past the day, with the days it is late; the latest first."""
    late = [(one, (on - one.follow_up_by(lines)).days) for one in some if one.row.stage == HELD]
    return sorted(((one, days) for one, days in late if days > 0), key=lambda each: (-each[1], each[0].code))


def not_held(some: Iterable[Event], on: date) -> list[Event]:
    """Their days are over, and nobody has said that they were held or cancelled."""
    return [one for one in some if one.row.stage in ("", PLANNED) and one.last < on]
