"""Whether the scheme holds together (coherence), and what other choices would come to (uncertainty, sensitivity)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.indices.coherence import AGAINST, SAME, OfGroup, Pair, of_all
from dajuan.indices.explain import dropped
from dajuan.indices.sensitivity import Sensitivity
from dajuan.systems.growth.record import Recorded
from dajuan.systems.growth.sensitivity import sensitivity_of
from dajuan.systems.growth.trouble import GrowthError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.start import start
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.systems.growth.held import Held, firms_seen, held, known_runs, run_asked, run_called
from dajuan.web.systems.growth.rights import may_prepare
from dajuan.web.systems.growth.words import FACTORS, METHODS
from dajuan.web.words import Words, spoken

_IDLE = {"absent": Words("（没有人填）", "(nobody states it)"), "constant": Words("（人人相同）", "(the same for all)")}
_WIDEST = 15
"""Firms shown whose ranks are the least sure."""


class Cell(NamedTuple):
    shown: str
    tone: str
    """``plus-1`` … ``plus-3``, ``minus-1`` … ``minus-3``, or nothing."""


class Shown(NamedTuple):
    """A group on the coherence page."""

    group: OfGroup
    name: str
    heads: list[str]
    rows: list[tuple[str, list[Cell], str, str]]
    """Of each child: name, correlations, with the group, alpha without it."""
    alpha: str
    components: list[tuple[int, str, str, list[str]]]
    """Number, eigenvalue, share, loadings."""
    same: list[str]
    against: list[str]
    """Pairs that say nearly the same, that pull against each other."""


@needs(Action.SEE)
def coherence(request: HttpRequest) -> HttpResponse:
    found = known_runs(request)
    one = run_asked(request, found)
    context: dict[str, Any] = {"tab": "coherence", "runs": found, "run": one, "same": SAME, "against": AGAINST}
    if one is not None:
        own = held(one)
        context["groups"] = [_shown(each, own) for each in of_all(own.made)]
        context["treated"] = [(own.scheme.named(key).said(spoken()), what) for key, what in own.made.treated.items()]
        context["idle"] = [
            f"{own.scheme.named(key).said(spoken())} {_IDLE[why]}" for key, why in own.made.screened.idle.items()
        ]
    return render(request, "growth/coherence.html", context)


def _shown(group: OfGroup, own: Held) -> Shown:
    heads = [own.scheme.named(key).said(spoken()) for key in group.children]
    rows = [
        (
            name,
            [_cell(value) for value in group.correlations[at]],
            _number(group.with_group[at]),
            _number(group.without[at]),
        )
        for at, name in enumerate(heads)
    ]
    parts = group.components
    components = []
    if parts is not None:
        total = float(parts.explained.sum())
        components = [
            (at + 1, f"{value:.2f}", f"{value / total:.0%}", [f"{one:.2f}" for one in parts.loadings[:, at]])
            for at, value in enumerate(parts.explained)
            if at < 4
        ]
    alpha = "" if group.alpha is None else _number(group.alpha)
    pairs = [_pairs(some, own) for some in (group.same, group.against)]
    return Shown(group, own.scheme.named(group.key).said(spoken()), heads, rows, alpha, components, *pairs)


def _pairs(some: tuple[Pair, ...], own: Held) -> list[str]:
    return [
        f"{own.scheme.named(one.one).said(spoken())} / {own.scheme.named(one.other).said(spoken())} {one.correlation:.2f}"
        for one in some
    ]


def _cell(value: float) -> Cell:
    if np.isnan(value):
        return Cell("—", "")
    strength = min(3, int(abs(value) * 4))
    return Cell(f"{value:.2f}", f"{'plus' if value > 0 else 'minus'}-{strength}" if strength else "")


def _number(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.2f}"


class Wide(NamedTuple):
    name: str
    code: str
    rank: int
    low: float
    high: float
    left: float
    width: float
    place: float


@needs(Action.SEE)
def uncertainty(request: HttpRequest) -> HttpResponse:
    found = known_runs(request)
    one = run_asked(request, found)
    viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {"tab": "uncertainty", "runs": found, "run": one}
    if one is not None:
        own = held(one)
        known = _kept(request, one)
        context |= {
            "scheme": own.scheme,
            "choices": _choices(own),
            "wide": _widest(own, request, one.firms),
            "within": _within(own),
            "sensitivity": _told(known) if known else None,
            "chart": _chart(known) if known else None,
            "dropped": _dropped(own),
            "may_prepare": may_prepare(viewer) and not request.moment.is_past,  # type: ignore[attr-defined]
        }
    return render(request, "growth/uncertainty.html", context)


def _choices(own: Held) -> list[tuple[Words, list[str]]]:
    """Each factor with what might have been chosen, the scheme's own first."""
    scheme, asked = own.scheme, own.scheme.uncertainty
    usual = scheme.treatment
    points = (
        str(Words("不处理", "untreated"))
        if usual is None
        else str(Words(f"最多 {usual.points} 点", f"{usual.points} points at most"))
    )
    groups = " / ".join(dict.fromkeys(str(METHODS[one.aggregation]) for one in scheme.groups.values()))
    found: list[tuple[Words, list[str]]] = []
    if asked.imputation:
        found.append((FACTORS["imputation"], [str(METHODS[one]) for one in (scheme.imputation, *asked.imputation)]))
    if asked.points:
        told = [str(Words(f"最多 {one} 点", f"{one} points at most")) for one in asked.points]
        found.append((FACTORS["points"], [points, *told]))
    if asked.normalisation:
        methods = (scheme.normalisation, *asked.normalisation)
        found.append((FACTORS["normalisation"], [str(METHODS[one.method]) for one in methods]))
    if asked.weights:
        share = f"±{asked.weights:.0%}"
        found.append((FACTORS["weights"], [str(Words(f"每个权重 {share}", f"every weight {share}"))]))
    if asked.aggregation:
        found.append((FACTORS["aggregation"], [groups, *(str(METHODS[one]) for one in asked.aggregation)]))
    return found


def _widest(own: Held, request: HttpRequest, firms: int) -> list[Wide]:
    seen = firms_seen(request.viewer)  # type: ignore[attr-defined]
    lines = [one for one in own.results.lines if one.rank and one.low and one.high and one.code in seen]
    lines.sort(key=lambda one: -((one.high or 0) - (one.low or 0)))
    scale = 100 / max(firms, 1)
    return [
        Wide(
            seen[one.code].name,
            one.code,
            one.rank or 0,
            one.low or 0,
            one.high or 0,
            round(((one.low or 1) - 1) * scale, 2),
            round(max(((one.high or 1) - (one.low or 1)) * scale, 0.6), 2),
            round(((one.rank or 1) - 1) * scale, 2),
        )
        for one in lines[:_WIDEST]
    ]


def _within(own: Held) -> dict[str, Any]:
    """How wide the intervals are, in places."""
    widths = np.array([(one.high or 0) - (one.low or 0) for one in own.results.lines if one.high is not None])
    if not len(widths):
        return {}
    return {
        "median": f"{np.median(widths):.0f}",
        "p90": f"{np.percentile(widths, 90):.0f}",
        "most": f"{widths.max():.0f}",
    }


def _kept(request: HttpRequest, one: Recorded) -> Sensitivity | None:
    """A run's sensitivity; where it is gone the page says so, and it can be worked out again."""
    try:
        return sensitivity_of(served().ledger, served().zone.evidence(), one)
    except GrowthError as error:
        messages.error(request, str(Words(error.zh, error.en)))
        return None


def _told(known: Sensitivity) -> dict[str, Any]:
    rows = [
        (FACTORS[one.kind], f"{one.first:.2f} ± {one.first_off:.2f}", f"{one.total:.2f} ± {one.total_off:.2f}")
        for one in known.shares
    ]
    return {"runs": known.runs, "mean": f"{known.mean:.1f}", "rows": rows}


def _chart(known: Sensitivity) -> dict[str, Any]:
    return {
        "kind": "bars",
        "horizontal": True,
        "about": str(Words("哪种取法最左右名次", "Which choice moves ranks most")),
        "across": [str(FACTORS[one.kind]) for one in known.shares],
        "series": [
            {"name": str(Words("总效应", "Total")), "values": [max(0, one.total) for one in known.shares]},
            {"name": str(Words("一阶", "First order")), "values": [max(0, one.first) for one in known.shares]},
        ],
    }


def _dropped(own: Held) -> list[tuple[str, str]]:
    """By how many places firms move without each indicator and each side, the most first."""
    scheme = own.scheme
    keys = [key for key in (*scheme.children(scheme.root), *scheme.indicators) if key not in own.made.screened.idle]
    shifts = [(scheme.named(key).said(spoken()), dropped(own.made, key).shift) for key in dict.fromkeys(keys)]
    told = sorted((each for each in shifts if each[1] == each[1]), key=lambda each: -each[1])
    return [(name, f"{shift:.1f}") for name, shift in told]


@require_POST
@needs(Action.PLAN, Action.RECORD, everywhere=True)
def work_out(request: HttpRequest) -> HttpResponse:
    one = run_called(request.POST.get("run", ""))
    return redirect("jobs:one", begin(request.viewer, person_of(request), one).pk)  # type: ignore[attr-defined]


def begin(viewer: Viewer, person: Person, one: Recorded) -> Job:
    """Sensitivity of a run, as a job."""
    if not may_prepare(viewer):
        raise PermissionDenied
    title = str(Words(f"敏感性分析 {one.code}", f"Sensitivity of {one.code}"))
    return start("growth-sensitivity", by=person, title=title, run=one.code, actor=viewer.actor)
