"""Words and numbers of works as its pages show them. Sums in 亿元, of single projects in 万元; what is kept is 分."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from dajuan.answers.schedule import due
from dajuan.standards.supervision.lights import state_names
from dajuan.systems.works.foresight import End
from dajuan.systems.works.progress import Progress
from dajuan.systems.works.project import PROJECTS, Project
from dajuan.web.served import served
from dajuan.web.systems.works.seen import Seen
from dajuan.web.words import Words, spoken

LISTS = {"investment-projects": Words("投资项目", "Project"), "public-works": Words("公共工程", "Public work")}
_YI, _WAN = 10**10, 10**6


def yi(fen: float) -> str:
    return f"{fen / _YI:,.2f}"


def wan(fen: float | None) -> str:
    return "" if fen is None else f"{fen / _WAN:,.2f}"


def between(end: End, unit: int = _YI) -> str:
    return f"{end.low80 / unit:,.2f}–{end.high80 / unit:,.2f}"


def address_of(one: Project) -> str:
    return reverse("works:project" if one.row.programme == PROJECTS else "works:public", args=[one.row.code])


def stage_of(one: Project) -> str:
    return stage_called(one, one.stage)


def stage_called(one: Project, key: str) -> str:
    pack = served().programmes.get(one.row.programme)
    stage = pack.stages.get(key) if pack else None
    return stage.name.said(spoken()) if stage else key


def kind_of(one: Project) -> str:
    """What kind of project or work it is, as its pack says."""
    pack = served().programmes.get(one.row.programme)
    key = "category" if one.row.programme == PROJECTS else "kind"
    field = pack.fields.get(key) if pack else None
    said = one.row.fields.get(key)
    return next((choice.name.said(spoken()) for choice in field.choices if choice.key == said), "") if field else ""


def told(one: Progress, seen: Seen) -> dict[str, Any]:
    """A project's row."""
    key, foresight = one.project.key, seen.book.foresight
    end = None if key in foresight.unknown else foresight.end([key])
    return {
        "one": one,
        "name": one.project.row.name or one.project.row.code,
        "list": LISTS[one.project.row.programme],
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
        "chance": None if end is None or not one.plan else foresight.chance([key], one.plan),
        "months": foresight.known[foresight.places[key]],
    }


def course(seen: Seen) -> dict[str, Any]:
    """The year's line: what was done by each month's end, what was due, and where it will end, 亿元."""
    book, whole, end = seen.book, seen.whole, seen.end
    ends = [_month_end(book.year, month) for month in range(1, 13)]
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


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _yi(fen: float | None) -> float | None:
    return None if fen is None else round(fen / _YI, 4)
