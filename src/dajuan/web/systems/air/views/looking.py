"""The year and what may come of it, its days, one station."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.standards.air.index import edition_called, edition_on, pollutants
from dajuan.standards.air.limits import Standard, standard_on
from dajuan.standards.air.periods import OF_DAY
from dajuan.systems.air.outlook import outlook
from dajuan.systems.air.results import area_days, station_days
from dajuan.systems.air.rolling import at_odds, held_days
from dajuan.systems.air.stations import AREAS, STATIONS, site_of
from dajuan.systems.air.year import Period, months_of, so_far, year_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import whole_number
from dajuan.web.programmes.found import subject_called
from dajuan.web.programmes.views.subject import at_moment
from dajuan.web.systems.air.asked import CUTS, cut_asked, year_asked
from dajuan.web.systems.air.found import (
    Area,
    area_asked,
    days_promised,
    history_of,
    lake,
    rows_seen,
    settings,
    stations_at,
    target_of,
    until_of,
)
from dajuan.web.systems.air.shown import Told, chart_of, decimal, grade_names, heads, told
from dajuan.web.systems.this_year import of_year
from dajuan.web.words import Words

_FIGURES = ("good-days", "valid-days", "good-rate", "good-days-change", "excellent-days", "heavy-days")
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
    standing = target_of(viewer, number, moment)
    target = whole_number(request.GET.get("target")) or days_promised(standing)
    context = {
        **_year(area, number, until, target, request),
        "area": area,
        "areas": rows_seen(viewer, AREAS, moment),
        "standing": standing,
        "figures": of_year(AREAS, _FIGURES, number, moment) if area.row.fields.get("assessed") is True else [],
        "on": until,
        "at_odds": at_odds(area.state),
        "years_wanted": settings().years,
        "may_record": not moment.is_past and viewer.may(Action.RECORD),
    }
    return render(request, "air/home.html", context)


def _year(area: Area, number: int, until: date, target: int | None, request: HttpRequest) -> dict[str, Any]:
    year, past, cut = year_of(area.days, number, until), history_of(area, number), cut_asked(request.GET)
    now, some = edition_on(year.until), [one for one in area.days if one.day <= until]
    looked = outlook(
        year.tally.good, year.until, past, now, target=target, years=settings().years, cut=cut
    )  # fmt: skip
    needed = None if target is None else max(0, target - year.tally.good)
    return {
        "year": year,
        "years": sorted({one.day.year for one in area.days} | {until.year}, reverse=True),
        "edition": now,
        "grades": [(name, year.tally.grades.get(key, 0)) for key, name in grade_names()],
        "target": target,
        "needed": needed,
        "short": None if target is None else max(0, target - year.possible),
        "outlook": looked,
        "cut": [(key, pollutants()[key].name, int(cut.shares.get(key, 0) * 100)) for key in CUTS],
        "is_cut": bool(cut.shares),
        "chart": chart_of(year, some, past, looked, now, target),
        "months": [
            {
                **_period(one),
                "name": f"{one.first:%Y-%m}",
                "address": seen_by(request)[1].on(f"{reverse('air:days')}?month={one.first:%Y-%m}"),
            }
            for one in reversed(months_of(some, number, year.until))
        ],
        "whole": _period(so_far(some, number, year.until)),
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
    edition = next(
        (edition_called(one) for one in ("HJ 633-2012", "HJ 633-2026") if one == request.GET.get("edition")), None
    )
    seqs = held_days(area.state)
    context = {
        "area": area,
        "months": months,
        "month": month,
        "edition": edition,
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
    name, one = state.level("name"), stations_at(viewer, moment).get(code)
    if one is None:  # It was opened later.
        raise Http404
    kept, until = lake(), until_of(moment)
    extent = kept.first_and_last()
    last = min(until, extent[1]) if extent else None
    own = station_days(kept, code, last - _SHOWN, last) if last else []
    area = area_days(kept, _beside(viewer, one.area, code, request), last - _SHOWN, last) if last else []
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


def _beside(viewer: Viewer, area: str, code: str, request: HttpRequest) -> list[str]:
    """The other stations of its area that are evaluated."""
    _, moment = seen_by(request)
    every_one = stations_at(viewer, moment).values()
    return [one.code for one in every_one if one.area == area and one.evaluated and one.code != code]


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
