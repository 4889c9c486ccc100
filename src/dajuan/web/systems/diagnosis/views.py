"""Pages of diagnoses."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dajuan.ledger.append import append
from dajuan.ledger.trouble import RefusedError
from dajuan.standards.digital.questionnaire import NONE, Question
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import interval
from dajuan.subjects.asked import Filter
from dajuan.systems.diagnosis.diagnoses import Diagnosis, advice, scored, shares
from dajuan.systems.firms import REGISTER
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.diagnosis.asked import posted
from dajuan.web.systems.diagnosis.seen import called, day_of, diagnoses, pack_of, thing_of
from dajuan.web.words import Words

_SHOWN = 200


def _seen_by(request: HttpRequest) -> tuple[Viewer, Moment]:
    return request.viewer, request.moment  # type: ignore[attr-defined]


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """How far the year's diagnoses are, which levels came of them, and who is on the cloud."""
    viewer, moment = _seen_by(request)
    found = diagnoses(viewer, moment)
    pack = pack_of()
    stages = Counter(one.row.stage for one in found)
    levels = Counter(str(one.row.fields.get("level", "")) for one in found)
    choices = pack.fields["level"].choices
    context = {
        "stages": [(stage, Words(stage.name.zh, stage.name.said("en")), stages[stage.key]) for stage in pack.stages.values()],
        "levels": [(Words(one.name.zh, one.name.said("en")), levels[one.key]) for one in choices],
        "chart": {
            "kind": "bars", "unit": str(Words("家", "firms")), "about": str(Words("诊断等级", "levels found")),
            "across": [str(Words(one.name.zh, one.name.said("en"))) for one in choices],
            "series": [{"name": str(Words("家数", "firms")), "values": [levels[one.key] for one in choices]}],
        },
        "rows": found[:_SHOWN],
        "more": max(0, len(found) - _SHOWN),
        "cloud": _cloud(viewer, moment),
        "on": day_of(moment),
    }  # fmt: skip
    return render(request, "diagnosis/home.html", context)


def _cloud(viewer: Viewer, moment: Moment) -> dict[str, Any] | None:
    """Coverage with both its numbers; each is a list of the register's that one can open."""
    pack = served().programmes.get(REGISTER)
    if pack is None or "on-cloud" not in pack.fields:
        return None

    def many(**fields: bool) -> int:
        where = Filter(stages=("present",), fields={key.replace("_", "-"): (value,) for key, value in fields.items()})
        told = (
            served()
            .subjects()
            .stages(REGISTER, where=where, as_of=moment.as_of, size=moment.size, owners=viewer.owners())
        )
        return sum(told.values())

    part, whole = many(above_scale=True, on_cloud=True), many(above_scale=True)
    share = f"{float(Fraction(part, whole)):.1%}" if whole else ""
    return {"part": part, "whole": whole, "share": share}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A diagnosis: its level with the parts, what the next level lacks, and the questionnaire to fill in."""
    viewer, moment = _seen_by(request)
    found = called(viewer, code, moment)
    may_fill = not moment.is_past and viewer.may(Action.RECORD, thing_of(found.row))
    trouble: Words | None = None
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied
        trouble = _filled(request, found, viewer)
        if trouble is None:
            return redirect(reverse("diagnosis:one", args=[code]))
    answers = found.found
    context = {
        "diagnosis": found,
        "stage": _stage(found),
        "trouble": trouble,
        "result": answers,
        "points": interval(answers.points, "") if answers else "",
        "dimensions": [(one, interval(answers.dimensions[one.key], ""), [_question(each, found) for each in one.questions]) for one in found.edition.dimensions] if answers else [(one, "", [_question(each, found) for each in one.questions]) for one in found.edition.dimensions],
        "groups": [(name, [(scene, found.scenes.get(scene.key)) for scene in found.edition.scenes if scene.group == key]) for key, name in found.edition.groups.items()],
        "steps": list(found.edition.steps.items()),
        "advice": advice(answers) if answers else [],
        "chart": _radar([found]) if answers else None,
        "sides": shares(answers) if answers else [],
        "may_fill": may_fill,
        "none": NONE,
    }  # fmt: skip
    return render(request, "diagnosis/one.html", context)


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


def _stage(found: Diagnosis) -> Words:
    stage = pack_of().stages.get(found.row.stage)
    return Words(stage.name.zh, stage.name.said("en")) if stage else Words("", "")


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
    viewer, moment = _seen_by(request)
    row = served().subjects().one(REGISTER, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of_row(served().programmes[REGISTER], row)):
        raise Http404
    found = diagnoses(viewer, moment, firm=code)
    told = [one for one in found if one.found]
    before_after = [told[0], told[-1]] if len(told) > 1 else told
    context = {
        "row": row,
        "found": [(one, _stage(one), interval(one.found.points, "") if one.found else "") for one in found],
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
