"""What an enterprise has asked for and who comes to it: for staff of any firm they see, for an enterprise of itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dajuan.systems.firms import REGISTER
from dajuan.systems.requests.standing import by_urgency
from dajuan.systems.requests.visits import budget_of
from dajuan.web.access.pages import check, needs
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.served import served
from dajuan.web.systems.requests.found import day_of, pack, seen, settings, standings, visits_of_firm
from dajuan.web.systems.requests.rights import may_bring_in, sees_visit
from dajuan.web.systems.requests.views.lists import names
from dajuan.web.systems.requests.views.visits import visit_names


@require_safe
@needs(Action.SEE, enterprises=True)
def mine(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.enterprise:
        return redirect("requests:home")
    return _page(request, viewer.enterprise, viewer.organisation)


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    row = served().subjects().one(REGISTER, code)
    if row is None:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.is_staff:  # Staff see of any firm who comes to it, and of its requests those that are theirs to see.
        check(viewer, Action.SEE, thing_of_row(served().programmes.get(REGISTER), row))
    return _page(request, code, row.name)


def _page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    pack()
    day = day_of(moment)
    visits = visits_of_firm(code, moment)
    own = standings((one for one in seen(viewer, moment) if one.enterprise == code), day)
    context: dict[str, Any] = {
        "code": code,
        "name": name,
        "open": by_urgency(one for one in own if one.case.is_open),
        "ended": sorted((one for one in own if not one.case.is_open), key=lambda one: one.case.code, reverse=True),
        "visits": [one for one in reversed(visits) if sees_visit(viewer, one)][:20],
        "budget": budget_of(code, day, visits, settings().handlings),
        "may_bring_in": may_bring_in(viewer) and not moment.is_past,
        "own": bool(viewer.enterprise),
        **names(),
        **visit_names(),
    }
    return render(request, "requests/enterprise.html", context)
