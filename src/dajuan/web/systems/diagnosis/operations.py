"""数字化诊断 by API: a diagnosis with its level, answers written, the questionnaire."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema, Status

from dajuan.ledger.append import append
from dajuan.ledger.trouble import Trouble
from dajuan.outputs.verdicts import interval_object, said
from dajuan.standards.digital.questionnaire import edition_on
from dajuan.standards.trouble import RuleError
from dajuan.systems.diagnosis.diagnoses import DIAGNOSES, Diagnosis, advice, scored
from dajuan.systems.diagnosis.sheet import read_answers, read_scenes
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked, Said, Text
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.diagnosis.seen import called
from dajuan.web.systems.kept import day_of

router = Router(tags=["diagnosis"])


class DiagnosisOut(Schema):
    code: str
    enterprise: str
    edition: str
    level: int | None
    points: dict[str, Any] | None
    dimensions: dict[str, Any]
    scenes: dict[str, int]
    advice: list[Said]


class FormOut(Schema):
    edition: str
    title: Said
    questions: list[dict[str, Any]]
    scenes: list[dict[str, Any]]


class AnswersIn(Schema):
    answers: Text = Field(description="每行“题: 选项, 选项”或“题: 部分 / 全部” / a line a question")
    scenes: Text = Field("", description="每行“场景: 0—4” / a line a scene")


class AnswersRecorded(Schema):
    seq: int
    level: int | None
    size: int


@router.get("/diagnosis-form", response=FormOut, summary="问卷 / The questionnaire in force")
def form(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    edition = edition_on(day_of(asked.moment()))
    return {
        "edition": edition.key,
        "title": said(edition.title),
        "questions": [
            {"key": key, "kind": one.kind, "name": said(one.name), "points": float(one.points), "options": {each.key: said(each.name) for each in one.options.values()}}
            for key, one in edition.questions.items()
        ],
        "scenes": [{"key": one.key, "name": said(one.name), "mandatory": one.mandatory} for one in edition.scenes],
    }  # fmt: skip


@router.get("/diagnoses/{code}", response=DiagnosisOut, summary="一次诊断 / A diagnosis")
def diagnosis(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    return _told(called(viewer, code, asked.moment()))


@router.post("/diagnoses/{code}/answers", response={201: AnswersRecorded}, summary="填问卷 / Answer the questionnaire")
def answer(request: Request, code: str, told: AnswersIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    found = called(viewer, code, Moment())
    if not viewer.may(Action.RECORD, thing_of_row(programme_called(DIAGNOSES), found.row)):
        raise PermissionDenied

    def work(key: str) -> dict[str, Any]:
        try:
            answers, scenes = read_answers(found.edition, told.answers), read_scenes(told.scenes)
            draft = scored(found.row, found.edition, answers, scenes, served().today())
        except RuleError as error:
            raise ProblemError(422, None, [Trouble("answer", error.zh, error.en, field=error.place)]) from error
        done = append(served().ledger, [draft], actor=viewer.actor)
        level = draft.fields.get("level")
        return {"seq": done.seqs[0], "level": int(str(level)[-1]) if level else None, "size": done.size}

    return once(request, (code, told), work)


def _told(found: Diagnosis) -> dict[str, Any]:
    result = found.found
    return {
        "code": found.row.code,
        "enterprise": found.firm,
        "edition": found.edition.key,
        "level": result.level if result else None,
        "points": interval_object(result.points) if result else None,
        "dimensions": {key: interval_object(one) for key, one in result.dimensions.items()} if result else {},
        "scenes": dict(found.scenes),
        "advice": [said(one) for one in advice(result)] if result else [],
    }
