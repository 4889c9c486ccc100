"""活动与出访 by API: events with what they brought in, one with its claims and orders, what is late, results recorded."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema, Status

from dajuan.systems.events.brought import Brought
from dajuan.systems.events.credit import Claim
from dajuan.systems.events.events import Event, overdue
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked, Day, Said
from dajuan.web.systems.events.seen import credited, event_called, seen_at
from dajuan.web.systems.kept import day_of

router = Router(tags=["events"])


class BroughtOut(Schema):
    """Money in 分. A project that several events claim is with one of them."""

    events: int
    projects: int
    total: int
    helped: int
    waiting: int
    orders: int
    orders_total: int
    intentions: int
    intentions_total: int
    visitors: int
    cost: int
    without_cost: int


class EventOut(Schema):
    event: str
    name: str
    kind: str
    stage: str
    department: str
    first: date
    last: date
    follow_up_by: date
    brought: BroughtOut


class EventsOut(Schema):
    on: Day
    items: list[EventOut]
    next: str | None


class WantedEvents(Paging, Asked):
    kind: Literal["", "conference", "promotion", "mission", "exhibition"] = ""
    since: Day | None = None
    until: Day | None = None


class EventClaim(Schema):
    project: str
    name: str
    signed: date | None
    total: int
    case: str
    why: Said
    credited_to: str | None


class EventOrderOut(Schema):
    order: str
    name: str
    buyer: str
    stage: str
    amount: int


class EventWhole(EventOut):
    claims: list[EventClaim]
    orders: list[EventOrderOut]
    doubts: list[Said]


class LateOut(Schema):
    event: str
    name: str
    department: str
    due: date
    late: int


class LatesOut(Schema):
    on: Day
    items: list[LateOut]


class CreditedOut(Schema):
    added: int
    size: int | None


@router.get("/events", response=EventsOut, summary="活动 / Events")
def zone_events(request: Request, asked: Query[WantedEvents]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    seen = seen_at(viewer, moment)
    wanted = [
        one
        for one in seen.events
        if (not asked.kind or one.kind == asked.kind)
        and (asked.since is None or one.last >= asked.since)
        and (asked.until is None or one.first <= asked.until)
    ]
    part, more = page_of("events", wanted, lambda one: [one.first.isoformat(), one.code], asked)
    items = [_event(one, one.follow_up_by(seen.lines), seen.of([one])) for one in part]
    return {"on": day_of(moment), "items": items, "next": more}


def _event(one: Event, due: date, found: Brought) -> dict[str, Any]:
    return {
        "event": one.code,
        "name": one.name,
        "kind": one.kind,
        "stage": one.row.stage,
        "department": one.department,
        "first": one.first,
        "last": one.last,
        "follow_up_by": due,
        "brought": found._asdict(),
    }


@router.get("/events/overdue", response=LatesOut, summary="跟踪逾期 / Follow-ups that are late")
def zone_events_overdue(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    seen, on = seen_at(viewer, moment), day_of(moment)
    items = [
        {
            "event": one.code,
            "name": one.name,
            "department": one.department,
            "due": one.follow_up_by(seen.lines),
            "late": late,
        }
        for one, late in overdue(seen.events, seen.lines, on)
    ]
    return {"on": on, "items": items}


@router.post("/events/credits", response={201: CreditedOut}, summary="成果入账 / Record results")
def zone_event_credits(request: Request) -> Status[Any]:
    """按归属规则，本人能填报的单位的。 By the rule, of the departments that the caller reports for."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        done = credited(viewer, key=key)
        return {"added": done.added if done else 0, "size": done.size if done else None}

    return once(request, (), work)


@router.get("/events/{code}", response=EventWhole, summary="一场活动带来了什么 / What an event brought in")
def zone_event(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    one, seen = event_called(viewer, code, moment)
    return {
        **_event(one, one.follow_up_by(seen.lines), seen.of([one])),
        "claims": [_claim(viewer, each) for each in seen.claims if each.event.code == code],
        "orders": [
            {
                "order": each.row.code,
                "name": each.row.name,
                "buyer": each.row.fields.get("buyer", ""),
                "stage": each.row.stage,
                "amount": each.amount,
            }
            for each in seen.orders
            if each.event == code
        ],
        "doubts": [each.words._asdict() for each in seen.doubts if each.code == code],
    }


def _claim(viewer: Viewer, one: Claim) -> dict[str, Any]:
    is_seen = one.winner is not None and viewer.may(Action.SEE, Thing(one.winner.row.owners))
    return {
        "project": one.code,
        "name": one.project.name if one.project else "",
        "signed": one.project.signed if one.project else None,
        "total": one.project.total if one.project else 0,
        "case": one.case.value,
        "why": one.why._asdict(),
        "credited_to": one.winner.code if one.winner and is_seen else None,
    }
