"""The centres with how much they are used, and one of them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.subjects.row import Row
from dajuan.systems.compute.calendar import Calendar
from dajuan.systems.compute.network import Network
from dajuan.systems.compute.offers import CENTRES, OFFERS, Offer
from dajuan.systems.compute.use import Use
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import programme_called, subject_called
from dajuan.web.served import served
from dajuan.web.systems.compute import deeds, inhand
from dajuan.web.systems.compute.shown import offers_of, uses_of
from dajuan.web.words import Words

MONTHS = 12


class Line(NamedTuple):
    row: Row
    offers: list[Offer]
    cards: tuple[int, int]
    """Taken now, of all; cores likewise: they are never added."""
    cores: tuple[int, int]


class Month(NamedTuple):
    month: date
    use: Use
    cards: Fraction | None
    cores: Fraction | None


@needs(Action.SEE, enterprises=True)
def listed(request: Request) -> HttpResponse:
    found = inhand.network_now()
    calendar = found.calendar(inhand.now())
    lines = [_line(row, found, calendar) for row in found.centres.values()]
    return render(
        request, "compute/centres.html", {"tab": "centres", "lines": lines, "pack": programme_called(CENTRES)}
    )


def _line(row: Row, found: Network, calendar: Calendar) -> Line:
    own = [one for one in found.offers.values() if one.centre == row.code]

    def taken(sold_by: str) -> tuple[int, int]:
        some = [one for one in own if one.sold_by == sold_by]
        whole = sum(one.quantity for one in some)
        return whole - sum(calendar.free_now(one.code) for one in some), whole

    return Line(row, own, taken("card"), taken("core"))


@needs(Action.SEE, enterprises=True)
def one(request: Request, code: str) -> HttpResponse:
    row = served().subjects().one(CENTRES, code)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _record_use(request, row)
    found = inhand.network_now()
    calendar = found.calendar(inhand.now())
    offers = [it for it in offers_of(found, calendar) if it.offer.centre == code]
    context: dict[str, Any] = {
        "tab": "centres", "row": row, "pack": programme_called(CENTRES), "line": _line(row, found, calendar),
        "offers": offers, "may_take_down": inhand.recordable(request.viewer, OFFERS, [it.offer.code for it in offers]),
        "months": _months(row),
        "engine": inhand.engines_now().get(str(row.fields.get("engine", ""))), "may": _may(request, code),
    }  # fmt: skip
    context["chart"] = _chart(context["months"])
    return render(request, "compute/centre.html", context)


def _may(request: Request, code: str) -> bool:
    if not request.viewer.is_staff:
        return False
    return request.viewer.may(Action.RECORD, subject_called(request.viewer, CENTRES, code).whose.to(Action.RECORD))


def _record_use(request: Request, row: Row) -> HttpResponse:
    """Last month's card-hours become the centre's entry."""
    if not request.viewer.may(Action.RECORD) or not _may(request, row.code):
        raise PermissionDenied(Action.RECORD)
    month = served().today().replace(day=1) - timedelta(days=1)
    try:
        deeds.record_use(request.viewer, row, month)
    except AwayError:
        raise
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        said = Words(f"{month:%Y-%m} 的机时已记下", f"The hours of {month:%Y-%m} are on record")
        messages.success(request, str(said))
    return redirect("compute:centre", row.code)


@require_POST
@needs(Action.RECORD)
def take_down(request: Request, code: str) -> HttpResponse:
    found = subject_called(request.viewer, OFFERS, code)
    if not request.viewer.may(Action.RECORD, found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    deeds.take_down(request.viewer, found)
    messages.success(
        request, str(Words(f"{code} 已下架，各精度算力记零", f"{code} is taken down, its powers are nought"))
    )
    return redirect("compute:home")


def _months(row: Row) -> list[Month]:
    """The last twelve, as jobs were metered."""
    months = [served().today().replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    months.reverse()
    return [
        Month(
            month,
            use,
            Fraction(use.cards_used, use.cards_available) if use.cards_available else None,
            Fraction(use.cores_used, use.cores_available) if use.cores_available else None,
        )
        for month, use in zip(months, uses_of(row, months), strict=True)
    ]


def _chart(months: list[Month]) -> dict[str, Any]:
    series = [
        (Words("卡时利用率", "Use of cards"), [one.cards for one in months]),
        (Words("核时利用率", "Use of cores"), [one.cores for one in months]),
    ]
    return {
        "kind": "bars", "unit": "%", "about": str(Words("各月利用率", "Use by month")),
        "across": [f"{one.month:%Y-%m}" for one in months],
        "series": [
            {"name": str(name), "values": [None if it is None else round(float(it) * 100, 2) for it in values]}
            for name, values in series
            if any(it is not None for it in values)
        ],
    }  # fmt: skip
