"""Parcels on the map, with where they overlap listed beside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch
from dajuan.web.programmes.views.maps import boundary_address
from dajuan.web.systems.land.mapped import GROUPS, group_of, has_geo, legend, map_of, overlaps_seen
from dajuan.web.systems.land.seen import settings, waiting_seen

GEO_JSON = "application/geo+json"


@require_safe
@needs(Action.SEE)
def page(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    every = waiting_seen(viewer, moment)
    counts = dict.fromkeys(GROUPS, 0)
    for one in every:
        counts[group_of(one.row.stage)] += 1
    found = overlaps_seen(viewer, moment)
    shown = stretch(found, request.GET.get("from"))
    context = {
        "legend": legend("overlap"),
        "groups": [(GROUPS[key][0], many) for key, many in counts.items()],
        "boundary": boundary_address(),
        "many": len(every),
        "overlaps": shown.rows,
        "stretch": shown,
        "found": len(found),
        "slivers": sum(one.kind != "overlap" for one in found),
        "has_geo": has_geo(),
        "width": settings().sliver_width,
    }
    return render(request, "land/map.html", context)


@require_safe
@needs(Action.SEE)
def geojson(request: HttpRequest) -> HttpResponse:
    return HttpResponse(map_of(*seen_by(request)), content_type=GEO_JSON)
