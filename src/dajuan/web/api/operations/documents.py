"""文件阅读: documents that were uploaded, what was read and found in them, and comparisons. The JSON of a reading, its
claims and findings is that of ``docs/contracts.md``."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile

from dajuan.documents.errors import DocumentError
from dajuan.ledger.trouble import Trouble
from dajuan.outputs.contract import reading_object
from dajuan.web.access.documents import may_ask_ledger
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, job_object
from dajuan.web.api.shapes.pieces import Line
from dajuan.web.layout.problems import ProblemError
from dajuan.web.reader import comparisons, downloads, readings, shelf, views
from dajuan.web.reader.models import Comparison, Document
from dajuan.web.words import Words, spoken

router = Router(tags=["documents"])


class DocumentOut(Schema):
    id: UUID
    sha256: str
    name: str
    title: str
    size: int
    by: str
    created_at: datetime
    is_read: bool
    report_year: int | None
    plan_year: int | None
    claims: int
    findings: int
    held_against_ledger: bool
    job: JobOut | None


class Documents(Schema):
    items: list[DocumentOut]
    next: str | None


class DocumentsSearched(Paging):
    q: Line = Field("", description="名称、标题里的字 / part of its name or title")


class ReadingOut(Schema):
    """见接口约定 / see docs/contracts.md"""

    document: dict[str, Any]
    claims: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    backing: dict[str, Any] | None = None


class CompareIn(Schema):
    plan: Line = Field(description="文件编号，或 ledger-2026 / a document's id, or ledger-2026")
    report: Line = Field(description="文件编号，或 ledger / a document's id, or ledger")


class ComparisonOut(Schema):
    id: UUID
    counts: dict[str, int]
    made_at: datetime | None
    job: JobOut | None


class ComparisonWhole(ComparisonOut):
    comparison: dict[str, Any] | None


def _object(one: Document) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "sha256": one.sha256,
        "name": one.name,
        "title": one.title,
        "size": one.size,
        "by": str(one.by),
        "created_at": one.created_at.isoformat(),
        "is_read": one.is_read,
        "report_year": one.report_year,
        "plan_year": one.plan_year,
        "claims": one.claims,
        "findings": one.findings,
        "held_against_ledger": one.asked_at is not None,
        "job": job_object(one.job) if one.job else None,
    }


@router.get("/documents", response=Documents, summary="文件 / Documents")
def documents(request: Request, asked: Query[DocumentsSearched]) -> dict[str, Any]:
    need(request, Action.SEE)
    rows = views.seen_documents(request)
    if words := asked.q.strip():
        rows = rows.filter(name__icontains=words) | rows.filter(title__icontains=words)
    found, more = page_of("documents", rows, lambda one: str(one.pk), asked)
    return {"items": [_object(one) for one in found], "next": more}


@router.post("/documents", response={201: DocumentOut}, summary="上传文件 / Upload a document")
def upload(request: Request, file: File[UploadedFile]) -> Status[Any]:
    """在后台读；job 完成后取 reading。同一个人的同一份文件只有一份。 It is read by a job; then ask for its reading."""
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        try:
            made = views.take_in(file, request.user)
        except DocumentError as error:
            words = Words(error.zh, error.en)
            raise ProblemError(422, words, [Trouble("document", *words, field="file")]) from error
        return _object(Document.objects.select_related("by", "job").get(pk=made.pk))

    return once(request, (file,), work)


@router.get("/documents/{document}", response=DocumentOut, summary="一份文件 / One document")
def document(request: Request, document: UUID) -> dict[str, Any]:
    need(request, Action.SEE)
    return _object(views.seen_document(request, document))


@router.get(
    "/documents/{document}/reading",
    response=ReadingOut,
    exclude_unset=True,
    summary="读出的和检查出的 / What was read and found",
)
def reading(request: Request, document: UUID) -> dict[str, Any]:
    """有人放行的发现不在其中。 Findings that somebody let stand are not among them."""
    need(request, Action.SEE)
    row = views.seen_document(request, document)
    kept = views.read_document(row)
    found, _ = kept.findings(readings.decisions(shelf.decisions_of(row)))
    return reading_object(kept.reading, found, spoken(), kept.coverage)


@router.get(
    "/documents/{document}/file",
    summary="原文件 / The file",
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {}}}}},
)
def original(request: Request, document: UUID) -> HttpResponseBase:
    need(request, Action.SEE)
    return downloads.document(request, document, "original")


@router.post(
    "/documents/{document}/ledger", response={202: DocumentOut}, summary="与台账对照 / Hold it against the ledger"
)
def against_ledger(request: Request, document: UUID) -> Status[Any]:
    viewer = need(request, Action.SEE)
    row = views.own_document(request, document)
    if not may_ask_ledger(viewer):
        raise PermissionDenied
    views.read_document(row)

    def work(key: str) -> dict[str, Any]:
        views.start_asking(row, request.user)
        return _object(views.seen_document(request, document))

    return once(request, (), work, status=202)


@router.delete("/documents/{document}", response={204: None}, summary="删除 / Delete")
def delete(request: Request, document: UUID) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        shelf.forget(views.own_document(request, document))
        return {}

    return once(request, (), work, status=204, tables=True)


@router.post("/documents/{document}/read", response={202: DocumentOut}, summary="重新读 / Read it again")
def read_again(request: Request, document: UUID) -> Status[Any]:
    need(request, Action.SEE)
    row = views.own_document(request, document)

    def work(key: str) -> dict[str, Any]:
        views.start_reading(row, request.user)
        return _object(views.seen_document(request, document))

    return once(request, (), work, status=202)


# Comparisons -----------------------------------------------------------------------------------------------------


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "counts": one.counts,
        "made_at": one.made_at.isoformat() if one.made_at else None,
        "job": job_object(one.job) if one.job else None,
    }


@router.post("/comparisons", response={202: ComparisonOut}, summary="对照 / Compare")
def compare(request: Request, told: CompareIn) -> Status[Any]:
    """承诺与回答：两份文件，或一份与台账。 Promises and answers: two documents, or one and the ledger."""
    need(request, Action.SEE)
    made = comparisons.asked_for(request, told.model_dump())
    if not isinstance(made, Comparison):
        raise ProblemError(422, made, [Trouble("comparison", *made)])

    def work(key: str) -> dict[str, Any]:
        comparisons.start_comparing(made, request.user)
        return _comparison(Comparison.objects.select_related("job").get(pk=made.pk))

    return once(request, (told,), work, status=202)


@router.get("/comparisons/{comparison}", response=ComparisonWhole, summary="一次对照 / One comparison")
def comparison(request: Request, comparison: UUID) -> dict[str, Any]:
    need(request, Action.SEE)
    row = comparisons.seen_comparison(request, comparison)
    kept: Any = comparisons.kept_comparison(row)
    return _comparison(row) | {"comparison": kept.get(spoken())}


@router.delete("/comparisons/{comparison}", response={204: None}, summary="删除对照 / Delete a comparison")
def delete_comparison(request: Request, comparison: UUID) -> Status[Any]:
    need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        comparisons.forget(request, comparison)
        return {}

    return once(request, (), work, status=204, tables=True)


@router.get(
    "/comparisons/{comparison}/{form}",
    summary="对照的文件 / A comparison as a file",
    openapi_extra={"responses": {200: {"content": {"*/*": {}}}}},
)
def comparison_file(
    request: Request, comparison: UUID, form: Literal["comparison.xlsx", "comparison.json", "comparison.html"]
) -> HttpResponseBase:
    need(request, Action.SEE)
    return downloads.comparison(request, comparison, form)
