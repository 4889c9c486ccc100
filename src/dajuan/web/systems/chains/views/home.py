"""All chains that a viewer may see, and those of one leader with what is red in them on top."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.subjects.row import organisations_in
from dajuan.systems.chains.chain import CHAINS
from dajuan.systems.chains.local_share import local_share
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.settings import lines_of
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.cells import stage_said
from dajuan.web.served import served
from dajuan.web.systems.chains.found import chains_seen, missing_packs
from dajuan.web.systems.chains.shown import percent, red_lines
from dajuan.web.words import spoken


@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    context = _told(_seen(request)) | {"missing_packs": missing_packs()}
    context["may_open"] = not missing_packs() and request.viewer.may(Action.RECORD)  # type: ignore[attr-defined]
    return render(request, "chains/home.html", context)


@needs(Action.SEE)
def leader(request: HttpRequest, name: str) -> HttpResponse:
    own = [one for one in _seen(request) if name in leaders_of(one)]
    if not own:
        raise Http404
    return render(request, "chains/leader.html", _told(own) | {"leader": name, "reds": red_lines(own)})


def _seen(request: HttpRequest) -> list[Overview]:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    return [found.overview(viewer) for found in chains_seen(viewer, moment)]


def leaders_of(seen: Overview) -> list[str]:
    return organisations_in(str(seen.row.fields.get("leader", "")))


def _told(seen: list[Overview]) -> dict[str, Any]:
    every = local_share([one for some in seen for one in some.chain.supplies], lines_of(served().zone).local)
    firms = {firm.firm for some in seen for firm in some.firms}
    return {
        "chains": [_line(one) for one in seen],
        "nodes": sum(len(one.chain.nodes) for one in seen),
        "covered": sum(len(one.covered) for one in seen),
        "missing": sum(len(one.missing) for one in seen),
        "firms": len(firms),
        "local": percent(every.by_value),
    }


def _line(seen: Overview) -> dict[str, Any]:
    return {
        "seen": seen,
        "leaders": leaders_of(seen),
        "stage": stage_said(served().programmes[CHAINS], seen.row.stage, spoken()),
        "red": sum(one.light == "red" for one in seen.reds),
        "yellow": sum(one.light == "yellow" for one in seen.reds),
        "local": percent(seen.local.by_value),
    }
