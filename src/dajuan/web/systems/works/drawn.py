"""横道图和地图: projects over time, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.standards.supervision.lights import colour_names
from dajuan.subjects.sites import Site
from dajuan.systems.works.progress import Progress
from dajuan.systems.works.project import PROGRAMMES, Project
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.programmes.views.maps import boundary_address
from dajuan.web.served import served
from dajuan.web.systems.works.seen import Seen, seen_at
from dajuan.web.systems.works.shown import address_of, lists, stage_called, stage_of
from dajuan.web.words import Words

AT_ONCE = 25
"""Rows of one Gantt chart."""
_LISTED = 300


@require_safe
@needs(Action.SEE)
def gantt(request: HttpRequest) -> HttpResponse:
    """Projects by the stages that they went through, those under way first, and the days until they are to be complete."""
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    which = request.GET.get("list", "")
    some = [one for one in seen.progress if one.project.moves and which in ("", one.project.row.programme)]
    some.sort(key=lambda one: (not one.project.is_running, -one.project.moves[-1].on.toordinal(), one.project.key))
    shown = stretch(some, request.GET.get("from"), AT_ONCE)
    chart = {
        "kind": "gantt",
        "about": str(Words("项目各阶段起止", "Projects by their stages")),
        "rows": [_row(one, seen.book.on, moment) for one in shown.rows],
        "now": seen.book.on.isoformat(),
    }
    rows = [
        {
            "name": one.project.row.name or one.project.row.code,
            "address": address_of(one.project),
            "stage": stage_of(one.project),
            "since": one.project.moves[-1].on,
            "started": one.project.started,
            "due": one.project.day("due-on"),
        }
        for one in shown.rows
    ]
    context = {
        "chart": chart,
        "rows": rows,
        "stretch": shown,
        "lists": lists().items(),
        "which": which,
        "many": len(some),
    }
    return render(request, "works/gantt.html", context)


def _row(one: Progress, on: date, moment: Moment) -> dict[str, Any]:
    project = one.project
    return {
        "name": project.row.name or project.row.code,
        "href": moment.on(address_of(project)),
        "spans": list(_spans(project, on)),
    }


def _spans(one: Project, on: date) -> Iterator[dict[str, Any]]:
    ends = [*(move.on for move in one.moves[1:]), on]
    for move, end in zip(one.moves, ends, strict=True):
        over = move.stage in (*one.family.over, *one.family.gone)
        # What is over lasts no longer: a mark where it began.
        yield {
            "from": f"{move.on}",
            "to": f"{move.on if over else end}",
            "name": stage_called(one, move.stage),
            "tone": _tone(one, move.stage),
        }
    due = one.day("due-on")
    if due is not None and due > on and one.reached(one.family.over) is None:
        yield {
            "from": f"{on}",
            "to": f"{due}",
            "name": str(Words("计划完工", "to be completed")),
            "tone": "accent",
            "ahead": True,
        }


def _tone(one: Project, stage: str) -> str:
    if stage in one.family.running:
        return "accent"
    if stage in one.family.over:
        return "light-green"
    return "series-5" if stage in one.family.before else "light-red"


@require_safe
@needs(Action.SEE)
def sites(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    colours = {served().rules.lights.colours[one.state] for one in seen.progress}
    names = colour_names()
    context = {
        "legend": [
            {"value": key, "name": str(Words(*names[key])), "colour": f"light-{key}"} for key in names if key in colours
        ],
        "rows": [
            (one.name or one.code, stage_called(found.project, one.stage), address_of(found.project), _colour(found))
            for one, found in _placed(seen, viewer, moment)[:_LISTED]
        ],
        "boundary": boundary_address(),
    }
    return render(request, "works/map.html", context)


@require_safe
@needs(Action.SEE)
def geojson(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "geometry": msgspec.Raw(one.geometry.encode()),
            "properties": {
                "code": one.code,
                "name": one.name,
                "colour": _colour(found),
                "href": moment.on(address_of(found.project)),
            },
        }
        for one, found in _placed(seen_at(viewer, moment), viewer, moment)
    ]
    told = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return HttpResponse(told, content_type="application/geo+json")


def _placed(seen: Seen, viewer: Viewer, moment: Moment) -> list[tuple[Site, Progress]]:
    """Those with a place on the map."""
    by_key = {one.project.key: one for one in seen.progress}
    found = [
        site
        for programme in PROGRAMMES
        if programme in served().programmes
        for site in served().subjects().sites(programme, as_of=moment.as_of, size=moment.size, owners=viewer.owners())
    ]
    return [(one, by_key[one.programme, one.code]) for one in found if (one.programme, one.code) in by_key]


def _colour(one: Progress) -> str:
    return served().rules.lights.colours[one.state]
