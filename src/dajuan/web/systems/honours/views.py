"""Pages of platforms, their reviews, prizes, projects, listings, and of what one firm has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.honours.listings import EXCHANGES, LISTINGS, WAY, board_matrix, listed_firms
from dajuan.systems.honours.parts import part_in, parts
from dajuan.systems.honours.platforms import (
    IN_FORCE,
    LEVELS,
    PLATFORMS,
    REVIEWS,
    Platform,
    doubles,
    grades,
    is_chosen,
    matrix,
)
from dajuan.systems.honours.schemes import Effect, Scheme
from dajuan.systems.honours.settings import settings_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch, whole_number
from dajuan.web.records.entries import Told, told
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.honours.seen import (
    PRIZES,
    PROJECTS,
    listings_at,
    naming,
    platform_called,
    platforms_at,
    row_called,
    rows_at,
)
from dajuan.web.systems.honours.shown import (
    EFFECTS,
    PARTS,
    VALIDITIES,
    choices,
    documents,
    said_of,
    sharers,
    stage_of,
)
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words

_FIGURES = {
    PLATFORMS: ("platforms", "platforms-new", "national-platforms-new", "provincial-platforms-new", "platforms-withdrawn"),
    REVIEWS: ("carriers-reviewed", "carriers-excellent", "reviews-to-mend", "reviews-failed"),
    PRIZES: ("prizes", "prizes-national", "prizes-provincial", "prizes-first"),
    PROJECTS: ("projects-approved", "projects-provincial-up", "majors", "grants", "under-way"),
    LISTINGS: ("listed-new", "quoted-new", "raised", "listed-domestic", "listed-abroad", "quoted"),
}  # fmt: skip
_SECOND = {PRIZES: "prize", PROJECTS: "plan"}
"""By what prizes and projects are told apart besides their level."""
_REACHED = {PRIZES: ("awarded",), PROJECTS: ("approved", "accepted")}
"""The stages in which one is had."""


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """Level by kind, each cell a list; whoever has to be looked at first comes first."""
    viewer, moment = seen_by(request)
    every, asked = platforms_at(viewer, moment), request.GET
    kind, level, validity = asked.get("kind", ""), asked.get("level", ""), asked.get("validity", "")
    found = [one for one in every if is_chosen(one, kind, level, validity)]
    shown = stretch(found, asked.get("from"))
    kinds, counted = choices(PLATFORMS, "kind"), matrix(every)
    many = Counter(one.validity for one in every)
    context = {
        "levels": [(key, served().programmes[PLATFORMS].stages[key].name) for key in LEVELS],
        "matrix": [(key, name, _cells(counted[key])) for key, name in kinds.items() if key in counted],
        "totals": _cells(sum(counted.values(), Counter())),
        "validities": [(key, name, many[key]) for key, name in VALIDITIES.items()],
        "chosen": {"kind": kind, "level": level, "validity": validity},
        "parts": parts(one.row for one in every if one.validity in IN_FORCE),
        "rows": _platforms(shown.rows),
        "stretch": shown,
        "doubles": doubles(every),
        "should_go": [one for one in every if one.should_go],
        "wrong": [one for one in every if one.wrong_grades or one.wrong_flags],
        "figures": this_year(PLATFORMS, _FIGURES[PLATFORMS], moment),
        "expiring_days": settings_of(served().zone).expiring_days,
        "on": day_of(moment),
    }
    return render(request, "honours/home.html", context)


def _cells(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """In the order of levels, and all of them at the end under no level."""
    return [*((level, counted.get(level, 0)) for level in LEVELS), ("", sum(counted.values()))]


def _platforms(some: Sequence[Platform]) -> list[dict[str, Any]]:
    rows = [one.row for one in some]
    kinds, whose, papers = choices(PLATFORMS, "kind"), sharers(rows), documents(rows)
    return [
        {
            "one": one,
            "kind": kinds.get(one.kind),
            "stage": stage_of(one.row),
            "validity": VALIDITIES[one.validity],
            "sharers": whose[one.code],
            "papers": papers.get(one.code, ()),
            "effect": EFFECTS[one.effect],
            "applying": "" if one.row.fields.get("applying") in ("none", one.level) else said_of(one.row, "applying"),
            "outside": one.row.fields.get("partners-outside", ""),
        }
        for one in some
    ]


@require_safe
@needs(Action.SEE, enterprises=True)
def platform(request: HttpRequest, code: str) -> HttpResponse:
    """One platform: how it came to its level, by which documents, its reviews and what they lead to, whose it is."""
    viewer, moment = seen_by(request)
    found = platform_called(viewer, code, moment)
    settings, names, levels = settings_of(served().zone), choices(REVIEWS, "grade"), choices(REVIEWS, "level")
    context = {
        **_platforms([found])[0],
        "reviews": [
            (one, levels[one.level], *_graded(settings.scheme(found.kind, one.level), one.grade, names))
            for one in reversed(found.reviews)
        ],
        "wrong": [(one, names[due], names[one.grade]) for one, due in found.wrong_grades],
        "days_past": -(found.days_left or 0),
        "steps": _steps(found.row, moment.size, day_of(moment)),
        "programme": PLATFORMS,
    }
    return render(request, "honours/platform.html", context)


def _graded(scheme: Scheme, grade: str, names: Mapping[str, Name]) -> tuple[Words, Words]:
    """A grade as its rule calls it, and what follows; as the pack calls it where the rule has no such."""
    said = scheme.grades.get(grade)
    effect = said.effect if said and scheme.judges else Effect.UNKNOWN
    return Words(said.name if said else names[grade].zh, names[grade].said("en")), EFFECTS[effect]


def _steps(row: Row, size: int | None, on: date) -> list[Told]:
    """What was recorded of it and still counts, newest first."""
    found = [one for one in told(row.programme, row.code, size=size, as_of=on) if one.later.counts]
    return sorted(found, key=lambda one: (one.entry.effective_on, one.seq), reverse=True)


@require_safe
@needs(Action.SEE)
def reviews(request: HttpRequest) -> HttpResponse:
    """A year's grades by kind; which rules of review are on file and what they say."""
    viewer, moment = seen_by(request)
    every = platforms_at(viewer, moment)
    years = sorted({review.year for one in every for review in one.reviews}, reverse=True)
    year = whole_number(request.GET.get("year")) or (years[0] if years else day_of(moment).year)
    kinds, names, counted = choices(PLATFORMS, "kind"), choices(REVIEWS, "grade"), grades(every, year)
    given = [(one, review) for one in every for review in one.reviews if review.year == year]
    context = {
        "years": years,
        "year": year,
        "names": names,
        "matrix": [(kinds[key], [counted[key][grade] for grade in names]) for key in kinds if key in counted],
        "given": [(one, kinds.get(one.kind), review, names[review.grade]) for one, review in given],
        "waiting": [one for one in every if one.next_review is not None and one.next_review <= day_of(moment).year],
        "schemes": [
            (
                scheme,
                [
                    (Words(grade.name, names[key].said("en")), EFFECTS[grade.effect])
                    for key, grade in scheme.grades.items()
                ],
            )
            for scheme in settings_of(served().zone).schemes
        ],
        "figures": this_year(REVIEWS, _FIGURES[REVIEWS], moment),
        "on": day_of(moment),
    }
    return render(request, "honours/reviews.html", context)


@require_safe
@needs(Action.SEE)
def results(request: HttpRequest, programme: str) -> HttpResponse:
    """Prizes or projects: those of a year, or all, by level; each once, whoever shares it."""
    viewer, moment = seen_by(request)
    rows = [row for row in rows_at(viewer, programme, moment) if row.stage in _REACHED[programme]]
    years = sorted({row.stage_on.year for row in rows if row.stage_on}, reverse=True)
    year, level = whole_number(request.GET.get("year")), request.GET.get("level", "")
    of_year = [row for row in rows if not year or (row.stage_on and row.stage_on.year == year)]
    listed = sorted(
        (row for row in of_year if not level or row.fields.get("level") == level),
        key=lambda row: (row.stage_on, row.code), reverse=True,
    )  # fmt: skip
    shown = stretch(listed, request.GET.get("from"))
    second, levels = choices(programme, _SECOND[programme]), choices(programme, "level")
    counted = Counter((row.fields.get(_SECOND[programme]), row.fields.get("level")) for row in of_year)
    context = {
        "programme": served().programmes[programme],
        "years": years,
        "year": year,
        "level": level,
        "levels": levels,
        "matrix": [(name, [counted[key, one] for one in levels]) for key, name in second.items()],
        "parts": parts(of_year),
        "rows": _results(shown.rows),
        "stretch": shown,
        "figures": this_year(programme, _FIGURES[programme], moment),
        "on": day_of(moment),
    }
    return render(request, "honours/results.html", context)


def _results(rows: Sequence[Row]) -> list[dict[str, Any]]:
    whose, papers = sharers(rows), documents(rows)
    return [
        {
            "row": row,
            "stage": stage_of(row),
            "level": said_of(row, "level"),
            "second": said_of(row, _SECOND[row.programme]),
            "grade": said_of(row, "grade"),
            "grant": said_of(row, "grant"),
            "sharers": whose[row.code],
            "papers": papers.get(row.code, ()),
        }
        for row in rows
    ]


@require_safe
@needs(Action.SEE, enterprises=True)
def result(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """One prize or project: whose it is, by which document, what became of it."""
    viewer, moment = seen_by(request)
    row = row_called(viewer, programme, code, moment)
    context = {
        **_results([row])[0],
        "programme": served().programmes[programme],
        "others": row.fields.get("others", ""),
        "total": said_of(row, "total"),
        "steps": _steps(row, moment.size, day_of(moment)),
    }
    return render(request, "honours/result.html", context)


@require_safe
@needs(Action.SEE)
def listings(request: HttpRequest) -> HttpResponse:
    """From the reserve to the exchange: how many stand where, what was raised, whose letter runs out."""
    viewer, moment = seen_by(request)
    every, stages = listings_at(viewer, moment), served().programmes[LISTINGS].stages
    board, stage = request.GET.get("board", ""), request.GET.get("stage", "")
    found = [one for one in every if (not board or one.board == board) and (not stage or one.stage == stage)]
    found.sort(key=lambda one: (one.letter_until is None, one.letter_until, -list(stages).index(one.stage or WAY[0])))
    shown = stretch(found, request.GET.get("from"))
    boards, counted = choices(LISTINGS, "board"), board_matrix(every)
    context = {
        "way": [(key, stages[key].name, sum(one.stage == key for one in every)) for key in stages],
        "stages": [(key, one.name) for key, one in stages.items()],
        "matrix": [(key, name, [(one, counted[key][one]) for one in stages]) for key, name in boards.items() if key in counted],
        "chosen": {"board": board, "stage": stage},
        "rows": [(one, boards.get(one.board), stage_of(one.row), said_of(one.row, "raised") if one.raised is not None else "") for one in shown.rows],
        "stretch": shown,
        "listed": len(listed_firms(every)),
        "twice": sum(one.stage == "listed" and one.board in EXCHANGES for one in every) - len(listed_firms(every)),
        "settings": settings_of(served().zone),
        "figures": this_year(LISTINGS, _FIGURES[LISTINGS], moment),
        "on": day_of(moment),
    }  # fmt: skip
    return render(request, "honours/listings.html", context)


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """All that a firm has, alone or with others: shared ones stand on every sharer's page and once in the zone's count."""
    viewer, moment = seen_by(request)
    row = enterprise_called(viewer, code, moment)
    mine = {one.code for one in naming(viewer, row.code, PLATFORMS, moment)}
    held = [one for one in platforms_at(viewer, moment) if one.code in mine] if mine else []
    context = {
        "row": row,
        "platforms": [{**one, "part": _part(one["one"].row, code)} for one in _platforms(held)],
        "results": [
            (served().programmes[programme], [{**one, "part": _part(one["row"], code)} for one in _results(some)])
            for programme in (PRIZES, PROJECTS)
            if (some := _newest(naming(viewer, row.code, programme, moment)))
        ],
        "listings": [(one, stage_of(one), said_of(one, "board"), said_of(one, "raised")) for one in naming(viewer, row.code, LISTINGS, moment)],
        "on": day_of(moment),
    }  # fmt: skip
    return render(request, "honours/enterprise.html", context)


def _part(row: Row, firm: str) -> Any:
    part = part_in(row, firm)
    return PARTS[part] if part else ""


def _newest(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.stage_on or row.since, row.code), reverse=True)
