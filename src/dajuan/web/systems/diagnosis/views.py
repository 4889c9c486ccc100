"""Pages of diagnoses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dajuan.ledger.append import append
from dajuan.ledger.trouble import RefusedError
from dajuan.standards.digital.questionnaire import NONE, Dimension, Question, Scene
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words as RuleWords
from dajuan.standards.words import interval
from dajuan.subjects.asked import EVERYTHING, Filter, Order
from dajuan.systems.diagnosis.diagnoses import DIAGNOSES, Diagnosis, advice, diagnosis_of, scored, shares
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.diagnosis.asked import posted
from dajuan.web.systems.diagnosis.coverage import coverage
from dajuan.web.systems.diagnosis.seen import called, diagnoses_of
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import day_of
from dajuan.web.words import Words, words_of


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """How far the year's diagnoses are, which levels came of them, the newest, and who is on the cloud."""
    viewer, moment = seen_by(request)
    pack = programme_called(DIAGNOSES)
    stages, levels = _many(viewer, moment), pack.fields["level"].choices
    counts = [sum(_many(viewer, moment, Filter(fields={"level": (one.key,)})).values()) for one in levels]
    newest = served().subjects().page(
        DIAGNOSES, order=Order("stage_on", descending=True), as_of=moment.as_of, size=moment.size, owners=viewer.owners()
    )  # fmt: skip
    context = {
        "stages": [(one, words_of(one.name), stages.get(one.key, 0)) for one in pack.stages.values()],
        "levels": [(words_of(one.name), many) for one, many in zip(levels, counts, strict=True)],
        "chart": {
            "kind": "bars", "unit": str(Words("次", "diagnoses")), "about": str(Words("诊断等级", "levels found")),
            "across": [str(words_of(one.name)) for one in levels],
            "series": [{"name": str(Words("次数", "diagnoses")), "values": counts}],
        },
        "rows": [_told(diagnosis_of(row, day_of(moment))) for row in newest.rows],
        "cloud": coverage(moment),
        "on": day_of(moment),
    }  # fmt: skip
    return render(request, "diagnosis/home.html", context)


def _many(viewer: Viewer, moment: Moment, where: Filter = EVERYTHING) -> dict[str, int]:
    """By stage."""
    return served().subjects().stages(
        DIAGNOSES, where=where, as_of=moment.as_of, size=moment.size, owners=viewer.owners()
    )  # fmt: skip


def _told(one: Diagnosis) -> tuple[Diagnosis, Words, str]:
    """With its stage and its points in words."""
    stage = programme_called(DIAGNOSES).stages.get(one.row.stage)
    return one, words_of(stage.name) if stage else Words("", ""), interval(one.found.points, "") if one.found else ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A diagnosis: its level with the parts, what the next level lacks, and the questionnaire to fill in."""
    viewer, moment = seen_by(request)
    found = called(viewer, code, moment)
    may_fill = not moment.is_past and viewer.may(Action.RECORD, thing_of_row(programme_called(DIAGNOSES), found.row))
    trouble: Words | None = None
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied
        trouble = _filled(request, found, viewer)
        if trouble is None:
            return redirect(reverse("diagnosis:one", args=[code]))
    _, stage, points = _told(found)
    context = {
        "diagnosis": found,
        "stage": stage,
        "trouble": trouble,
        "result": found.found,
        "points": points,
        "dimensions": [_dimension(one, found) for one in found.edition.dimensions],
        "groups": [_group(key, name, found) for key, name in found.edition.groups.items()],
        "steps": list(found.edition.steps.items()),
        "advice": advice(found.found) if found.found else [],
        "chart": _radar([found]) if found.found else None,
        "sides": shares(found.found) if found.found else [],
        "may_fill": may_fill,
        "none": NONE,
    }
    return render(request, "diagnosis/one.html", context)


def _dimension(one: Dimension, found: Diagnosis) -> tuple[Dimension, str, list[dict[str, Any]]]:
    got = interval(found.found.dimensions[one.key], "") if found.found else ""
    return one, got, [_question(each, found) for each in one.questions]


def _group(key: str, name: RuleWords, found: Diagnosis) -> tuple[Words, list[tuple[Scene, int | None]]]:
    scenes = [one for one in found.edition.scenes if one.group == key]
    return Words(*name), [(one, found.scenes.get(one.key)) for one in scenes]


def _filled(request: HttpRequest, found: Diagnosis, viewer: Viewer) -> Words | None:
    """What was wrong, or None where it is recorded."""
    try:
        answers, scenes = posted(found.edition, request.POST)
        if not answers:
            return Words("一题也没有答", "no question was answered")
        draft = scored(found.row, found.edition, answers, scenes, served().today())
        append(served().ledger, [draft], actor=viewer.actor)
    except RuleError as error:
        return Words(error.zh, error.en)
    except RefusedError as error:
        return Words(error.troubles[0].zh, error.troubles[0].en)
    messages.success(request, str(Words("已记下", "Recorded")))
    return None


def _question(question: Question, found: Diagnosis) -> dict[str, Any]:
    answer = found.answers.get(question.key)
    points = (
        next((one.points for one in found.found.questions if one.question == question), None) if found.found else None
    )
    chosen = {answer} if isinstance(answer, str) else set(answer) if isinstance(answer, frozenset) else set()
    part, whole = answer if isinstance(answer, tuple) else ("", "")
    return {
        "question": question,
        "chosen": chosen,
        "part": _number(part),
        "whole": _number(whole),
        "points": interval(points, "") if points and answer is not None else "",
    }


def _number(value: Fraction | str) -> str:
    return value if isinstance(value, str) else f"{float(value):.10g}"


def _radar(some: list[Diagnosis]) -> dict[str, Any]:
    sides = shares(some[0].found) if some[0].found else []
    return {
        "kind": "radar",
        "about": str(Words("各维度得分占满分的百分比", "each dimension, per cent of what it may give")),
        "axes": [{"name": str(Words(*name)), "max": 100} for name, _ in sides],
        "series": [
            {"name": f"{one.row.code[-2:].lstrip('-')} {one.row.stage_on or ''}", "values": [round(float(value), 1) for _, value in shares(one.found)]}
            for one in some
            if one.found
        ],
    }  # fmt: skip


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """An enterprise's diagnoses, the first beside the last."""
    viewer, moment = seen_by(request)
    row = enterprise_called(viewer, code, moment)
    found = diagnoses_of(viewer, row.code, moment)
    told = [one for one in found if one.found]
    before_after = [told[0], told[-1]] if len(told) > 1 else told
    context = {
        "row": row,
        "found": list(map(_told, found)),
        "chart": _radar(before_after) if before_after else None,
        "sides": _beside(before_after),
        "before_after": before_after,
    }
    return render(request, "diagnosis/enterprise.html", context)


def _beside(some: list[Diagnosis]) -> list[tuple[Words, list[str]]]:
    columns = [shares(one.found) for one in some if one.found]
    if not columns:
        return []
    return [
        (Words(*name), [f"{float(column[at][1]):.1f}" for column in columns]) for at, (name, _) in enumerate(columns[0])
    ]
