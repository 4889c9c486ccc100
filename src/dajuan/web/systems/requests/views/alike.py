"""Near-duplicates: pairs and groups of requests that are alike, of which one at least is still open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.systems.requests.alike import Corpus, groups
from dajuan.systems.requests.book import asked_of
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.requests.found import day_of, seen
from dajuan.web.systems.requests.views.lists import names

DAYS, SHOWN = 90, 50
"""How old a request may be to be held against an open one; groups of a page."""


@require_safe
@needs(Action.SEE)
def pairs(request: HttpRequest) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    day = day_of(moment)
    some = [one for one in seen(viewer, moment) if (day - one.received_on).days <= DAYS and one.stands]
    cases = {one.code: one for one in some}
    found = [one for one in Corpus(map(asked_of, some)).pairs() if cases[one.one].is_open or cases[one.other].is_open]
    grouped = [[cases[code] for code in sorted(codes)] for codes in groups(found)]
    context = {
        "groups": [
            (some, len({one.enterprise or one.fields.text("enterprise-name") for one in some}))
            for some in grouped[:SHOWN]
        ],
        "many": len(grouped),
        "days": DAYS,
        **names(),
    }
    return render(request, "requests/alike.html", context)
