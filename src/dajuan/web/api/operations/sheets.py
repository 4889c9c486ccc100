"""表格: the template out, a filled-in workbook in, what it would change, and recording it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from ninja import File, Form, Router, Schema, Status, UploadedFile

from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, job_by_now
from dajuan.web.api.shapes.pieces import Day, Said
from dajuan.web.layout.problems import ProblemError
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.models import Upload
from dajuan.web.programmes.uploads import changes, looked_at
from dajuan.web.programmes.views import sheets as pages
from dajuan.web.words import Words, spoken

router = Router(tags=["sheets"])
_WORKBOOK: dict[str, Any] = {
    "responses": {200: {"content": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {}}}}
}
_TROUBLES = 500
_RECORDED = Words("这张表已经记入", "this workbook was recorded before")


class SheetTrouble(Said):
    place: str


class SheetChange(Schema):
    code: str
    is_new: bool
    what: str
    before: str
    after: str
    on: str


class UploadOut(Schema):
    id: UUID
    programme: str
    name: str
    at: datetime
    counts: dict[str, int]
    drafts: int
    changes: list[SheetChange]
    troubles: list[SheetTrouble]
    notes: list[SheetTrouble]
    result: dict[str, Any]


class RecordIn(Schema):
    partial: bool = False


@router.get(
    "/programmes/{programme}/template.xlsx", summary="填报表 / The workbook to fill in", openapi_extra=_WORKBOOK
)
def template(request: Request, programme: str) -> HttpResponseBase:
    """已填好现在的值；可带列表的条件。 Filled in with what is known; takes the list's conditions."""
    need(request, Action.EXPORT)
    return pages.template(request, programme)


@router.post("/programmes/{programme}/sheets", response={201: UploadOut}, summary="上传填好的表 / Send a workbook")
def upload(
    request: Request,
    programme: str,
    book: File[UploadedFile],
    files: File[list[UploadedFile]] = [],  # noqa: B006 - never changed
    on: Form[Day | None] = None,
) -> Status[Any]:
    """先核对，不写；看过 changes 和 troubles 再 record。 ``files``：表里点名的佐证。 Checked, nothing is recorded yet."""
    viewer, pack = need(request, Action.SEE), programme_called(programme)
    if not pages.may_import(pack, viewer):
        raise PermissionDenied(Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        return _object(pages.kept_upload(request.user, viewer, programme, book, files, on), request)

    return once(request, (book, *files, on), work)


@router.get("/sheets/{upload}", response=UploadOut, summary="一张上传的表 / One workbook that was sent")
def one(request: Request, upload: UUID) -> dict[str, Any]:
    need(request, Action.SEE)
    return _object(pages.own_upload(request, upload), request)


@router.post("/sheets/{upload}/record", response={202: JobOut}, summary="记入台账 / Record it")
def record(request: Request, upload: UUID, told: RecordIn) -> Status[Any]:
    """``partial``：有错的行留下，其余记入。 With ``partial`` the rows that are wrong are left out."""
    viewer, found = need(request, Action.SEE), pages.own_upload(request, upload)
    if not pages.may_import(programme_called(found.programme), viewer):
        raise PermissionDenied(Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        if found.result:
            raise ProblemError(409, _RECORDED)
        return job_by_now(pages.start_import(found, partial=told.partial))

    return once(request, (told,), work, status=202)


@router.delete("/sheets/{upload}", response={204: None}, summary="不记了 / Leave it")
def leave(request: Request, upload: UUID) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        found = pages.own_upload(request, upload)
        if found.result:
            raise ProblemError(409, _RECORDED)
        pages.leave(found)
        return {}

    return once(request, (), work, status=204, tables=True)


@router.get("/sheets/{upload}/rejected.xlsx", summary="没有收的行 / The rows not taken", openapi_extra=_WORKBOOK)
def rejected(request: Request, upload: UUID) -> HttpResponseBase:
    need(request, Action.SEE)
    return pages.rejected(request, upload)


def _object(one: Upload, request: Request) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": str(one.pk),
        "programme": one.programme,
        "name": one.name,
        "at": one.at.isoformat(),
        "result": one.result,
        "counts": one.result.get("counts", {}),
        "drafts": 0,
        "changes": [],
        "troubles": [{"place": place, "zh": zh, "en": en} for place, zh, en in one.result.get("troubles", [])],
        "notes": [],
    }
    if one.result:
        return told
    done = looked_at(one, request.viewer, partial=True, dry_run=True)
    return told | {
        "counts": done.counts,
        "drafts": len(done.drafts),
        "changes": [each._asdict() | {"on": each.on.isoformat()} for each in changes(done, spoken())],
        "troubles": [{"place": each.place, "zh": each.zh, "en": each.en} for each in done.troubles[:_TROUBLES]],
        "notes": [{"place": each.place, "zh": each.zh, "en": each.en} for each in done.notes[:_TROUBLES]],
    }
