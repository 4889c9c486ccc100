"""Events as a viewer may see them. To which event a project is credited is decided over all events, whoever looks: it would be
another's otherwise."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import keyed
from dajuan.subjects.row import Row
from dajuan.systems.events import record
from dajuan.systems.events.brought import Brought, brought
from dajuan.systems.events.credit import Claim, claims
from dajuan.systems.events.doubts import Doubt, doubts
from dajuan.systems.events.events import EVENTS, ORDERS, PROJECTS, RESULTS, Event, Order, events, orders
from dajuan.systems.events.projects import projects
from dajuan.systems.events.settings import Lines, lines_of
from dajuan.systems.firms import every
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept


class Seen(NamedTuple):
    lines: Lines
    events: list[Event]
    claims: list[Claim]
    orders: list[Order]
    results: dict[str, Row]
    doubts: list[Doubt]

    def of(self, some: list[Event]) -> Brought:
        return brought(some, self.claims, self.orders)


def _made(moment: Moment) -> Seen:
    here, subjects, as_of, size = served(), served().subjects(), moment.as_of, moment.size
    lines = lines_of(here.zone)
    listed, sold = events(subjects, as_of=as_of, size=size), orders(subjects, as_of=as_of, size=size)
    codes = (code for one in listed for code in one.claims)
    found = claims(listed, projects(here.ledger, codes, as_of=as_of, size=size), lines)
    results = {row.code: row for row in every(subjects, RESULTS, as_of=as_of, size=size)}
    return Seen(lines, listed, found, sold, results, doubts(listed, found, sold))


_SEEN = Kept((EVENTS, ORDERS, RESULTS, PROJECTS), _made)


def seen_at(viewer: Viewer, moment: Moment) -> Seen:
    """What the viewer may see of it. Raises ``Http404`` where the zone keeps none."""
    packs = {one: programme_called(one) for one in (EVENTS, ORDERS, RESULTS)}
    whole = _SEEN.at(moment)
    mine = {one.code for one in whole.events if viewer.may(Action.SEE, thing_of_row(packs[EVENTS], one.row))}
    return whole._replace(
        events=[one for one in whole.events if one.code in mine],
        claims=[one for one in whole.claims if one.event.code in mine],
        orders=[one for one in whole.orders if viewer.may(Action.SEE, thing_of_row(packs[ORDERS], one.row))],
        doubts=[one for one in whole.doubts if viewer.may(Action.SEE, Thing(one.owners))],
    )


def event_called(viewer: Viewer, code: str, moment: Moment) -> tuple[Event, Seen]:
    seen = seen_at(viewer, moment)
    found = next((one for one in seen.events if one.code == code), None)
    if found is None:
        raise Http404
    return found, seen


def to_record(viewer: Viewer, moment: Moment) -> tuple[list[Claim], list[Row]]:
    """What the rule credits and the ledger does not say yet, and what it says no more; of the viewer's departments."""
    whole = _SEEN.at(moment)
    new, gone = record.changes(whole.claims, whole.results)
    return (
        [one for one in new if viewer.may(Action.RECORD, Thing((one.event.department,)))],
        [row for row in gone if viewer.may(Action.RECORD, Thing(row.owners))],
    )


def credited(viewer: Viewer, *, key: str = "") -> Appended | None:
    """Record it; None where there is nothing to record. Raises ``LedgerError``."""
    here, now = served(), Moment()
    programme_called(RESULTS)
    drafts = record.drafts(*to_record(viewer, now), _SEEN.at(now).results, on=here.today())
    return append(here.ledger, keyed(drafts, key), actor=viewer.actor) if drafts else None
