"""Hours to the certificates by month and by link; and the rules by which cases are worked on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.standards.permits.certificates import published
from dajuan.standards.permits.promising import promising
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.materials import lacking
from dajuan.systems.permits.statistics import Month, Timed, by_month, month_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.marks import MARKS
from dajuan.web.systems.permits.seen import cases_seen, lists_of, materials, promises_seen, settings, timed
from dajuan.web.systems.permits.words import HANDLING, PROMISE_STANDINGS, WAITING, hours
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words

_FIGURES = {
    CASES: ("cases-issued", "cases-in-a-day", "in-a-day-rate", "days-to-issue", "days-to-issue-p90", "cases-at-once"),
    PROMISES: ("promises-made", "promises-met-rate", "promises-revoked"),
}
_MONTHS = 24
"""Shown; what lies before is in the figures."""


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    on, certificates = day_of(moment), settings().certificates.certificates
    cases = cases_seen(viewer, moment)
    every = timed(cases, on)
    months = by_month(every, certificates)[-_MONTHS:]
    done = [one for month in months for one in month.some]
    whole = month_of("", done, certificates) if done else None
    promises = [standing for _, standing in promises_seen(viewer, moment)]
    context = {
        "months": [_month(one) for one in months],
        "whole": _month(whole) if whole else None,
        "links": _links(whole) if whole else [],
        "bands": [(days, whole.within(days)) for days in published().bands] if whole else [],
        "chart": _chart(months) if months else None,
        "open": _open([one for one in every if not one.span.done], moment),
        "before": sum(one.stands and one.stage in {"accepted", "mock-reviewed"} for one in cases),
        "promises": [
            (key, *PROMISE_STANDINGS[key], promises.count(key)) for key in PROMISE_STANDINGS if key in promises
        ],
        "set": settings().certificates,
        "deal": served().programmes[CASES].fields[settings().deal].name,
        "clock": settings().clock.hours,
        "figures": [one for code, keys in _FIGURES.items() for one in this_year(code, keys, moment)],
        "on": on,
    }
    return render(request, "permits/home.html", context)


def _month(one: Month) -> dict[str, Any]:
    return {
        "label": one.label,
        "many": len(one.some),
        "in_a_day": one.in_a_day,
        "worked": tuple(f"{float(it):.1f}" for it in one.worked),
        "passed": tuple(f"{float(it):.1f}" for it in one.passed),
        "longest": one.longest,
        "longest_hours": f"{float(one.longest.took):.1f}",
    }


def _links(whole: Month) -> list[dict[str, Any]]:
    """Of every link its mean hours and its share of the whole."""
    total = sum(one.took for one in whole.links)
    return [
        {
            "certificate": one.certificate,
            "waiting": f"{float(one.waiting):.1f}",
            "handling": f"{float(one.handling):.1f}",
            "took": f"{float(one.took):.1f}",
            "percent": round(100 * one.took / total) if total else 0,
            "longest": one == whole.longest,
        }
        for one in whole.links
    ]


def _chart(months: Sequence[Month]) -> dict[str, Any]:
    """Mean office hours, month by month, on top of each other: they add up to the mean of the whole."""
    series = [
        {
            "name": f"{Words(*certificate.name)} · {words}",
            "values": [f"{float(getattr(month.links[at], key)):.2f}" for month in months],
        }
        for at, certificate in enumerate(one.certificate for one in months[0].links)
        for key, words in (("waiting", WAITING), ("handling", HANDLING))
    ]
    return {
        "kind": "bars",
        "about": str(Words("每月四证平均用时，按环节", "Mean office hours to the certificates by month, link by link")),
        "unit": str(Words("工作小时", "office hours")),
        "across": [one.label for one in months],
        "stacked": True,
        "series": [one for one in series if any(float(value) for value in one["values"])],
    }


def _open(some: Sequence[Timed], moment: Moment) -> list[dict[str, Any]]:
    """Those under way after their deal, the longest first, with what each waits for."""
    certificates = settings().certificates.certificates
    rows, ordered = [], sorted(some, key=lambda it: (-it.span.took.worked, it.case.code))
    for one, list_ in zip(ordered, lists_of((it.case for it in ordered), moment), strict=True):
        waits = max((link for link in one.span.links if link.open), key=lambda link: link.took)
        missing = lacking(list_, waits.certificate.key)
        rows.append({
            "case": one.case, "hours": hours(one.span.took.worked), "days": one.span.days, "waits": waits.certificate,
            "lacks": len(one.case.lacks(certificates)), "missing": len(missing),
        })  # fmt: skip
    return rows


@require_safe
@needs(Action.SEE, enterprises=True)
def rules(request: HttpRequest) -> HttpResponse:
    """The list with its conditions and sources, the sets, what may be promised, the limits."""
    fields, texts = programme_called(CASES).fields, published()
    names = {one.key: one.name for one in texts.every}
    context = {
        "materials": [
            {
                "one": one,
                "when": one.when.said(fields),
                "certificates": [names[key] for key in one.certificates],
                "issued": names.get(one.issued),
                "mark": MARKS[one.source.mark],
            }
            for one in materials()
        ],
        "sets": [(one, MARKS[one.origin.mark]) for one in texts.sets.values()],
        "chosen": settings().certificates.code,
        "may": [(one, one.when.said(fields), MARKS[one.origin.mark]) for one in promising().may],
        "never": [(one, one.when.said(fields), MARKS[one.origin.mark]) for one in promising().never],
        "promising": promising(),
        "before_start": texts.before_start,
        "limits": [(names[key], one, MARKS[one.origin.mark]) for key, one in texts.limits.items()],
        "settings": settings(),
        "deal": fields[settings().deal].name,
    }
    return render(request, "permits/rules.html", context)
