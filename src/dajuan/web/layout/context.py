"""What the frame of every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dajuan.web.access.rights import NOBODY
from dajuan.web.layout.navigation import places_for
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.words import spoken


def page(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", NOBODY)
    here = served()
    match = request.resolver_match
    return {
        "viewer": viewer,
        "moment": getattr(request, "moment", Moment()),
        "zone": here.zone,
        "zone_title": here.zone.title(spoken()),
        "language": spoken(),
        "places": places_for(viewer),
        "here": match.namespace if match else "",
        "today": here.today(),
    }
