"""A plan's promises, chosen to become targets."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dajuan.answers.proposals import Proposal
from dajuan.answers.read import targets
from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.start import start
from dajuan.web.people.models import Person
from dajuan.web.reader.models import Document
from dajuan.web.reader.views import read_document, seen_document
from dajuan.web.served import served
from dajuan.web.words import Words


class Promised(NamedTuple):
    """What a plan promises: each with its key and, where it was taken before, the target that came of it."""

    year: int | None
    rows: list[tuple[Proposal, str, str]]
    other: int
    """Targets of the year that came from elsewhere, where none came from this document: then this one adds to a plan."""


def promised_in(row: Document) -> Promised:
    kept = read_document(row)
    year = kept.reading.plan_year
    known = targets(served().ledger, year=year) if year else []
    taken = {
        (one.source.start, one.source.end): one.code for one in known if one.source and one.source.sha256 == row.sha256
    }
    other = [one for one in known if not (one.source and one.source.sha256 == row.sha256)]
    rows = [(one, key, taken.get((one.start, one.end), "")) for one, key in kept.proposals]
    return Promised(year, rows, 0 if taken else len(other))


def start_accepting(row: Document, promised: Promised, chosen: Collection[str], *, more: bool, by: Person) -> Job:
    """Make targets of those with these keys; ``more``: they add to a plan that the year has. Raises ``LedgerError``."""
    left = [key for _, key, code in promised.rows if key in chosen and not code]
    if not left:
        raise LedgerError("一项也没有选", "nothing was chosen")
    if promised.other and not more:
        raise LedgerError("这一年已有计划，勾选“作为补充”再立", "the year has a plan: say that this one adds to it")
    title = f"{Words('立为目标', 'Targets from')} {row.name}"
    return start(
        "import-plan", by=by, title=title, document=str(row.pk), chosen=left, actor=by.actor, year=promised.year, more=more
    )  # fmt: skip


@needs(Action.PLAN, everywhere=True)
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen_document(request, pk)
    promised, trouble = promised_in(row), None
    if request.method == "POST":
        chosen, more = set(request.POST.getlist("chosen")), "more" in request.POST
        try:
            return redirect("jobs:one", start_accepting(row, promised, chosen, more=more, by=person_of(request)).pk)
        except LedgerError as error:
            trouble = Words(error.zh, error.en)
    context = {
        "document": row, "year": promised.year, "rows": promised.rows, "other": promised.other, "trouble": trouble,
        "text": read_document(row).reading.document.text,
    }  # fmt: skip
    return render(request, "reader/accept.html", context, status=422 if trouble else 200)
