"""Promises and their answers, side by side: two documents, or one and the ledger."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from dajuan.web.access.documents import may_ask_ledger, may_change_document, may_see_document
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.start import start
from dajuan.web.people.models import Person
from dajuan.web.reader import shelf
from dajuan.web.reader.models import Comparison, Document
from dajuan.web.reader.views import seen_documents
from dajuan.web.served import served
from dajuan.web.words import Words

_LEDGER = "ledger"


@needs(Action.SEE)
def compare(request: HttpRequest) -> HttpResponse:
    """Choose two sides; each is a document that was read, or the ledger."""
    asked = {side: request.POST.get(side, request.GET.get(side, "")) for side in ("plan", "report")}
    trouble = None
    if request.method == "POST":
        row = asked_for(request, asked)
        if isinstance(row, Comparison):
            return redirect("jobs:one", start_comparing(row, person_of(request)).pk)
        trouble = row
    read, years = _sides(request)
    context = {
        "documents": read, "years": years, "with_ledger": may_ask_ledger(request.viewer), "asked": asked,  # type: ignore[attr-defined]
        "trouble": trouble,
    }  # fmt: skip
    return render(request, "reader/compare.html", context, status=422 if trouble else 200)


def _sides(request: HttpRequest) -> tuple[list[Document], list[int]]:
    """Documents that were read, and the years of the ledger's plans where the viewer may ask it."""
    read = list(seen_documents(request).exclude(read_at=None)[:500])
    with_ledger = may_ask_ledger(request.viewer)  # type: ignore[attr-defined]
    return read, served().years() if with_ledger else []


def asked_for(request: HttpRequest, asked: dict[str, str]) -> Comparison | Words:
    """The comparison of two sides, not yet kept; or what is wrong with them."""
    read, years = _sides(request)
    return _chosen(asked, {str(one.pk): one for one in read}, years)


def start_comparing(row: Comparison, person: Person) -> Job:
    row.by = person
    row.save()
    row.job = start(
        "compare-documents", by=person, title=f"{Words('对照', 'Comparing')} {row.words}"[:200], comparison=str(row.pk)
    )
    Comparison.objects.filter(pk=row.pk).update(job=row.job)
    return row.job


def _chosen(asked: dict[str, str], read: dict[str, Document], years: list[int]) -> Comparison | Words:
    plan, report = read.get(asked["plan"]), read.get(asked["report"])
    kind, _, year = asked["plan"].partition("-")
    if kind == _LEDGER and year in map(str, years):
        if report is None:
            return Words("台账的计划要有一份报告来回答", "the ledger's plan needs a report that answers it")
        return Comparison(report=report, year=int(year))
    if plan is None:
        return Words("选一份作出承诺的计划", "choose the plan that promises")
    if report is None and not (asked["report"] == _LEDGER and years):
        return Words("选一份作出回答的报告", "choose the report that answers")
    if report is not None and report.pk == plan.pk:
        return Words("两边是同一份文件", "both sides are the same document")
    return Comparison(plan=plan, report=report)


def seen_comparison(request: HttpRequest, pk: UUID) -> Comparison:
    row = get_object_or_404(Comparison.objects.select_related("by", "plan", "report", "job"), pk=pk)
    if not may_see_document(request.viewer, row.by.actor):  # type: ignore[attr-defined]
        raise Http404
    return row


def kept_comparison(row: Comparison) -> dict[str, object]:
    try:
        kept: dict[str, object] = json.loads(shelf.comparison_of(row, "json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept


@needs(Action.SEE)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen_comparison(request, pk)
    body = str(kept_comparison(row).get("body", "")) if row.made_at else ""
    context = {
        "comparison": row,
        "body": mark_safe(body),
        "may_change": may_change_document(request.viewer, row.by.actor),  # type: ignore[attr-defined]
    }
    return render(request, "reader/comparison.html", context)


@require_POST
@needs(Action.SEE)
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    forget(request, pk)
    return redirect("reader:documents")


def forget(request: HttpRequest, pk: UUID) -> None:
    row = seen_comparison(request, pk)
    if not may_change_document(request.viewer, row.by.actor):  # type: ignore[attr-defined]
        raise PermissionDenied
    for ending in ("json", "html"):
        shelf.comparison_of(row, ending).unlink(missing_ok=True)
    row.delete()
