"""The catalogue: what is on offer at each precision, what of it is free."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.compute import inhand
from dajuan.web.systems.compute.shown import offers_of, totals_of


@needs(Action.SEE, enterprises=True)
def home(request: Request) -> HttpResponse:
    found = inhand.network_now()
    calendar = found.calendar(inhand.now())
    context = {
        "tab": "home",
        "totals": totals_of(found, calendar),
        "offers": offers_of(found, calendar),
        "wrong": found.wrong if request.viewer.is_staff else (),
        "at": calendar.now,
    }
    return render(request, "compute/catalogue.html", context)
