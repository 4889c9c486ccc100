"""Words and numbers of works as its pages show them. Sums in 亿元, of single projects in 万元; what is kept is 分."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from dajuan.answers.schedule import due
from dajuan.figures.period import period_with, split_into
from dajuan.standards.supervision.lights import state_names
from dajuan.systems.works.foresight import End
from dajuan.systems.works.progress import Progress, Whole
from dajuan.systems.works.project import PROGRAMMES, PROJECTS, Project
from dajuan.web.programmes.cells import stage_said, value_said
from dajuan.web.served import served
from dajuan.web.systems.works.seen import Seen
from dajuan.web.words import Words, spoken

_YI, _WAN = 10**10, 10**6


def yi(fen: float) -> str:
    return f"{fen / _YI:,.2f}"


def wan(fen: float | None) -> str:
    return "" if fen is None else f"{fen / _WAN:,.2f}"


def between(end: End, unit: int = _YI) -> str:
    return f"{end.low80 / unit:,.2f}–{end.high80 / unit:,.2f}"


def address_of(one: Project) -> str:
    return reverse("works:project" if one.row.programme == PROJECTS else "works:public", args=[one.row.code])


def lists() -> dict[str, str]:
    """Those that the zone keeps, by their programmes."""
    packs = served().programmes
    return {code: packs[code].name.said(spoken()) for code in PROGRAMMES if code in packs}


def stage_of(one: Project) -> str:
    return stage_called(one, one.stage)


def stage_called(one: Project, key: str) -> str:
    return stage_said(served().programmes[one.row.programme], key, spoken())


def kind_of(one: Project) -> str:
    """What kind of project or work it is, as its pack says."""
    key = "category" if one.row.programme == PROJECTS else "kind"
    field = served().programmes[one.row.programme].fields.get(key)
    return value_said(field, one.row.fields[key], spoken()) if key in one.row.fields else ""


def told(one: Progress, seen: Seen) -> dict[str, Any]:
    """A project's row."""
    key, foresight = one.project.key, seen.book.foresight
    end = None if key in foresight.unknown else foresight.end([key])
    return {
        "one": one,
        "name": one.project.row.name or one.project.row.code,
        "list": lists()[one.project.row.programme],
        "address": address_of(one.project),
        "stage": stage_of(one.project),
        "kind": kind_of(one.project),
        "owners": one.project.row.owners,
        "plan": wan(one.plan),
        "done": wan(one.done),
        "colour": served().rules.lights.colours[one.state],
        "state": state_names()[one.state],
        "expected": wan(end.expected) if end else "",
        "between": between(end, _WAN) if end and end.low80 != end.high80 else "",
        "months": foresight.known[foresight.places[key]],
    }


def course(seen: Seen, whole: Whole, end: End) -> dict[str, Any]:
    """The year's line: what was done by each month's end, what was due, and where it will end, 亿元."""
    book = seen.book
    ends = [month.end for month in split_into(period_with("year", date(book.year, 1, 1)), "month")]
    last = book.upto.month if book.upto else 0
    first, final = date(book.year, 1, 1), date(book.year, 12, 31)
    curve = served().rules.curve
    done = [sum(one.project.done(first, on) for one in seen.progress) if on.month <= last else None for on in ends]
    due_by = [float(due(curve, on, start=first, deadline=final)) * whole.plan for on in ends]
    chart: dict[str, Any] = {
        "kind": "line",
        "unit": "亿元",
        "about": str(Words(f"{book.year} 年累计完成投资", f"Invested to date in {book.year}")),
        "at": [f"{on:%Y-%m}" for on in ends],
        "lines": [
            {"name": str(Words("累计完成", "Done")), "role": "actual", "values": [_yi(fen) for fen in done]},
            {"name": str(Words("序时", "Due")), "role": "schedule", "values": [_yi(fen) for fen in due_by]},
        ],
    }
    if 0 < last < 12:
        fan = {
            "values": end.expected,
            "low80": end.low80,
            "high80": end.high80,
            "low95": end.low95,
            "high95": end.high95,
        }
        start, steps = whole.done, 12 - last
        chart["forecast"] = {"name": str(Words("预计", "Forecast"))} | {
            key: [
                None if month < last else _yi(start + (to - start) * (month - last) / steps) for month in range(1, 13)
            ]
            for key, to in fan.items()
        }
    return {
        "chart": chart,
        "rows": [
            (on, None if fen is None else yi(fen), yi(by)) for on, fen, by in zip(ends, done, due_by, strict=True)
        ],
    }


def months_chart(one: Project, year: int) -> dict[str, Any]:
    """A project's months of two years, 万元."""
    some = [month for month in one.months if month.end.year in (year - 1, year)]
    return {
        "kind": "bars",
        "unit": "万元",
        "about": str(Words("各月完成投资", "Invested by month")),
        "across": [f"{month.end:%Y-%m}" for month in some],
        "series": [{"name": str(Words("完成投资", "Invested")), "values": [month.fen / _WAN for month in some]}],
    }


def _yi(fen: float | None) -> float | None:
    return None if fen is None else round(fen / _YI, 4)
