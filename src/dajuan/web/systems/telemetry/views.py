"""The pages."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.programmes.pack import Field
from dajuan.subjects.asked import BY_CODE, Filter
from dajuan.subjects.row import Row
from dajuan.systems.telemetry.networking import Networking, networking, together
from dajuan.systems.telemetry.reasons import reasons
from dajuan.systems.telemetry.registry import CONNECTED, CONSENTS, DEVICES, GIVEN, LISTED, OFFLINE, PLATFORMS
from dajuan.systems.telemetry.rolling import FLOWS
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.finding import own_codes
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.telemetry import raw
from dajuan.web.systems.telemetry.finding import consent_of, days_of, device_called, every, firm_called, names_of
from dajuan.web.words import Words

_LETTERS = 100
_READINGS = 1500
"""Rows of a table: a day of a reading a minute."""
_STAGES = (CONNECTED, OFFLINE, LISTED)


def _seen_by(request: HttpRequest) -> tuple[Viewer, Moment]:
    return request.viewer, request.moment  # type: ignore[attr-defined]


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = _seen_by(request)
    platforms = list(every(viewer, PLATFORMS, moment))
    pack = served().programmes.get(PLATFORMS)
    consents = [one for one in every(viewer, CONSENTS, moment) if one.stage == GIVEN]
    by_firm = networking(every(viewer, DEVICES, moment))
    context = {
        "is_on": DEVICES in served().programmes,
        "all": together(by_firm.values()),
        "firms": len(by_firm),
        "consents": len(consents),
        "online": sum(one.is_online for one in raw.last_heard().values()) if viewer.everywhere(Action.SEE) else None,
        "counted": raw.counted() if viewer.everywhere(Action.SEE) else None,
        "platforms": [
            (one, pack.stages[one.stage].name if pack and one.stage in pack.stages else None) for one in platforms
        ],
        "level": pack.fields["level"] if pack else None,
    }
    return render(request, "telemetry/home.html", context)


class FirmRate(NamedTuple):
    code: str
    name: str
    rate: Networking


@require_safe
@needs(Action.SEE)
def rates(request: HttpRequest) -> HttpResponse:
    """设备联网率 of all and by firm; each number opens the list of its devices."""
    viewer, moment = _seen_by(request)
    by_firm = networking(every(viewer, DEVICES, moment))
    names = names_of(list(by_firm))
    firms = sorted((FirmRate(code, names[code], one) for code, one in by_firm.items()), key=lambda one: (one.rate.rate or 0, one.code))  # fmt: skip
    return render(request, "telemetry/rates.html", {"all": together(by_firm.values()), "firms": firms})


class Line(NamedTuple):
    """A device in a list."""

    row: Row
    stage: Words
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
    context = {
        "lines": _lines(page.rows, moment, firm or None),
        "next": page.next,
        "firm": firm,
        "firm_name": names_of([firm])[firm] if firm else "",
        "stages": [(key, pack.stages[key].name, key in stages) for key in pack.stages],
        "names": names_of(sorted({str(one.fields.get("firm", "")) for one in page.rows})),
    }
    return render(request, "telemetry/devices.html", context)


def _lines(rows: list[Row], moment: Moment, firm: str | None) -> list[Line]:
    pack, heard = programme_called(DEVICES), {} if moment.is_past else raw.last_heard(firm)
    return [Line(one, _stage_said(pack.stages.get(one.stage)), heard.get(one.code)) for one in rows]


def _stage_said(stage: object) -> Words:
    name = getattr(stage, "name", None)
    return Words(name.zh, name.en) if name else Words("—", "—")


@require_safe
@needs(Action.SEE, enterprises=True)
def device(request: HttpRequest, code: str) -> HttpResponse:
    """One device: what the ledger says of its days, with the files, and the readings of one day."""
    viewer, moment = _seen_by(request)
    found = device_called(viewer, code)
    firm = str(found.state.levels()["firm"].value)
    heard = raw.days_of(code)
    day = _day(request.GET.get("day", ""), heard)
    readings = raw.readings_of(firm, code, day) if day else []
    name = found.state.level("name")
    about = Words(f"{code} {day} 的读数", f"readings of {code} on {day}")
    flows: list[Field] = [found.programme.fields[key] for key in FLOWS]
    stage = found.state.stage
    context = {
        "code": code,
        "name": name.value if name else code,
        "firm": firm,
        "firm_name": names_of([firm])[firm],
        "stage": _stage_said(found.programme.stages.get(str(stage.value)) if stage else None),
        "stage_on": stage.on if stage else None,
        "last": None if moment.is_past else raw.last_heard(firm).get(code),
        "day": day,
        "days": heard[:62],
        "readings": readings[:_READINGS],
        "chart": raw.chart_of(readings, str(about), Words("读数", "Reading")),
        "flows": flows,
        "rolled": days_of(found, moment)[:62],
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
    own = [one for one in every(viewer, DEVICES, moment) if one.fields.get("firm") == code]
    consent, pack = consent_of(viewer, code, moment), served().programmes.get(CONSENTS)
    context = {
        "firm": firm,
        "rate": networking(own).get(code, Networking()),
        "lines": _lines(own[:200], moment, code) if own else [],
        "consent": consent,
        "consent_stage": _stage_said(pack.stages.get(consent.stage)) if pack and consent else None,
        "covers": [
            one.name for key, one in pack.fields.items() if one.type == "flag" and consent.fields.get(key) is True
        ]
        if pack and consent
        else [],
        "counted": raw.counted(code),
        "reasons": _counts(raw.counted(code)),
        "letters": raw.newest_letters(20, code),
    }
    return render(request, "telemetry/enterprise.html", context)


@require_safe
@needs(Action.SEE, everywhere=True)
def refused(request: HttpRequest) -> HttpResponse:
    """What was refused: how often for which reason in seven days, and the newest letters."""
    counted = raw.counted()
    return render(
        request,
        "telemetry/refused.html",
        {"counted": counted, "reasons": _counts(counted), "letters": raw.newest_letters(_LETTERS)},
    )


def _counts(counted: raw.Counted) -> list[tuple[str, Words, int]]:
    return [
        (code, Words(reasons()[code].name.zh, reasons()[code].name.en), many)
        for code, many in counted.refused.items()
        if code in reasons()
    ]
