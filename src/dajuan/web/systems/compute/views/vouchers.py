"""The vouchers that a viewer may see."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dajuan.systems.compute.settling import VOUCHERS
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.compute.shown import vouchers_page


@needs(Action.SEE, enterprises=True)
def listed(request: Request) -> HttpResponse:
    pack = programme_called(VOUCHERS)
    try:
        rows, more = vouchers_page(request.viewer, request.GET.get("after") or None)
    except ValueError as error:
        raise Http404 from error
    lines = [(row, pack.stages[row.stage].name if row.stage in pack.stages else None) for row in rows]
    return render(request, "compute/vouchers.html", {"tab": "vouchers", "lines": lines, "more": more})
