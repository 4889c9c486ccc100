"""The list of roles, and what one of them does first."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.help.guides import guides_for


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def listed(request: Request) -> HttpResponse:
    rows = [(one, one.is_for(request.viewer)) for one in guides_for(request.viewer)]
    return render(request, "help/list.html", {"rows": sorted(rows, key=lambda row: not row[1])})


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def one(request: Request, key: str) -> HttpResponse:
    guide = next((one for one in guides_for(request.viewer) if one.key == key), None)
    if guide is None:
        raise Http404
    return render(request, "help/one.html", {"guide": guide})
