"""The pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.programmes.pack import Field, Name, Programme
from dajuan.programmes.values.show import show_value
from dajuan.subjects.asked import BY_CODE, Filter
from dajuan.subjects.row import Row
from dajuan.systems.telemetry.judge import CONNECTED, LISTED, OFFLINE
from dajuan.systems.telemetry.networking import Networking, networking, together
from dajuan.systems.telemetry.registry import CONSENTS, DEVICES, GIVEN, PLATFORMS
from dajuan.systems.telemetry.rolling import FLOWS
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.finding import own_codes
from dajuan.web.moment import Moment
from dajuan.web.programmes.cells import stage_said
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.views.subject import at_moment
from dajuan.web.served import served
from dajuan.web.systems.telemetry import raw
from dajuan.web.systems.telemetry.finding import days_of, device_called, firm_called, names_of, row_seen, rows_seen
from dajuan.web.words import Words, spoken

_LETTERS, _LINES = 100, 200
_READINGS = 1500
"""Rows of a table: a day of a reading a minute."""
_STAGES = (CONNECTED, OFFLINE, LISTED)


def _seen_by(request: HttpRequest) -> tuple[Viewer, Moment]:
    return request.viewer, request.moment  # type: ignore[attr-defined]


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = _seen_by(request)
    given = Filter(stages=(GIVEN,))
    by_firm = networking(rows_seen(viewer, DEVICES, moment))
    # What the gateway keeps beside the ledger is of now.
    now = viewer.everywhere(Action.SEE) and not moment.is_past
    context = {
        "is_on": DEVICES in served().programmes,
        "all": together(by_firm.values()),
        "firms": len(by_firm),
        "consents": sum(1 for _ in rows_seen(viewer, CONSENTS, moment, where=given)),
        "online": raw.online() if now else None,
        "counted": raw.counted() if now else None,
        "platforms": _platforms(viewer, moment),
        "settings": raw.settings(),
    }
    return render(request, "telemetry/home.html", context)


class Platform(NamedTuple):
    """A platform in a list."""

    row: Row
    level: str
    stage: str


def _platforms(viewer: Viewer, moment: Moment) -> list[Platform]:
    pack = served().programmes.get(PLATFORMS)
    if pack is None:
        return []
    level = pack.fields["level"]
    return [
        Platform(one, show_value(level, one.fields.get("level", ""), spoken()), stage_said(pack, one.stage, spoken()))
        for one in rows_seen(viewer, PLATFORMS, moment)
    ]


class FirmRate(NamedTuple):
    code: str
    name: str
    rate: Networking


@require_safe
@needs(Action.SEE)
def rates(request: HttpRequest) -> HttpResponse:
    """设备联网率 of all and by firm; each number opens the list of its devices."""
    viewer, moment = _seen_by(request)
    by_firm = networking(rows_seen(viewer, DEVICES, moment))
    names = names_of(by_firm)
    firms = sorted((FirmRate(code, names[code], one) for code, one in by_firm.items()), key=lambda one: (one.rate.rate or 0, one.code))  # fmt: skip
    context = {"all": together(by_firm.values()), "firms": firms, "settings": raw.settings()}
    return render(request, "telemetry/rates.html", context)


class Line(NamedTuple):
    """A device in a list."""

    row: Row
    firm: str
    """Its name."""
    stage: str
    last: raw.Last | None


@require_safe
@needs(Action.SEE, enterprises=True)
def devices(request: HttpRequest) -> HttpResponse:
    """``stage=connected`` and ``firm=9141…`` narrow the list."""
    viewer, moment = _seen_by(request)
    pack = programme_called(DEVICES)
    stages = [one for one in request.GET.getlist("stage") if one in pack.stages] or list(_STAGES)
    firm = request.GET.get("firm", "")[:18]
    where = Filter(stages=tuple(stages), fields={"firm": (firm,)} if firm else {})
    only = own_codes(viewer, pack)
    try:
        page = served().subjects().page(
            DEVICES, where=where, order=BY_CODE, after=request.GET.get("after") or None, as_of=moment.as_of,
            size=moment.size, owners=None if only is not None else viewer.owners(), only=only,
        )  # fmt: skip
    except (ValueError, TypeError) as error:
        raise Http404 from error
    names = names_of({_firm_of(one) for one in page.rows} | ({firm} if firm else set()))
    context = {
        "lines": _lines(pack, page.rows, names, moment, firm or None),
        "next": page.next,
        "firm": firm,
        "firm_name": names.get(firm, ""),
        "stages": [(key, pack.stages[key].name, key in stages) for key in pack.stages],
        "settings": raw.settings(),
    }
    return render(request, "telemetry/devices.html", context)


def _lines(pack: Programme, rows: list[Row], names: Mapping[str, str], moment: Moment, firm: str | None) -> list[Line]:
    heard = {} if moment.is_past else raw.last_heard(firm)
    return [Line(one, names[_firm_of(one)], stage_said(pack, one.stage, spoken()), heard.get(one.code)) for one in rows]


def _firm_of(row: Row) -> str:
    return str(row.fields.get("firm", ""))


@require_safe
@needs(Action.SEE, enterprises=True)
def device(request: HttpRequest, code: str) -> HttpResponse:
    """One device: what the ledger says of its days, with the files, and the readings of one day."""
    viewer, moment = _seen_by(request)
    found = device_called(viewer, code)
    state = at_moment(found, moment)
    firm = str(found.state.levels()["firm"].value)
    heard = raw.days_of(code)
    day = _day(request.GET.get("day", ""), heard)
    readings = raw.readings_of(firm, code, day) if day else []
    name, stage = state.level("name"), state.stage
    flows: list[Field] = [found.programme.fields[key] for key in FLOWS]
    context = {
        "code": code,
        "name": name.value if name else code,
        "firm": firm,
        "firm_name": names_of([firm])[firm],
        "stage": stage_said(found.programme, str(stage.value) if stage else "", spoken()),
        "stage_on": stage.on if stage else None,
        "last": None if moment.is_past else raw.last_heard(firm).get(code),
        "day": day,
        "days": heard[:62],
        "readings": readings[:_READINGS],
        "chart": raw.chart_of(readings, Words(f"{code} {day} 的读数", f"readings of {code} on {day}")),
        "flows": flows,
        "rolled": days_of(state, found.programme)[:62],
        "settings": raw.settings(),
    }
    return render(request, "telemetry/device.html", context)


def _day(said: str, heard: list[date]) -> date | None:
    """The day asked for, else the newest."""
    try:
        asked = date.fromisoformat(said)
    except ValueError:
        asked = None
    return asked if asked in heard else (heard[0] if heard else None)


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """A firm's devices, its consent, what of its readings was kept and refused."""
    viewer, moment = _seen_by(request)
    firm = firm_called(viewer, code, moment)
    own = list(rows_seen(viewer, DEVICES, moment, where=Filter(fields={"firm": (code,)})))
    consent = row_seen(viewer, CONSENTS, code, moment)
    packs = served().programmes
    context = {
        "firm": firm,
        "rate": networking(own).get(code, Networking()),
        "lines": _lines(packs[DEVICES], own[:_LINES], {code: firm.name}, moment, code) if own else [],
        "more": len(own) > _LINES,
        "consent": consent,
        "consent_stage": stage_said(packs[CONSENTS], consent.stage, spoken()) if consent else "",
        "covers": _covers(packs[CONSENTS], consent) if consent else [],
        "counted": raw.counted(code),
        "letters": raw.newest_letters(20, code),
    }
    return render(request, "telemetry/enterprise.html", context)


def _covers(pack: Programme, consent: Row) -> list[Name]:
    """The measures that a consent covers."""
    return [one.name for key, one in pack.fields.items() if one.type == "flag" and consent.fields.get(key) is True]


@require_safe
@needs(Action.SEE, everywhere=True)
def refused(request: HttpRequest) -> HttpResponse:
    """What was refused: how often for which reason in seven days, and the newest letters."""
    context = {"counted": raw.counted(), "letters": raw.newest_letters(_LETTERS)}
    return render(request, "telemetry/refused.html", context)
