"""Pages of the catalogue and of scenes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.governance.datasets import DATA_SETS, DataSet, is_open
from dajuan.systems.governance.dcat import MEDIA_TYPE
from dajuan.systems.governance.scenes import SCENES, Scene
from dajuan.systems.governance.settings import settings_of
from dajuan.systems.governance.validity import CODE
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.governance.seen import (
    all_services,
    data_set_called,
    data_sets,
    rows_lacking,
    rows_wrong,
    scene_called,
    seen_scenes,
)
from dajuan.web.systems.governance.told import whole_catalogue
from dajuan.web.systems.governance.words import CYCLES, DIMENSIONS, OWNED_BY, choice_of
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words, spoken

_PROJECTS = ("investment-projects", "public-works")
_OPEN_FIGURES = ("published-to-date", "published", "listed-now", "shared")
_SCENE_FIGURES = ("offered", "testing", "concluded", "pass-rate", "adopted")
_DRAWN = 10
"""Data sets that the chart has room for."""


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """Every data set, the stale in front, then the lowest scores."""
    viewer, moment = seen_by(request)
    all_, settings = data_sets(moment), settings_of(served().zone)
    said, held = request.GET.get("q", "").strip(), request.GET.get("held", "")
    found = [one for one in all_ if _is_asked(one, said, held, stale=bool(request.GET.get("stale")))]
    shown = stretch(found, request.GET.get("from"))
    context = {
        "rows": [_line(one, settings.low) for one in shown.rows],
        "stretch": shown,
        "found": len(found),
        "q": said,
        "held": held,
        "stale_only": request.GET.get("stale", ""),
        "held_here": sum(one.pack is not None for one in all_),
        "held_elsewhere": sum(one.pack is None for one in all_),
        "stale": sum(one.fresh.is_stale for one in all_),
        "low": sum(one.quality.score is not None and one.quality.score < settings.low for one in all_),
        "least": settings.low,
        "open": sum(is_open(one.row) for one in all_),
        "operations": sum(len(one.operations) for one in all_services()),
        "weights": [(DIMENSIONS[key][0], weight) for key, weight in settings.weights.items()],
        "chart": _chart(shown.rows[:_DRAWN], moment),
        "drawn": _DRAWN,
        "projects": _projects(viewer, [*_declaring(all_), *_scene_rows(viewer, moment)], moment),
        "figures": this_year(DATA_SETS, _OPEN_FIGURES, moment),
        "may_declare": DATA_SETS in served().programmes,
        "on": day_of(moment),
    }
    return render(request, "governance/home.html", context)


def _is_asked(one: DataSet, said: str, held: str, *, stale: bool) -> bool:
    words = " ".join((one.code, one.name.zh, one.name.en, *one.owners)).lower()
    where = "here" if one.pack else "elsewhere"
    return said.lower() in words and held in ("", where) and (one.fresh.is_stale or not stale)


def _line(one: DataSet, least: int) -> dict[str, Any]:
    score = one.quality.score
    return {
        "set": one,
        "cycle": _cycle(one),
        "score": None if score is None else float(score),
        "is_low": score is not None and score < least,
        "open": choice_of(one.row, "open") if is_open(one.row) else None,
        "measures": [(DIMENSIONS[key][0], getattr(one.quality, key)) for key in DIMENSIONS],
    }


def _cycle(one: DataSet) -> Words | None:
    if one.fresh.cycle:
        words = CYCLES[one.fresh.cycle.key]
        return words if one.fresh.is_declared else Words(f"约{words.zh}", f"about {words.en}")
    return Words("不定期", "irregularly") if one.fresh.is_declared else None


def _chart(some: Sequence[DataSet], moment: Moment) -> dict[str, Any] | None:
    """The measures of the data sets in front of the list, in percent."""
    if not some:
        return None
    return {
        "kind": "bars",
        "horizontal": True,
        "unit": "%",
        "about": str(Words("列在前面的数据集的三项质量", "The three measures of the data sets in front")),
        "across": [one.name.zh if spoken() == "zh" else one.name.en for one in some],
        "series": [
            {"name": str(words), "values": [_percent(getattr(one.quality, key)) for one in some]}
            for key, (words, _) in DIMENSIONS.items()
        ],
        "links": [moment.on(reverse("governance:data", args=[one.code])) for one in some],
    }


def _percent(measure: Any) -> float | None:
    return None if measure is None else round(float(measure.share) * 100, 1)


@require_safe
@needs(Action.SEE)
def data(request: HttpRequest, code: str) -> HttpResponse:
    """One data set: whose it is, how often it is updated, its score with every numerator and denominator."""
    viewer, moment = seen_by(request)
    one, settings = data_set_called(code, moment), settings_of(served().zone)
    measured = [key for key in DIMENSIONS if getattr(one.quality, key) is not None]
    context = {
        **_line(one, settings.low),
        "owned_by": OWNED_BY[one.owned_by],
        "measured": [
            (key, *DIMENSIONS[key], getattr(one.quality, key), settings.weights[key] if key in measured else None)
            for key in DIMENSIONS
        ],
        "lacking": [each for each in one.content.filled if each.lacks],
        "wrong": [(_field(one, key), many) for key, many in one.content.faults.items()],
        "share": choice_of(one.row, "share"),
        "openness": choice_of(one.row, "open"),
        "used_by": _used_by(viewer, one, moment),
        "projects": _projects(viewer, [one.row] if one.row else [], moment),
        "services": [each for each in all_services() if one.code in each.programmes] if one.pack else [],
        "on": day_of(moment),
    }
    return render(request, "governance/data.html", context)


def _field(one: DataSet, key: str) -> Name:
    pack = one.pack or served().programmes[DATA_SETS]
    if key == CODE:
        return Name("编号", "Code")
    return pack.fields[key].name if key in pack.fields else pack.links[key].name if key in pack.links else Name(key)


def _used_by(viewer: Viewer, one: DataSet, moment: Moment) -> list[Row]:
    """Scenes that use it."""
    if one.row is None:
        return []
    return [row for row in _scene_rows(viewer, moment) if one.row.code in row.linked("data")]


def _scene_rows(viewer: Viewer, moment: Moment) -> list[Row]:
    """None where the zone keeps none."""
    return [one.row for one in seen_scenes(viewer, moment)] if SCENES in served().programmes else []


def _declaring(some: Iterable[DataSet]) -> list[Row]:
    return [one.row for one in some if one.row is not None]


def _projects(viewer: Viewer, some: Iterable[Row], moment: Moment) -> list[tuple[Row, Name | None]]:
    """Those that rows of the catalogue and scenes are linked to, each once, with their stages."""
    found, known, linked = [], served().subjects(), list(some)
    for programme, relation in zip(_PROJECTS, ("project", "works"), strict=True):
        pack, codes = served().programmes.get(programme), {code for row in linked for code in row.linked(relation)}
        if pack is None or not codes:
            continue
        for one in every(known, programme, only=codes, as_of=moment.as_of, size=moment.size):
            if sees(viewer, one):
                stage = pack.stages.get(one.stage)
                found.append((one, stage.name if stage else None))
    return found


@require_safe
@needs(Action.SEE)
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows behind a score: those that lack a field (``lacking=field``), or whose values do not pass."""
    viewer, moment = seen_by(request)
    one, lacking = data_set_called(code, moment), request.GET.get("lacking", "")
    found: Sequence[Any] = rows_lacking(viewer, one, lacking, moment) if lacking else rows_wrong(viewer, one, moment)
    shown = stretch(found, request.GET.get("from"))
    context = {
        "set": one,
        "lacking": _field(one, lacking) if lacking else None,
        "rows": shown.rows if lacking else [(each, _field(one, each.field)) for each in shown.rows],
        "found": len(found),
        "stretch": shown,
    }
    return render(request, "governance/rows.html", context)


@require_safe
@needs(Action.SEE)
def service_list(request: HttpRequest) -> HttpResponse:
    on = served().programmes
    some = [(one, [on[code].name for code in one.programmes]) for one in all_services()]
    return render(request, "governance/services.html", {"services": some})


@require_safe
@needs(Action.SEE)
def catalogue(request: HttpRequest) -> HttpResponse:
    _, moment = seen_by(request)
    told = whole_catalogue(moment, request.build_absolute_uri)
    return JsonResponse(told, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


@require_safe
@needs(Action.SEE, enterprises=True)
def scene_list(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    all_ = seen_scenes(viewer, moment)
    pack = served().programmes[SCENES]
    stage = request.GET.get("stage", "")
    shown = stretch([one for one in all_ if not stage or one.row.stage == stage], request.GET.get("from"))
    context = {
        "rows": [_scene_line(one) for one in shown.rows],
        "stretch": shown,
        "stages": [(key, one.name, sum(scene.row.stage == key for scene in all_)) for key, one in pack.stages.items()],
        "stage": stage,
        "figures": [] if viewer.enterprise else this_year(SCENES, _SCENE_FIGURES, moment),
        "on": day_of(moment),
    }
    return render(request, "governance/scenes.html", context)


def _scene_line(one: Scene) -> dict[str, Any]:
    pack = served().programmes[SCENES]
    stage = pack.stages.get(one.row.stage)
    return {
        "scene": one,
        "stage": stage.name if stage else None,
        "kind": choice_of(one.row, "kind"),
        "result": choice_of(one.row, "result"),
        "late": -one.days_left if one.days_left is not None and one.is_late else 0,
    }


@require_safe
@needs(Action.SEE, enterprises=True)
def scene(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    one = scene_called(viewer, code, moment)
    firms = served().subjects().some(REGISTER, one.firms)
    context = {
        **_scene_line(one),
        "row": one.row,
        "firms": [row for row in firms.values() if sees(viewer, row)],
        "data": [] if viewer.enterprise else _data_of(one, moment),
        "projects": _projects(viewer, [one.row], moment),
        "on": day_of(moment),
    }
    return render(request, "governance/scene.html", context)


def _data_of(one: Scene, moment: Moment) -> list[DataSet]:
    wanted = set(one.row.linked("data"))
    return [each for each in data_sets(moment) if each.row is not None and each.row.code in wanted]
