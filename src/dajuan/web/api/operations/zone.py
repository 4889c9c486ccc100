"""The zone being served, and who asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router, Schema

from dajuan.answers.target import PROGRAMME
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Said
from dajuan.web.served import served

router = Router(tags=["zone"])


class You(Schema):
    actor: str
    name: str
    organisation: str
    enterprise: str
    institution: str
    may: list[str]
    everywhere: list[str]


class ZoneOut(Schema):
    name: str
    title: Said
    code: str
    timezone: str
    simulated: bool
    today: date
    size: int
    programmes: list[str]
    years: list[int]
    licence: str
    you: You


@router.get("/zone", response=ZoneOut, summary="园区，和您是谁 / The zone, and who you are")
def zone(request: Request) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    here = served()
    return {
        "name": here.zone.name,
        "title": {"zh": here.zone.title("zh"), "en": here.zone.title("en")},
        "code": here.zone.code,
        "timezone": here.zone.timezone.key,
        "simulated": here.zone.simulated,
        "today": here.today(),
        "size": here.size(),
        "programmes": list(here.programmes),
        "years": here.years() if PROGRAMME in here.programmes else [],
        "licence": here.options.licence,
        "you": {
            "actor": viewer.actor,
            "name": viewer.name,
            "organisation": viewer.organisation,
            "enterprise": viewer.enterprise,
            "institution": viewer.institution.code if viewer.institution else "",
            "may": [action for action in Action if viewer.may(action)],
            "everywhere": [action for action in Action if viewer.everywhere(action)],
        },
    }
