"""公共服务 by API: coverage, homes with their case, next places, places and sports area, a facility, bases, a measurement kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.http import Http404
from ninja import Field, File, Form, Query, Router, Status, UploadedFile

from dajuan.ledger.trouble import LedgerError, RefusedError, Trouble
from dajuan.standards.trouble import RuleError
from dajuan.systems.services.coverage import Coverage
from dajuan.systems.services.next_place import next_places
from dajuan.systems.services.settings import CIRCLE
from dajuan.systems.services.supply import places, sports_area
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.layout.problems import ProblemError
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.services import shapes
from dajuan.web.systems.services.deeds import measured, taken
from dajuan.web.systems.services.inhand import InHand, Question, in_hand, question
from dajuan.web.systems.services.views.facility import facility_called, reach_of
from dajuan.web.words import Words

router = Router(tags=["services"])


class WantedHomes(Paging, shapes.WantedReach):
    case: Literal["", "reached", "beyond", "cut-off", "off"] = ""


class WantedPlaces(shapes.WantedReach):
    many: int = Field(1, ge=1, le=20)


@router.get("/services/coverage", response=shapes.CoveragesOut, summary="各项服务的覆盖 / Coverage by service")
def service_coverage(request: Request, asked: Query[shapes.WantedReach]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment, wanted = asked.moment(), _question(asked.reach())
    here = in_hand(moment)
    return {
        "on": day_of(moment),
        "minutes": wanted.minutes,
        "pace": wanted.pace.code,
        "metres": wanted.metres,
        "network": here.network.code if here.network else "",
        "residents_table": here.residents.code if here.residents else "",
        "items": [_coverage(here, key, one) for key, one in here.coverages(wanted).items()],
        "off": [one.code for one in here.off],
        "unplaced": [one.code for one in here.unplaced],
    }


def _question(said: Mapping[str, str]) -> Question:
    try:
        return question(said)
    except RuleError as error:
        raise ProblemError(
            422, Words(error.zh, error.en), [Trouble("reach", error.zh, error.en, field=error.place)]
        ) from error


def _coverage(here: InHand, key: str, one: Coverage) -> dict[str, Any]:
    return {
        "service": key,
        "name": here.name(key)._asdict(),
        "facilities": one.facilities,
        "reached": one.reached,
        "residents": one.residents,
        "share": one.share,
        "straight": one.claimed,
        "by_case": {case.value: many for case, many in one.people_by_case().items()},
    }


@router.get("/services/coverage/{service}/homes", response=shapes.HomesOut, summary="逐格结果 / Home by home")
def service_homes(request: Request, service: str, asked: Query[WantedHomes]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment = asked.moment()
    here, found = _found(service, asked)
    assert here.ground is not None
    wanted = [
        (at, home)
        for at, home in enumerate(here.ground.residents.homes)
        if not asked.case or found.case(at).value == asked.case
    ]
    part, more = page_of(f"homes/{service}", wanted, lambda one: one[1].code, asked)
    items = [
        {
            "code": home.code,
            "name": home.name,
            "longitude": home.longitude,
            "latitude": home.latitude,
            "people": home.people,
            "case": found.case(at).value,
            "walk": found.walked(at),
            "straight": found.flown(at),
        }
        for at, home in part
    ]
    return {"on": day_of(moment), "items": items, "next": more}


def _found(service: str, asked: shapes.WantedReach) -> tuple[InHand, Coverage]:
    here = in_hand(asked.moment())
    return here, here.coverage(service, _question(asked.reach()))


@router.get(
    "/services/coverage/{service}/next-places", response=shapes.NextPlacesOut, summary="下一处设在哪 / Next best places"
)
def service_next_places(request: Request, service: str, asked: Query[WantedPlaces]) -> dict[str, Any]:
    """生活圈要几种设施，没有下一处。 Of the whole circle there is none."""
    need(request, Action.SEE)
    if service == CIRCLE:
        raise Http404
    here, found = _found(service, asked)
    assert here.ground is not None
    many, spacing = min(asked.many, here.lines.most_places), here.lines.candidate_spacing
    best = next_places(here.ground, found, many=many, spacing=spacing)
    items = [
        {
            "longitude": one.longitude,
            "latitude": one.latitude,
            "near": one.near,
            "gain": one.gain,
            "straight_gain": one.circle,
            "reached": one.reached,
        }
        for one in best.places
    ]
    return {"on": day_of(asked.moment()), "candidates": best.candidates, "spacing": spacing, "items": items}


@router.get("/services/supply", response=shapes.ServiceSupply, summary="学位和体育场地 / School places, sports area")
def service_supply(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment = asked.moment()
    here = in_hand(moment)
    if here.ground is None:
        raise Http404
    sports = sports_area(here.facilities, here.ground.residents)
    return {
        "on": day_of(moment),
        "places": [one._asdict() for one in places(here.facilities, here.ground.residents)],
        "sports_area": sports.area / 100,
        "residents": sports.people,
        "sports_area_per_head": float(sports.a_head) if sports.a_head is not None else None,
    }


@router.get("/services/facilities/{code}", response=shapes.FacilityReach, summary="一处设施 / A facility")
def service_facility(request: Request, code: str, asked: Query[shapes.WantedReach]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    row = facility_called(viewer, code, moment)
    reach = reach_of(in_hand(moment), code, _question(asked.reach()))
    return {
        "facility": row.code,
        "name": row.name,
        "stage": row.stage,
        "has_place": reach.has_place,
        "is_off": reach.is_off,
        "people": reach.people,
        "straight": reach.claimed,
    }


@router.get("/services/bases", response=shapes.BasesOut, summary="路网和居民表 / Networks and tables of residents")
def service_bases(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    need(request, Action.SEE)
    items = [
        {
            "base": one.code,
            "kind": one.fields.get("kind", ""),
            "name": one.name,
            "source": one.fields.get("source", ""),
            "as_of": one.fields.get("as-of", ""),
            "stage": one.stage,
            "sha256": one.fields.get("sha256", ""),
        }
        for one in in_hand(asked.moment()).bases
    ]
    return {"items": items}


@router.post("/services/bases", response={201: shapes.BaseTaken}, summary="传一份底数 / Take a base in")
def service_take_base(request: Request, file: File[UploadedFile], told: Form[shapes.BaseIn]) -> Status[Any]:
    """表里有一行不对就一行不记，逐行说明。 One wrong row and nothing is recorded; every one is named."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        try:
            return {"base": taken(viewer, told.kind, file, told.model_dump(), key=key)}
        except RefusedError:
            raise
        except LedgerError as error:
            raise ProblemError(422, Words(error.zh, error.en)) from error

    return once(request, (file, told), work)


@router.post("/services/measurements", response={201: shapes.MeasurementOut}, summary="记一次测算 / Keep a measurement")
def service_measure(request: Request, told: shapes.MeasurementIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    wanted = _question({"minutes": told.minutes, "pace": told.pace})

    def work(key: str) -> dict[str, Any]:
        try:
            done = measured(viewer, wanted, key=key)
        except RefusedError:
            raise
        except LedgerError as error:
            raise ProblemError(422, Words(error.zh, error.en)) from error
        return {"seqs": list(done.seqs), "size": done.size}

    return once(request, (told,), work)
