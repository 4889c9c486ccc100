"""Programmes switched on, and all that their packs say."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.pack import Name
from dajuan.programmes.plain import plain_pack
from dajuan.subjects.asked import Filter
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.finding import own_codes
from dajuan.web.api.shapes import programmes as shapes
from dajuan.web.api.shapes.common import Asked
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served

router = Router(tags=["programmes"])


@router.get("/programmes", response=shapes.Programmes, summary="事项 / Programmes")
def programmes(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment, here = need(request, Action.SEE, enterprises=True), asked.moment(), served()
    where = Filter(verified=True if moment.verified else None)
    items = []
    for one in here.programmes.values():
        only = own_codes(viewer, one)
        counts = here.subjects().stages(
            one.code,
            where=where,
            as_of=moment.as_of,
            size=moment.size,
            owners=None if only is not None else viewer.owners(),
            only=only,
        )
        items.append(
            {
                "code": one.code,
                "version": one.version,
                "name": said(one.name),
                "subject": said(one.subject.name),
                "stages": counts,
            }
        )
    return {"items": items}


@router.get("/programmes/{programme}", response=shapes.Programme, summary="一个事项包 / One pack as data")
def programme(request: Request, programme: str) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    one = programme_called(programme)
    return {
        "code": one.code,
        "version": one.version,
        "pack": plain_pack(one),
        "definitions": [
            {
                "indicator": indicator.key,
                "name": said(indicator.name),
                "unit": indicator.unit,
                "words": {
                    "zh": definition_in_words(one, indicator, "zh"),
                    "en": definition_in_words(one, indicator, "en"),
                },
            }
            for indicator in one.indicators.values()
        ],
    }


def said(name: Name) -> dict[str, str]:
    return {"zh": name.zh, "en": name.said("en")}
