"""名次: the firms by their scores, with the interval of each rank; filtered, taken along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.growth.record import Recorded
from dajuan.systems.growth.results import Line
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.systems.growth.held import Held, firms_seen, held, known_runs, run_asked
from dajuan.web.systems.growth.words import REASONS, SIZES, industries, times_of
from dajuan.web.words import Words, spoken

_PAGE = 50
_BINS = 10


class Asked(NamedTuple):
    """What the address asks for."""

    text: str
    industry: str
    size: str
    left_out: bool
    start: int


class Ranked(NamedTuple):
    """A row of the list."""

    line: Line
    name: str
    industry: str
    size: str
    why: Words | None
    low: float
    width: float
    """Of the interval, in hundredths of all ranks."""


def asked_of(request: HttpRequest) -> Asked:
    get = request.GET
    start = get.get("from", "")
    return Asked(
        get.get("q", "").strip()[:100],
        get.get("industry", ""),
        get.get("size", ""),
        get.get("left") == "1",
        min(int(start), 10**6) if start.isdecimal() and len(start) < 8 else 0,
    )


def chosen(one: Held, asked: Asked, seen: Mapping[str, Row]) -> list[Line]:
    """The lines asked for, of firms that the viewer sees."""
    return [
        line
        for line in one.results.lines
        if line.code in seen
        and (line.left_out == "data" if asked.left_out else line.rank is not None)
        and (not asked.industry or line.industry == asked.industry)
        and (not asked.size or line.size == asked.size)
        and (not asked.text or asked.text in line.code or asked.text in seen[line.code].name)
    ]


@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    found = known_runs(request)
    one = run_asked(request, found)
    viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "tab": "home",
        "runs": found,
        "run": one,
        "may_export": viewer.may(Action.EXPORT),
    }
    if one is None:
        return render(request, "growth/home.html", context)
    own, asked, seen = held(one), asked_of(request), firms_seen(viewer)
    lines, named = chosen(own, asked, seen), industries()
    part = lines[asked.start : asked.start + _PAGE]
    context |= {
        "asked": asked,
        "own_scheme": own.scheme,
        "industries": named,
        "sizes": SIZES,
        "rows": [_ranked(line, seen[line.code], named, one.firms) for line in part],
        "count": len(lines),
        "next": asked.start + _PAGE if asked.start + _PAGE < len(lines) else None,
        "previous": max(0, asked.start - _PAGE) if asked.start else None,
        "chart": _histogram(own),
        "idle": [own.scheme.named(key) for key in own.made.screened.idle],
        "unclassed": sum(1 for line in own.results.lines if not line.size),
    }
    return render(request, "growth/home.html", context)


def _ranked(line: Line, row: Row, named: Mapping[str, Name], firms: int) -> Ranked:
    low, high = line.low or 1, line.high or 1
    return Ranked(
        line,
        row.name,
        named[line.industry].said(spoken()) if line.industry in named else line.industry,
        str(SIZES.get(line.size, "")),
        REASONS.get(line.left_out),
        round(100 * (low - 1) / max(firms, 1), 2),
        round(max(100 * (high - low) / max(firms, 1), 1.0), 2),
    )


def _histogram(own: Held) -> dict[str, Any]:
    scores = own.made.scores[~np.isnan(own.made.scores)]
    count, ends = np.histogram(scores, bins=_BINS)
    return {
        "kind": "bars",
        "unit": str(Words("家", "firms")),
        "about": str(Words("得分分布", "Scores")),
        "across": [f"{low:.0f}–{high:.0f}" for low, high in pairwise(ends)],
        "series": [{"name": str(Words("企业", "Firms")), "values": [int(one) for one in count]}],
    }


COLUMNS = (
    Column("rank", "名次", "rank", "whole", 8),
    Column("rank_low", "名次区间起", "rank from", "number", 10),
    Column("rank_high", "名次区间止", "rank to", "number", 10),
    Column("score", "得分", "score", "number", 10),
    Column("code", "统一社会信用代码", "credit code", "text", 22),
    Column("name", "企业", "firm", "text", 32),
    Column("industry", "行业", "industry", "text", 16),
    Column("size", "划型", "size", "text", 8),
    Column("run", "测算", "run", "text", 10),
    Column("scheme", "方案", "scheme", "text", 16),
)


@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list that is asked for, whole, with each indicator's value."""
    one = run_asked(request, known_runs(request))
    if one is None:
        raise Http404
    own, seen = held(one), firms_seen(request.viewer)  # type: ignore[attr-defined]
    lines = chosen(own, asked_of(request), seen)
    extra = [
        Column(key, f"{each.name.zh}（{each.unit}）" if each.unit else each.name.zh, each.name.said("en"), "number", 14)
        for key, each in own.scheme.indicators.items()
    ]
    return table(form, [*COLUMNS, *extra], _cells(one, own, lines, seen), name=f"growth-{one.code}", sheet="growth")


def _cells(one: Recorded, own: Held, lines: Iterable[Line], seen: Mapping[str, Row]) -> Iterable[list[Cell]]:
    places, names = own.results.places(), industries()
    times = [times_of(each) for each in own.scheme.indicators.values()]
    for line in lines:
        values = own.results.table.values[places[line.code]]
        industry = names[line.industry].said(spoken()) if line.industry in names else line.industry
        yield [
            line.rank, line.low, line.high, line.score, line.code, seen[line.code].name, industry,
            str(SIZES.get(line.size, "")), one.code, one.scheme,
            *(None if np.isnan(value) else float(value) * by for value, by in zip(values, times, strict=True)),
        ]  # fmt: skip
