"""A programme on the map: its subjects' shapes on the zone's own outline, coloured by stage or by a choice; the list beside."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from dajuan.programmes.pack import Field, Programme
from dajuan.subjects.asked import Filter
from dajuan.subjects.boxes import Box
from dajuan.subjects.sites import Site
from dajuan.subjects.subjects import MOST_SITES
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.asking import Asked, asked
from dajuan.web.programmes.cells import stage_said, subject_address
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.views.listing import organisations, owners_of
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

COLOURS = ("series-1", "series-2", "series-3", "series-4", "series-5", "series-6")
"""Of dajuan.css; none of them is a light's."""
BOUNDARY = "zone.geojson"
LARGEST_BOUNDARY = 5 << 20
STAGE = "stage"
LISTED = 300
"""Subjects in the list beside the map."""
_OTHERS = Words("其他", "Others")


def has_map(programme: Programme) -> bool:
    return any(one.type == "geometry" for one in programme.fields.values())


@needs(Action.SEE)
def page(request: HttpRequest, code: str) -> HttpResponse:
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    if not has_map(programme):
        raise Http404
    question = asked(programme, request.GET, verified=moment.verified)
    by = _by(programme, request.GET.get("colour", ""))
    found = _coloured(request, programme, question, None, LISTED)
    counts = served().subjects().stages(
        code, where=question.where, owners=owners_of(viewer, question), as_of=moment.as_of, size=moment.size
    )  # fmt: skip
    field = programme.fields.get(by)
    rows = {one.code: _row(programme, field, one, value, moment) for one, value in found}
    context: dict[str, Any] = {
        "programme": programme,
        "tab": "map",
        "asked": question,
        "by": by,
        "ways": [(STAGE, str(Words("阶段", "Stage")))] * bool(programme.stages)
        + [(one.key, one.name.said(spoken())) for one in programme.fields.values() if one.choices],
        "legend": _legend(programme, by, counts),
        "features": list(rows.values()),
        "cut": sum(counts.values()) > MOST_SITES,
        "listed": LISTED if len(found) >= LISTED else 0,
        "most": MOST_SITES,
        "query": request.GET.urlencode(),
        "boundary": boundary_address(),
        "organisations": organisations(),
        "may_export": viewer.may(Action.EXPORT),
        "mine_differs": viewer.owners(Action.RECORD),
    }
    return render(request, "programmes/map.html", context)


@needs(Action.SEE)
def geojson(request: HttpRequest, code: str) -> HttpResponse:
    """Features within ``bbox=west,south,east,north``; all with none, at most ``MOST_SITES``."""
    programme, moment = programme_called(code), request.moment  # type: ignore[attr-defined]
    question = asked(programme, request.GET, verified=moment.verified)
    try:
        box = _box(request.GET.get("bbox", ""))
    except ValueError:
        return JsonResponse({"zh": "bbox 写作 西,南,东,北", "en": "bbox is west,south,east,north"}, status=400)
    features = [_feature(one, value, moment) for one, value in _coloured(request, programme, question, box, MOST_SITES)]
    told = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return HttpResponse(told, content_type="application/geo+json")


def _feature(site: Site, value: str | None, moment: Moment) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": site.id,
        "geometry": msgspec.Raw(site.geometry.encode()),
        "properties": {
            "code": site.code,
            "name": site.name,
            "colour": site.stage if value is None else value,
            "href": moment.on(subject_address(site.programme, site.code)),
        },
    }


def _row(programme: Programme, field: Field | None, site: Site, value: str | None, moment: Moment) -> dict[str, str]:
    """Of the list beside the map."""
    return {
        "name": site.name or site.code,
        "said": stage_said(programme, site.stage, spoken()) if value is None else _choice(field, value),
        "href": moment.on(subject_address(site.programme, site.code)),
    }


def boundary_address() -> str:
    """Of the zone's own outline; "" where it has none."""
    return reverse("programmes:boundary") if (served().zone.folder / BOUNDARY).is_file() else ""


@needs(Action.SEE)
def boundary(request: HttpRequest) -> HttpResponse:
    """The zone's own outline, as the zone's folder has it."""
    path = served().zone.folder / BOUNDARY
    try:
        if path.stat().st_size > LARGEST_BOUNDARY:
            raise Http404
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Http404 from error
    if not isinstance(found, dict):
        raise Http404
    if found.get("type") != "FeatureCollection":
        feature = found if found.get("type") == "Feature" else {"type": "Feature", "properties": {}, "geometry": found}
        found = {"type": "FeatureCollection", "features": [feature]}
    return JsonResponse(found, content_type="application/geo+json")


def _box(said: str) -> Box | None:
    """Raises ``ValueError``."""
    if not said:
        return None
    west, south, east, north = map(float, said.split(","))
    return Box(west, south, east, north)


def _by(programme: Programme, wanted: str) -> str:
    field = programme.fields.get(wanted)
    if field is not None and field.choices:
        return wanted
    return STAGE if programme.stages else ""


def _coloured(
    request: HttpRequest, programme: Programme, question: Asked, box: Box | None, most: int
) -> list[tuple[Site, str | None]]:
    """Shapes, each with the choice that gives its colour; None: its stage does."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    field = programme.fields.get(_by(programme, request.GET.get("colour", "")))
    found: list[tuple[Site, str | None]] = []
    for value, where in _parts(field, question.where):
        part = served().subjects().sites(
            programme.code,
            box=box,
            where=where,
            limit=most - len(found),
            as_of=moment.as_of,
            size=moment.size,
            owners=owners_of(viewer, question),
        )  # fmt: skip
        found += [(one, value) for one in part]
        if len(found) >= most:
            break
    return found


def _parts(field: Field | None, where: Filter) -> list[tuple[str | None, Filter]]:
    """By a choice: what is to be shown, choice by choice, and at last those of which it is not known."""
    if field is None or not field.choices:
        return [(None, where)]
    wanted = where.fields.get(field.key, ())
    parts: list[tuple[str | None, Filter]] = [
        (one.key, replace(where, fields={**where.fields, field.key: (one.key,)}))
        for one in field.choices
        if not isinstance(wanted, tuple) or not wanted or one.key in wanted
    ]
    if field.key in where.fields and wanted is not None:
        return parts
    unknown = ("", replace(where, fields={**where.fields, field.key: None}))
    return [unknown] if field.key in where.fields else [*parts, unknown]


def _choice(field: Field | None, value: str) -> str:
    choices = field.choices if field is not None else ()
    return next((one.name.said(spoken()) for one in choices if one.key == value), str(Words("（空）", "(none)")))


def _legend(programme: Programme, by: str, counts: dict[str, int]) -> list[dict[str, str]]:
    """The first so many stages that anything is in, or choices, have a colour of their own; the others share the last."""
    if by == STAGE:
        names = {key: one.name.said(spoken()) for key, one in programme.stages.items() if counts.get(key)}
    else:
        field = programme.fields.get(by)
        names = {one.key: one.name.said(spoken()) for one in field.choices} if field else {}
    own = list(names)[: len(COLOURS) - 1]
    rows = [{"value": key, "name": names[key], "colour": COLOURS[at]} for at, key in enumerate(own)]
    others = [{"name": str(_OTHERS), "colour": COLOURS[-1]}] if by != STAGE or counts.keys() - set(own) else []
    return [*rows, *others]
