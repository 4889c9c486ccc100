"""Pages of events and missions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Column
from dajuan.systems.events.brought import Brought
from dajuan.systems.events.credit import Claim
from dajuan.systems.events.events import EVENTS, ORDERS, RESULTS, Event, Order, not_held, overdue
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.events.seen import Seen, credited, event_called, seen_at, to_record
from dajuan.web.systems.events.words import CASES, field_of, kind_of, stage_of, wan
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.months import month_of, month_page
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words, words_of

FIGURES = ("events-held", "promotions-held", "promotions-away", "missions-held", "exhibitions-held", "visitors", "cost")
BROUGHT = ("projects-brought", "total-brought")
SOLD = ("orders-signed", "orders-total", "intentions-total")


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The calendar of a month, the year's events with what they brought in, what is late, what wants a look."""
    viewer, moment = seen_by(request)
    seen, on = seen_at(viewer, moment), day_of(moment)
    month = month_of(request.GET.get("month", ""), on)
    year = [one for one in seen.events if one.first.year == month.start.year]
    new, gone = ([], []) if moment.is_past else to_record(viewer, moment)
    context = {
        **month_page(month, seen.events, Event.is_on),
        "year": month.start.year,
        "on": on,
        "rows": [_row(seen, one) for one in year],
        "whole": _said(seen.of(year)),
        "overdue": [(one, late, one.follow_up_by(seen.lines)) for one, late in overdue(seen.events, seen.lines, on)],
        "not_held": not_held(seen.events, on),
        "doubts": [(one, field_of(one)) for one in seen.doubts],
        "new": new,
        "gone": gone,
        "lines": seen.lines,
        "may_export": viewer.may(Action.EXPORT),
        "figures": [
            *this_year(EVENTS, FIGURES, moment),
            *this_year(RESULTS, BROUGHT, moment),
            *this_year(ORDERS, SOLD, moment),
        ],
    }
    return render(request, "events/home.html", context)


def _row(seen: Seen, one: Event) -> dict[str, Any]:
    pack = programme_called(EVENTS)
    return {"event": one, "kind": kind_of(pack, one), "stage": stage_of(pack, one), "brought": _said(seen.of([one]))}


def _said(one: Brought) -> dict[str, Any]:
    """Money in 万元."""
    money = ("total", "orders_total", "intentions_total", "cost")
    return one._asdict() | {key: wan(getattr(one, key)) for key in money}


@require_safe
@needs(Action.SEE)
def event(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    one, seen = event_called(viewer, code, moment)
    context = _row(seen, one) | {
        "scope": _scope(one),
        "claims": [_claim(viewer, each) for each in seen.claims if each.event.code == code],
        "orders": [_order(each) for each in seen.orders if each.event == code],
        "doubts": [(each, field_of(each)) for each in seen.doubts if each.code == code],
        "due": one.follow_up_by(seen.lines),
        "late": next((late for each, late in overdue([one], seen.lines, day_of(moment)) if each is one), 0),
        "lines": seen.lines,
        "on": day_of(moment),
    }
    return render(request, "events/event.html", context)


def _scope(one: Event) -> Words:
    choices = programme_called(EVENTS).fields["scope"].choices
    return next((words_of(each.name) for each in choices if each.key == one.row.fields.get("scope")), Words("", ""))


def _claim(viewer: Viewer, one: Claim) -> dict[str, Any]:
    """The other event is named to those who may see it."""
    winner = one.winner if one.winner and viewer.may(Action.SEE, Thing(one.winner.row.owners)) else None
    return {
        "claim": one,
        "case": CASES[one.case],
        "why": Words(*one.why),
        "winner": winner,
        "total": wan(one.project.total) if one.project else "",
    }


def _order(one: Order) -> dict[str, Any]:
    stage = programme_called(ORDERS).stages.get(one.row.stage)
    return {
        "row": one.row,
        "stage": words_of(stage.name) if stage else "",
        "amount": wan(one.amount),
    }


@require_POST
@needs(Action.RECORD)
def credit(request: HttpRequest) -> HttpResponse:
    """Record what the rule credits."""
    viewer, moment = seen_by(request)
    if moment.is_past:
        raise PermissionDenied(Action.RECORD)
    try:
        done = credited(viewer)
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        said = (
            Words(f"已记下 {done.added} 条", f"{done.added} entries recorded")
            if done
            else Words("没有要记的", "nothing to record")
        )
        messages.success(request, str(said))
    return redirect("events:home")


_COLUMNS = (
    Column("event", "编号", "Event", "text"),
    Column("name", "名称", "Name", "text", 28),
    Column("kind", "类别", "Kind", "text"),
    Column("first", "开始", "From", "date"),
    Column("last", "结束", "Until", "date"),
    Column("stage", "状态", "Stage", "text"),
    Column("department", "主办单位", "Department", "text"),
    Column("visitors", "参加人数", "Visitors", "whole"),
    Column("projects", "签约项目", "Projects", "whole"),
    Column("total", "签约金额（万元）", "Signed (万元)", "decimal"),
    Column("orders", "订单", "Orders", "whole"),
    Column("orders-total", "订单金额（万元）", "Orders (万元)", "decimal"),
    Column("cost", "费用（万元）", "Cost (万元)", "decimal"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Every event with what it brought in; a project that several claim stands with one of them."""
    viewer, moment = seen_by(request)
    seen, pack = seen_at(viewer, moment), programme_called(EVENTS)
    rows = []
    for one in seen.events:
        found = seen.of([one])
        sums = (f"{fen / 1_000_000:.2f}" for fen in (found.total, found.orders_total, found.cost))
        total, orders_total, cost = sums
        rows.append((
            one.code, one.name, str(kind_of(pack, one)), one.first, one.last, str(stage_of(pack, one)), one.department,
            one.row.number("visitors"), found.projects, total, found.orders, orders_total, cost,
        ))  # fmt: skip
    return table(form, _COLUMNS, rows, name=f"events-{day_of(moment)}", sheet="events")
