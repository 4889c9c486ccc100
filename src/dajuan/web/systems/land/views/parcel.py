"""One parcel's whole file: codes and their family, stages with days and holders, certificates, promises, its place, what is linked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.ledger.read import states_as_known
from dajuan.ledger.state import State
from dajuan.programmes.values import show_value
from dajuan.standards.land.unit_code import UnitCode, UnitCodeError, printed, read_unit_code
from dajuan.standards.trouble import RuleError
from dajuan.subjects.boxes import Box, box_of
from dajuan.subjects.row import Row
from dajuan.systems.land.file import certificates, steps
from dajuan.systems.land.parcels import PARCELS, area_off, is_gone
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.moment import Moment
from dajuan.web.programmes.cells import stage_said, subject_address
from dajuan.web.programmes.views.maps import boundary_address
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.land.mapped import collection, legend
from dajuan.web.systems.land.seen import (
    custom_seen,
    family_seen,
    may_change,
    pack,
    parcel_called,
    parcels_seen,
    settings,
    waiting_at,
)
from dajuan.web.systems.land.shown import pledge_lines
from dajuan.web.systems.land.views.maps import GEO_JSON
from dajuan.web.words import Words, spoken

_FACTS = ("use", "supply", "custom", "area", "area-measured", "site-frame", "price", "street-office", "lead-department")
_NEAR = 0.012
"""Degrees around a parcel that its map shows: about a kilometre."""


@require_safe
@needs(Action.SEE, enterprises=True)
def page(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    row, on = parcel_called(viewer, code, moment), day_of(moment)
    state = state_at(code, moment)
    context: dict[str, Any] = {
        "row": row,
        "stage": stage_said(pack(), row.stage, spoken()),
        "waits": None if is_gone(row) else waiting_at(row, moment),
        "unit": unit_of(row),
        "family": [(one, printed(one.code), one.parcel == code) for one in family_seen(viewer, row, moment)],
        "steps": [(one, stage_said(pack(), one.stage, spoken())) for one in steps(state, on)],
        "certificates": [(one, stage_said(pack(), one.stage, spoken())) for one in certificates(state)],
        "facts": _facts(row),
        "off": _off(row),
        "links": links_of(viewer, row, moment),
        "has_site": bool(served().subjects().shapes(PARCELS, code, as_of=moment.as_of, size=moment.size).get("site")),
        "legend": legend(*["ended"] * is_gone(row)),
        "boundary": boundary_address(),
        "may_change": may_change(viewer, row, moment) and not is_gone(row),
        **_promises(viewer, row, moment),
    }
    return render(request, "land/parcel.html", context)


def state_at(code: str, moment: Moment) -> State:
    size = served().size() if moment.size is None else moment.size
    state = states_as_known(served().ledger, programme=PARCELS, subjects=[code], size=size)[code]
    return state.seen(as_of=day_of(moment))


def unit_of(row: Row) -> UnitCode | None:
    """None where it has no code, or one that cannot be read."""
    try:
        return read_unit_code(str(row.fields.get("unit-code", "")))
    except UnitCodeError:
        return None


def _facts(row: Row) -> list[tuple[str, str]]:
    fields = pack().fields
    return [(fields[key].name.said(spoken()), show_value(fields[key], row.fields[key], spoken())) for key in _FACTS if key in row.fields and key in fields]  # fmt: skip


def _off(row: Row) -> Words | None:
    """Where the shape's area is too far from the stated one."""
    off = area_off(row, settings())
    if off is None:
        return None
    return Words(
        f"图上面积比宗地面积差 {off:+.1%}，请核对", f"the shape is {off:+.1%} off the stated area; please check"
    )


def links_of(viewer: Viewer, row: Row, moment: Moment) -> list[tuple[str, str, str, str]]:
    """Programme, code, what it is called, its address: those that the viewer may see."""
    around = served().subjects().linked(PARCELS, row.code, as_of=moment.as_of, size=moment.size)
    packs, found = served().programmes, []
    for one in (*around.names, *around.named_by):
        known = packs.get(one.programme)
        if known is None or one.row is None or not sees(viewer, one.row):
            continue
        address = subject_address(one.programme, one.code)
        found.append((known.name.said(spoken()), one.code, one.row.name or one.code, address))
    return found


def _promises(viewer: Viewer, row: Row, moment: Moment) -> dict[str, Any]:
    if row.fields.get("custom") is not True:
        return {"custom": None}
    try:
        weighed = custom_seen(viewer, moment)
    except RuleError as error:
        return {"custom": None, "no_rule": Words(error.zh, error.en)}
    own = weighed.of(row)
    return {
        "custom": own,
        "pledges": pledge_lines(own) if own else [],
        "rule": weighed.rule,
        "grade_rule": weighed.grade,
    }


@require_safe
@needs(Action.SEE, enterprises=True)
def around(request: HttpRequest, code: str) -> HttpResponse:
    """The parcel, if only as it was, and those of its neighbours that are there and that the viewer may see."""
    viewer, moment = seen_by(request)
    row = parcel_called(viewer, code, moment)
    box = _box(code, moment)
    sites = served().subjects().sites(PARCELS, box=box, as_of=moment.as_of, size=moment.size) if box else []
    rows = [one for one in parcels_seen(viewer, moment) if not is_gone(one)]
    shapes = [(site.code, site.geometry) for site in sites]
    return HttpResponse(collection([*rows, row], shapes, moment), content_type=GEO_JSON)


def _box(code: str, moment: Moment) -> Box | None:
    """About a kilometre around a parcel's shape."""
    shape = served().subjects().shapes(PARCELS, code, as_of=moment.as_of, size=moment.size).get("site")
    if shape is None:
        return None
    own = box_of(shape)
    return Box(own.west - _NEAR, own.south - _NEAR, own.east + _NEAR, own.north + _NEAR)
