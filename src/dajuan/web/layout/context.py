"""What the frame of every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dajuan.web.access.rights import NOBODY, Viewer
from dajuan.web.layout.navigation import Place, places_for
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.targets.badge import waiting_for
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
        "places": _places(request, viewer),
        "here": match.namespace if match else "",
        "today": here.today(),
    }


def _places(request: HttpRequest, viewer: Viewer) -> list[Place]:
    """The side navigation, with how much waits in the inbox."""
    return [
        place._replace(waiting=waiting_for(viewer, request.user.pk or 0)) if place.view == "targets:inbox" else place
        for place in places_for(viewer)
    ]
