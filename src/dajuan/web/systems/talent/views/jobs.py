"""The year's jobs: months against targets, and what an office reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.systems.firms import every
from dajuan.systems.talent import JOBS
from dajuan.systems.talent.jobs import MEASURES, MONTHS, Measure, measures, passed
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.layout.stretches import whole_number
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.talent.found import offices_at
from dajuan.web.systems.talent.recording import record_month, record_targets
from dajuan.web.words import Words, words_of

_YEARS = range(2000, 2101)


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@needs(Action.RECORD)
def month(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    try:
        year, number = _whole(request.POST, "year"), _whole(request.POST, "month")
        if not 1 <= number <= MONTHS:
            raise _unreadable("month")
        record_month(viewer, code, year, number, _heads(request.POST))
    except RefusedError as error:
        return _page(request, tuple(Words(one.zh, one.en) for one in error.troubles))
    return _recorded(request, year)


@require_POST
@needs(Action.RECORD)
def targets(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    try:
        year = _whole(request.POST, "year")
        record_targets(viewer, code, year, _heads(request.POST))
    except RefusedError as error:
        return _page(request, tuple(Words(one.zh, one.en) for one in error.troubles))
    return _recorded(request, year)


def _recorded(request: HttpRequest, year: int) -> HttpResponse:
    messages.success(request, str(Words("已记下", "Recorded")))
    return redirect(f"{reverse('talent:jobs')}?year={year}")


def _whole(typed: Mapping[str, str], key: str) -> int:
    said = typed.get(key, "").strip()
    if not said.isdecimal() or not said.isascii() or len(said) > 9 or (key == "year" and int(said) not in _YEARS):
        raise _unreadable(key)
    return int(said)


def _unreadable(key: str) -> RefusedError:
    return RefusedError(
        [Trouble("value", f"{_name(key)}：要一个合适的整数", f"{key}: a whole number that can be", field=key)]
    )


def _name(key: str) -> str:
    field = programme_called(JOBS).fields.get(key)
    return field.name.zh if field else {"year": "年", "month": "月"}.get(key, key)


def _heads(typed: Mapping[str, str]) -> dict[str, int]:
    """What was filled in."""
    return {key: _whole(typed, key) for key in MEASURES if typed.get(key, "").strip()}


def _page(request: HttpRequest, troubles: tuple[Words, ...] = ()) -> HttpResponse:
    viewer, moment = seen_by(request)
    on, pack = day_of(moment), programme_called(JOBS)
    asked = whole_number(request.POST.get("year") or request.GET.get("year"))
    year = asked if asked in _YEARS else on.year
    some = offices_at(year, moment)
    found = measures(some)
    names = {key: words_of(pack.fields[key].name) for key in MEASURES}
    chosen = next((one for one in found if one.key == request.GET.get("measure")), found[0])
    mine = [] if moment.is_past else [one for one in some if one.code in _may_report(viewer)]
    context: dict[str, Any] = {
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < on.year else None,
        "months": range(1, MONTHS + 1),
        "measures": [(one, names[one.key], _percent(one)) for one in found],
        "passed": f"{float(passed(year, on) * 100):.0f}%",
        "chosen": chosen.key,
        "chart": _chart(chosen, names[chosen.key], year),
        "offices": [
            (one, one.months[chosen.key], one.targets[chosen.key], _sum(one.months[chosen.key])) for one in some
        ],
        "mine": mine,
        "fields": list(names.items()),
        "troubles": troubles,
        "on": on,
    }
    return render(request, "talent/jobs.html", context, status=422 if troubles else 200)


def _may_report(viewer: Viewer) -> set[str]:
    pack = programme_called(JOBS)
    return {row.code for row in every(served().subjects(), JOBS) if viewer.may(Action.RECORD, thing_of_row(pack, row))}


def _sum(months: tuple[int | None, ...]) -> int:
    return sum(one or 0 for one in months)


def _percent(one: Measure) -> str:
    return f"{float(one.share * 100):.1f}%" if one.share is not None else "—"


def _chart(one: Measure, name: Words, year: int) -> dict[str, Any]:
    """Added up by month, against the target spread over the year."""
    schedule = [round(one.target * nth / MONTHS) for nth in range(1, MONTHS + 1)] if one.target else [None] * MONTHS
    return {
        "kind": "line",
        "unit": str(Words("人", "people")),
        "about": str(
            Words(
                f"{year} 年{name.zh}，逐月累计与序时目标",
                f"{name.en} in {year}, added up by month, and the target by the calendar",
            )
        ),
        "at": [f"{year}-{nth:02}" for nth in range(1, MONTHS + 1)],
        "lines": [
            {"name": str(Words("累计", "added up")), "role": "actual", "values": one.running()},
            {"name": str(Words("序时目标", "target by the calendar")), "role": "schedule", "values": schedule},
        ],
    }
