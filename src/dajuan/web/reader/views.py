"""Uploading documents, and a document as it was read: its text marked, its claims, what was found and let stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from dajuan.checks.finding import Finding
from dajuan.checks.rule import rules
from dajuan.claims.claim import Claim
from dajuan.documents.errors import DocumentError
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs import html, marked_parts
from dajuan.outputs.covered import standings
from dajuan.outputs.words import BASES, HELD, QUALIFIERS, ROLES, amount, when
from dajuan.web.access.documents import (
    may_ask_ledger,
    may_change_document,
    may_see_document,
    sees_every_document,
)
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.jobs.start import start
from dajuan.web.layout.stretches import whole_number
from dajuan.web.people.models import Person
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.models import Comparison, Document
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

_FILES = 20
"""Files of one upload."""
_PAGE = 50
_CLAIMS = 200
"""Rows of a page of the table."""


def seen_documents(request: HttpRequest) -> QuerySet[Document]:
    rows = Document.objects.select_related("by", "job")
    return rows if sees_every_document(viewer_in(request)) else rows.filter(by=request.user.pk)


def viewer_in(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def seen_document(request: HttpRequest, pk: UUID) -> Document:
    row = get_object_or_404(Document.objects.select_related("by", "job"), pk=pk)
    if not may_see_document(viewer_in(request), row.by.actor):
        raise Http404
    return row


def own_document(request: HttpRequest, pk: UUID) -> Document:
    row = seen_document(request, pk)
    if not may_change_document(viewer_in(request), row.by.actor):
        raise PermissionDenied
    return row


def read_document(row: Document) -> readings.Kept:
    """What was read in it; a document that has not been read has no such page."""
    kept = readings.load(shelf.reading_of(row)) if row.is_read else None
    if kept is None:
        raise Http404
    return kept


# Documents --------------------------------------------------------------------------------------------------------


@needs(Action.SEE)
def documents(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _upload(request)
    return _list(request)


def _list(request: HttpRequest, troubles: list[tuple[str, Words]] | None = None) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    rows = seen_documents(request)
    rows = (rows.filter(name__icontains=query) | rows.filter(title__icontains=query)) if query else rows
    start_at = whole_number(request.GET.get("from"))
    page = list(rows[start_at : start_at + _PAGE + 1])
    compared = Comparison.objects.select_related("plan", "report", "by", "job")
    viewer = viewer_in(request)
    context = {
        "documents": page[:_PAGE],
        "next": start_at + _PAGE if len(page) > _PAGE else "",
        "query": query,
        "troubles": troubles or [],
        "limit": served().options.upload_limit,
        "comparisons": (compared if sees_every_document(viewer) else compared.filter(by=request.user.pk))[:10],
    }
    return render(request, "reader/documents.html", context, status=422 if troubles else 200)


def _upload(request: HttpRequest) -> HttpResponse:
    files = request.FILES.getlist("file")[:_FILES]
    person = person_of(request)
    if not files:
        return _list(request, [("", Words("还没有选文件", "no file was chosen"))])
    taken, troubles = [], []
    for file in files:
        try:
            taken.append(take_in(file, person))
        except (LedgerError, DocumentError) as error:
            troubles.append((file.name or "", Words(error.zh, error.en)))
    if troubles:
        return _list(request, troubles)
    return redirect(taken[0]) if len(taken) == 1 else redirect("reader:documents")


def take_in(file: UploadedFile[bytes], person: Person) -> Document:
    kept = shelf.take_in(file)
    assert kept.sha256
    row, made = Document.objects.get_or_create(
        by=person, sha256=kept.sha256, defaults={"name": kept.name or "?", "size": kept.size or 0}
    )
    if made or row.trouble:
        start_reading(row, person)
    return row


def start_reading(row: Document, person: Person) -> None:
    """One that is being read is left to it."""
    if row.under_way:
        return
    row.job = start("read-document", by=person, title=f"{Words('阅读', 'Reading')} {row.name}", document=str(row.pk))
    Document.objects.filter(pk=row.pk).update(job=row.job)


@require_POST
@needs(Action.SEE)
def read_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = own_document(request, pk)
    start_reading(row, person_of(request))
    return redirect(row)


@require_POST
@needs(Action.SEE)
def ask_ledger(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = own_document(request, pk)
    if not may_ask_ledger(viewer_in(request)):
        raise PermissionDenied
    read_document(row)
    start_asking(row, person_of(request))
    return redirect(row)


def start_asking(row: Document, person: Person) -> None:
    if row.under_way:
        return
    title = f"{Words('与台账对照', 'Held against the ledger')} {row.name}"
    made = start("check-against-ledger", by=person, title=title, document=str(row.pk))
    Document.objects.filter(pk=row.pk).update(job=made)


@require_POST
@needs(Action.SEE)
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = own_document(request, pk)
    shelf.forget(row)
    messages.success(request, str(Words(f"已删除 {row.name}", f"{row.name} was deleted")))
    return redirect("reader:documents")


# One document -----------------------------------------------------------------------------------------------------


@needs(Action.SEE)
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen_document(request, pk)
    viewer = viewer_in(request)
    kept = readings.load(shelf.reading_of(row)) if row.is_read else None
    context: dict[str, Any] = {
        "document": row,
        "kept": kept,
        "job": row.under_way,
        "mine": row.under_way is not None and row.under_way.by_id == request.user.pk,
        "may_change": may_change_document(viewer, row.by.actor),
        "may_ask": may_ask_ledger(viewer),
        "may_plan": viewer.everywhere(Action.PLAN),
    }
    if kept is not None:
        context |= _marked(row, kept)
    return render(request, "reader/document.html", context)


def _marked(row: Document, kept: readings.Kept) -> dict[str, Any]:
    """The pieces of the marked page. Each escapes the words of the document itself."""
    found, stand = kept.findings(readings.decisions(shelf.decisions_of(row)))
    reading, told = kept.reading, rules()

    def foot(finding: Finding) -> str:
        address = reverse("reader:finding", args=[row.pk, key_of(finding)])
        return format_html(
            '<p class="act"><a href="{}">{}</a></p>', address, str(Words("说明与处理", "Explained; let it stand"))
        )

    pieces = {
        "score": html.score(found) + marked_parts.held(kept.coverage),
        "facts": html.facts(reading),
        "strip": marked_parts.strip(reading, found),
        "chips": marked_parts.chips(found),
        "legend": marked_parts.legend(reading) + marked_parts.held_legend(kept.coverage),
        "contents": marked_parts.contents(reading, found),
        "rows": html.text_rows(reading, found, told, standings(kept.coverage), foot=foot),
        "manuals": marked_parts.manuals(found, told),
    }
    return {name: mark_safe(piece) for name, piece in pieces.items()} | {
        "cards": html.card_data(reading, kept.coverage),
        "found": found,
        "stand": [(one, why, key_of(one)) for one, why in stand],
        "proposed": len(kept.proposals),
    }


def key_of(finding: Finding) -> str:
    """How an address names a finding: its rule and its place."""
    return f"{finding.code}-{finding.start}-{finding.end}"


# Its claims -------------------------------------------------------------------------------------------------------


@needs(Action.SEE)
def claims(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen_document(request, pk)
    kept = read_document(row)
    found, _ = kept.findings(readings.decisions(shelf.decisions_of(row)))
    asked = {key: request.GET.get(key, "").strip() for key in ("q", "role", "basis", "period", "found", "held")}
    held = standings(kept.coverage)
    shown = [
        (one, [finding for finding in found if finding.start < one.end and one.start < finding.end])
        for one in kept.reading.claims
        if _asked_for(one, asked, held.get(one.id, ""))
    ]
    if asked["found"]:
        shown = [(one, about) for one, about in shown if about]
    first = whole_number(request.GET.get("from"))
    lang = spoken()
    context = {
        "document": row,
        "asked": asked,
        "rows": [_claim_row(one, about, held.get(one.id, "")) for one, about in shown[first : first + _CLAIMS]],
        "shown": len(shown),
        "first": first + 1,
        "next": first + _CLAIMS if len(shown) > first + _CLAIMS else "",
        "roles": [(key, words[lang]) for key, words in ROLES.items()],
        "bases": [(key, words[lang]) for key, words in BASES.items()],
        "standings": [(key, words[lang]) for key, words in HELD.items()] if held else [],
        "periods": sorted({one.period.label for one in kept.reading.claims if one.period}),
    }
    return render(request, "reader/claims.html", context)


def _asked_for(claim: Claim, asked: dict[str, str], held: str) -> bool:
    return (
        (not asked["q"] or asked["q"] in claim.indicator or asked["q"] in claim.text)
        and asked["role"] in ("", claim.role)
        and asked["basis"] in ("", claim.basis)
        and asked["held"] in ("", held)
        and asked["period"] in ("", claim.period.label if claim.period else "-")
    )


def _claim_row(claim: Claim, about: list[Finding], held: str) -> dict[str, Any]:
    lang = spoken()
    qualifier = QUALIFIERS[claim.qualifier][lang] if claim.qualifier else ""
    return {
        "claim": claim,
        "value": amount(claim, lang),
        "qualifier": qualifier,
        "role": ROLES[claim.role][lang],
        "basis": BASES[claim.basis][lang],
        "when": when(claim, lang),
        "held": HELD[held][lang] if held else "",
        "section": " › ".join(claim.section),
        "findings": [(key_of(one), one) for one in about],
    }
