"""The rules as they stand, with their sources, and an index of any concentrations on any day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.standards.air.days import ozone_rule, validity
from dajuan.standards.air.index import day_index, edition_on, editions, pollutant_of, pollutants
from dajuan.standards.air.limits import standards
from dajuan.standards.air.periods import unconfirmed
from dajuan.standards.trouble import RuleError
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.systems.air.shown import decimal, grade_said, pollutant_names
from dajuan.web.systems.kept import day_of
from dajuan.web.words import Words

ITEMS = ("pm25-24h", "pm10-24h", "so2-24h", "no2-24h", "co-24h", "o3-8h", "o3-1h")
_COLUMNS = (*ITEMS, "so2-1h", "no2-1h", "co-1h")
_MOST = Fraction(100_000)


@require_safe
@needs(Action.SEE)
def rules(request: HttpRequest) -> HttpResponse:
    _, moment = seen_by(request)
    context = {
        "editions": [(one, _rows(one)) for one in editions()],
        "columns": [(item, Words(*pollutant_of(item).name), pollutant_of(item).unit) for item in _COLUMNS],
        "standards": standards(),
        "limits": [(key, one.name, one.unit, time, [_pair(some, key, time) for some in standards()]) for key, one in pollutants().items() for time in ("year", "day", "hour") if time in standards()[0].limits[key]],
        "validity": validity(),
        "ozone": ozone_rule(),
        "unconfirmed": [Words(*one) for one in unconfirmed()],
        **_tried(request, day_of(moment)),
    }  # fmt: skip
    return render(request, "air/rules.html", context)


def _rows(edition: Any) -> list[tuple[int, list[str]]]:
    by_iaqi = {row.iaqi for rows in edition.columns.values() for row in rows}
    at = {item: {row.iaqi: decimal(row.concentration, 0) for row in edition.columns[item]} for item in _COLUMNS}
    return [(iaqi, [at[item].get(iaqi, "—") for item in _COLUMNS]) for iaqi in sorted(by_iaqi)]


def _pair(standard: Any, key: str, time: Any) -> str:
    return f"{decimal(standard.limit(key, time, grade=1), 0)} / {decimal(standard.limit(key, time), 0)}"


def _tried(request: HttpRequest, today: date) -> dict[str, Any]:
    """What the form asks: the index of concentrations on a day."""
    told = {item: request.GET.get(item, "").strip() for item in ITEMS}
    said = request.GET.get("day", "").strip() or str(today)
    fields = [
        (item, Words(*pollutant_of(item).name), pollutant_of(item).unit, item.partition("-")[2], told[item])
        for item in ITEMS
    ]
    context: dict[str, Any] = {"fields": fields, "tried_on": said}
    if not any(told.values()):
        return context
    try:
        day = date.fromisoformat(read_date(said))
        known = {item: _concentration(text) for item, text in told.items() if text}
        index = day_index(day, known)
    except (ValueTrouble, ValueError, RuleError) as error:
        zh, en = (error.zh, error.en) if isinstance(error, (ValueTrouble, RuleError)) else ("浓度写成不小于 0 的数", "a concentration is a number not below 0")  # fmt: skip
        return {**context, "trouble": Words(zh, en)}
    return {
        **context,
        "tried": index,
        "tried_edition": edition_on(day),
        "tried_grade": grade_said(index),
        "tried_parts": [
            (Words(*pollutant_of(item).name), item.partition("-")[2], value) for item, value in index.iaqi.items()
        ],
        "tried_primary": pollutant_names(index.primary),
        "tried_missing": pollutant_names(index.missing),
    }


def _concentration(text: str) -> Fraction:
    value = Fraction(text)
    if not 0 <= value <= _MOST:
        raise ValueError(text)
    return value
