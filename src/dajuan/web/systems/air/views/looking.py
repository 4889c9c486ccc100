"""The year and what may come of it, its days, one station."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.standards.air.index import editions, first_day, pollutants
from dajuan.standards.air.limits import Standard, standard_on
from dajuan.standards.air.periods import OF_DAY
from dajuan.systems.air.results import area_days, station_days
from dajuan.systems.air.rolling import at_odds, held_days
from dajuan.systems.air.stations import AREAS, STATIONS, Station, of_area, site_of
from dajuan.systems.air.year import Period, months_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import whole_number
from dajuan.web.programmes.found import subject_called
from dajuan.web.programmes.views.subject import at_moment
from dajuan.web.systems.air.asked import CUTS, cut_asked, year_asked
from dajuan.web.systems.air.found import Area, area_asked, lake, rows_seen, settings, stations_at, until_of
from dajuan.web.systems.air.one_year import one_year
from dajuan.web.systems.air.shown import Told, chart_of, decimal, grade_names, heads, told
from dajuan.web.systems.this_year import of_year
from dajuan.web.words import Words

_FIGURES = (
    "good-days",
    "valid-days",
    "good-rate",
    "good-days-change",
    "excellent-days",
    "heavy-days",
    "pm25-mean",
    "pm10-mean",
)
_SHOWN = timedelta(days=30)


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """Good days so far, still possible, still needed; the break of an edition; the chance, and what if there were less."""
    viewer, moment = seen_by(request)
    area = area_asked(viewer, request.GET.get("area", ""), moment)
    if area is None:
        return render(request, "air/home.html", {"area": None})
    until = until_of(moment)
    number = year_asked(request.GET, until.year)
    context = {
        **_year(request, area, number, until),
        "area": area,
        "areas": rows_seen(viewer, AREAS, moment),
        "figures": of_year(AREAS, _FIGURES, number, moment) if area.is_assessed else [],
        "on": until,
        "at_odds": at_odds(area.state),
        "manner": settings().manner,
        "may_record": not moment.is_past and viewer.may(Action.RECORD),
    }
    return render(request, "air/home.html", context)


def _year(request: HttpRequest, area: Area, number: int, until: date) -> dict[str, Any]:
    (viewer, moment), cut = seen_by(request), cut_asked(request.GET)
    found = one_year(viewer, area, number, until, moment, target=whole_number(request.GET.get("target")), cut=cut)
    year, target, some = found.year, found.target, [one for one in area.days if one.day <= until]
    return {
        "year": year,
        "standing": found.standing,
        "years": sorted({one.day.year for one in area.days} | {until.year}, reverse=True),
        "edition": found.edition,
        "grades": [(name, year.tally.grades.get(key, 0)) for key, name in grade_names()],
        "target": target,
        "needed": found.needed,
        "short": None if target is None else max(0, target - year.possible),
        "outlook": found.outlook,
        "cut": [(key, pollutants()[key].name, int(cut.shares.get(key, 0) * 100)) for key in CUTS],
        "is_cut": bool(cut.shares),
        "chart": chart_of(year, some, found.past, found.outlook, found.edition, target),
        "months": [
            {
                **_period(one),
                "name": f"{one.first:%Y-%m}",
                "address": moment.on(f"{reverse('air:days')}?area={area.row.code}&month={one.first:%Y-%m}"),
            }
            for one in reversed(months_of(some, number, year.until))
        ],
        "whole": _period(found.so_far),
        "limits": _limits(standard_on(year.until)),
        "standard": standard_on(year.until),
        "heads": heads(),
    }


def _period(one: Period) -> dict[str, Any]:
    return {
        "one": one,
        "values": [decimal(one.statistics.get(key), pollutants()[key].places) for key in OF_DAY],
        "composite": decimal(one.composite.value, 2) if one.composite else "",
    }


def _limits(standard: Standard) -> list[str]:
    """Of a year, grade 2; of CO and ozone, which have none, those that their percentiles are held to."""
    return [decimal(standard.limit(key, "year") or standard.limit(key, "day"), 0) for key in OF_DAY]


@require_safe
@needs(Action.SEE)
def days(request: HttpRequest) -> HttpResponse:
    """Of a month, each with its index, what it is made of and its entry."""
    viewer, moment = seen_by(request)
    area = area_asked(viewer, request.GET.get("area", ""), moment)
    if area is None:
        raise Http404
    months = sorted({f"{one.day:%Y-%m}" for one in area.days}, reverse=True)
    month = request.GET.get("month", "")
    month = month if month in months else (months[0] if months else "")
    edition = next((one for one in editions() if one.code == request.GET.get("edition")), None)
    seqs = held_days(area.state)
    context = {
        "area": area,
        "months": months,
        "month": month,
        "edition": edition,
        "editions": [one.code for one in editions()],
        "rows": [told(one, seqs, edition) for one in area.days if f"{one.day:%Y-%m}" == month],
        "heads": heads(),
        "may_export": viewer.may(Action.EXPORT),
    }
    return render(request, "air/days.html", context)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """All days of an area that the ledger holds."""
    viewer, moment = seen_by(request)
    area = area_asked(viewer, request.GET.get("area", ""), moment)
    if area is None:
        raise Http404
    columns = (
        Column("day", "日期", "Day", "text"),
        Column("aqi", "AQI", "AQI", "text"),
        Column("grade", "类别", "Grade", "text"),
        Column("primary", "首要污染物", "Primary pollutants", "text"),
        *(Column(key, f"{name.zh}（{unit}）", f"{name.en} ({unit})", "text") for key, (name, unit) in zip(OF_DAY, heads(), strict=True)),
        Column("edition", "版本", "Edition", "text"),
    )  # fmt: skip
    rows = [_exported(told(one, {})) for one in area.days]
    return table(form, columns, rows, name=f"{area.row.code}-days", sheet=area.row.code[:31])


def _exported(one: Told) -> tuple[str, ...]:
    primary = "、".join(str(some) for some in one.primary)
    aqi = "NA" if one.result.aqi is None else str(one.result.aqi)
    return (str(one.day), aqi, str(one.grade), primary, *one.values, one.result.edition)


@require_safe
@needs(Action.SEE)
def station(request: HttpRequest, code: str) -> HttpResponse:
    """The last days of a station beside those of its area, and where it stood since when."""
    viewer, moment = seen_by(request)
    found = subject_called(viewer, STATIONS, code)
    state = at_moment(found, moment)
    stations = stations_at(viewer, moment)
    name, one = state.level("name"), stations.get(code)
    if one is None:  # It was opened later.
        raise Http404
    kept, until = lake(), until_of(moment)
    extent = kept.first_and_last()
    last = min(until, extent[1]) if extent else until
    first = max(last - _SHOWN, first_day())
    own = station_days(kept, code, first, last)
    area = area_days(kept, _beside(stations, one), first, last)
    context = {
        "code": code,
        "name": name.value if name else code,
        "station": one,
        "days": [told(day, {}) for day in reversed(own)],
        "chart": _beside_chart(own, area, code) if own else None,
        "sites": _sites(state, until),
        "heads": heads(),
    }
    return render(request, "air/station.html", context)


def _beside(stations: Mapping[str, Station], one: Station) -> list[str]:
    """The other stations of its area that are evaluated."""
    return [other.code for other in of_area(stations, one.area) if other.code != one.code]


def _beside_chart(own: list[Any], area: list[Any], code: str) -> dict[str, Any]:
    others = {one.day: one.told().aqi for one in area}
    return {
        "kind": "line",
        "unit": "AQI",
        "about": str(Words(f"{code} 近 31 天的 AQI，与同区域其他点位的平均比", f"AQI of {code} over 31 days, beside its area's other stations")),
        "at": [str(one.day) for one in own],
        "lines": [
            {"name": code, "role": "actual", "values": [one.told().aqi for one in own]},
            {"name": str(Words("其他点位", "Other stations")), "role": "schedule", "values": [others.get(one.day) for one in own]},
        ],
    }  # fmt: skip


def _sites(state: Any, until: date) -> list[tuple[date, tuple[float, float]]]:
    """Since when it stood where, the newest first: more than one means that it moved."""
    found = [
        (entry.effective_on, site)
        for entry in state.entries.values()
        if "site" in entry.fields and entry.effective_on <= until and (site := site_of(str(entry.fields["site"])))
    ]
    return sorted(found, reverse=True)
