"""答卷: versions of the answer sheet, composing, signing, publishing, comparing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, started
from dajuan.web.api.shapes.pieces import Day, Line, Pk
from dajuan.web.layout.problems import ProblemError
from dajuan.web.served import served
from dajuan.web.sheets import views
from dajuan.web.sheets.comparing import changes
from dajuan.web.sheets.forms import Compose
from dajuan.web.sheets.models import Version
from dajuan.web.words import Words

router = Router(tags=["answers"])


class SignatureOut(Schema):
    by: str
    at: datetime
    note: str


class AnswerOut(Schema):
    id: int
    year: int
    as_of: date
    size: int
    root: str
    verified: bool
    style: str
    stamp: str
    counted: dict[str, int]
    formats: list[str]
    by: str
    at: datetime
    note: str
    signatures: list[SignatureOut]
    published_at: datetime | None
    withdrawn_at: datetime | None


class Answers(Schema):
    items: list[AnswerOut]
    next: str | None


class ComposeIn(Schema):
    year: int
    as_of: Day
    style: Line = "plain"
    verified: bool = False
    note: Line = ""


class SignIn(Schema):
    note: Line = ""


class Piece(Schema):
    text: str
    changed: bool


class ChangeOut(Schema):
    """A line of the first and what the second has in its place; one of them empty where it is only there or gone."""

    before: list[Piece]
    after: list[Piece]


class Changes(Schema):
    items: list[ChangeOut]


def _shown() -> QuerySet[Version]:
    return views.shown().prefetch_related("signatures__by")


def _object(one: Version) -> dict[str, Any]:
    return {
        "id": one.pk,
        "year": one.year,
        "as_of": one.as_of.isoformat(),
        "size": one.size,
        "root": one.root,
        "verified": one.verified,
        "style": one.style,
        "stamp": one.stamp,
        "counted": one.counted,
        "formats": list(one.files),
        "by": str(one.by),
        "at": one.at.isoformat(),
        "note": one.note,
        "signatures": [
            {"by": str(each.by), "at": each.at.isoformat(), "note": each.note} for each in one.signatures.all()
        ],
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


@router.get("/answers", response=Answers, summary="答卷 / Answer sheets")
def answers(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE, everywhere=True)
    found, more = page_of("answers", _shown(), lambda one: one.pk, paging)
    return {"items": [_object(one) for one in found], "next": more}


@router.get("/answers/{answer}", response=AnswerOut, summary="一份答卷 / One answer sheet")
def one(request: Request, answer: Pk) -> dict[str, Any]:
    need(request, Action.SEE, everywhere=True)
    return _object(get_object_or_404(_shown(), pk=answer))


@router.get(
    "/answers/{answer}/file/{form}",
    summary="下载 / Download",
    openapi_extra={"responses": {200: {"content": {"*/*": {}}}}},
)
def file(request: Request, answer: Pk, form: Literal["docx", "pdf", "html"]) -> HttpResponseBase:
    need(request, Action.SEE, everywhere=True)
    return views.sent(answer, form, inline=False)


@router.get("/answers/{answer}/changes/{other}", response=Changes, summary="两稿对照 / What changed between two")
def compare(request: Request, answer: Pk, other: Pk) -> dict[str, Any]:
    need(request, Action.SEE, everywhere=True)
    before, after = (get_object_or_404(_shown(), pk=pk) for pk in (answer, other))
    found = changes(before.lines, after.lines)
    return {"items": [{"before": _pieces(one.before), "after": _pieces(one.after)} for one in found]}


def _pieces(line: Sequence[tuple[str, bool]]) -> list[dict[str, Any]]:
    return [{"text": text, "changed": changed} for text, changed in line]


@router.post("/answers", response={202: JobOut}, summary="写一份 / Compose one")
def compose(request: Request, told: ComposeIn) -> Status[Any]:
    """在后台写，答复是任务；写好后它的 result.version 是编号。 A job; its result.version is the sheet's id."""
    need(request, Action.PLAN, everywhere=True)
    here = served()
    asked = cleaned(Compose(told.model_dump(mode="json"), years=here.years(), today=here.today()))

    def work(key: str) -> dict[str, Any]:
        title = str(Words(f"写 {asked['year']} 年答卷", f"Answer sheet of {asked['year']}"))
        sent = asked | {"as_of": asked["as_of"].isoformat()}
        return started(request, "compose-sheet", title=title, size=here.size(), person=request.user.pk, **sent)

    return once(request, (told,), work, status=202)


@router.post("/answers/{answer}/sign", response={200: AnswerOut}, summary="签发 / Sign")
def sign(request: Request, answer: Pk, told: SignIn) -> Status[Any]:
    need(request, Action.SIGN, everywhere=True)
    return _changed(request, answer, told, lambda: views.sign_version(answer, request.user, told.note[:300]))


@router.post("/answers/{answer}/publish", response={200: AnswerOut}, summary="发布 / Publish")
def publish(request: Request, answer: Pk) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    return _changed(request, answer, None, lambda: views.publish_version(answer, request.user))


@router.post("/answers/{answer}/withdraw", response={200: AnswerOut}, summary="撤下 / Withdraw")
def withdraw(request: Request, answer: Pk) -> Status[Any]:
    need(request, Action.PUBLISH, everywhere=True)
    return _changed(request, answer, None, lambda: views.withdraw_version(answer))


@router.post("/answers/{answer}/discard", response={204: None}, summary="废弃 / Discard a draft")
def discard(request: Request, answer: Pk) -> Status[Any]:
    """没有人签过的。 One that nobody signed."""
    need(request, Action.PLAN, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        get_object_or_404(_shown(), pk=answer)
        if not views.discard_version(answer):
            words = Words("有人签过，或已发布，不能废弃", "somebody signed it, or it is published: it is not discarded")
            raise ProblemError(409, words)
        return {}

    return once(request, (), work, status=204, tables=True)


def _changed(request: Request, answer: int, told: Any, do: Any) -> Status[Any]:
    def work(key: str) -> dict[str, Any]:
        do()
        return _object(get_object_or_404(_shown(), pk=answer))

    get_object_or_404(_shown(), pk=answer)
    return once(request, (told,), work, status=200, tables=True)
