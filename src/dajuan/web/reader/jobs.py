"""What takes a while: reading and checking a document, holding it against the ledger, its promises as targets, comparing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dajuan.answers.plan import import_plan, promised_on
from dajuan.checks.run import Examined, examine
from dajuan.checks.settings import Settings
from dajuan.claims.claim import Reading
from dajuan.claims.read import read_document_claims
from dajuan.comparison.comparison import Comparison as Compared
from dajuan.documents.document import Document as Read
from dajuan.documents.read import document_from_bytes
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.comparison_html import comparison_body, comparison_page
from dajuan.outputs.comparison_rows import comparison_object, comparison_rows, counts
from dajuan.outputs.contract import json_text
from dajuan.web.jobs.kinds import job
from dajuan.web.jobs.work import Work
from dajuan.web.moment import Moment
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.models import Comparison, Document
from dajuan.web.served import served
from dajuan.web.words import Words

_READ = Words("读文件（扫描件要认字，慢一些）", "reading the file (a scan takes longer)")
_UNDERSTAND = Words("读懂里面的数和承诺", "understanding its numbers and promises")
_CHECK = Words("逐条规则检查", "checking it, rule by rule")
_KEEP = Words("存下结果", "keeping what was found")
_ASK = Words("与台账逐个对照", "holding it against the ledger, number by number")


@job("read-document", Words("阅读文件", "Reading a document"))
def read_document(work: Work, *, document: str) -> dict[str, Any]:
    row = _document(document)
    work.progress(0, 4, _READ)
    read = document_from_bytes(shelf.file_of(row.sha256).read_bytes(), row.name)
    work.progress(1, 4, _UNDERSTAND)
    reading = read_document_claims(read)
    work.progress(2, 4, _CHECK)
    told = _examined(reading)
    work.progress(3, 4, _KEEP)
    _keep(row, told)
    return {"url": row.get_absolute_url()}


@job("check-against-ledger", Words("与台账对照", "Holding a document against the ledger"))
def check_against_ledger(work: Work, *, document: str) -> dict[str, Any]:
    from dajuan.answers.backing import LedgerBacking

    row = _document(document)
    work.progress(0, 2, _ASK)
    reading = read_document_claims(_kept(row).reading.document)
    here = served()
    with here.engine() as engine:
        told = _examined(reading, LedgerBacking(here.zone, here.ledger, engine))
    work.progress(1, 2, _KEEP)
    _keep(row, told, asked=True)
    return {"url": row.get_absolute_url()}


@job("import-plan", Words("承诺立为目标", "Promises become targets"))
def import_targets(
    work: Work, *, document: str, chosen: list[str], actor: str, year: int | None, more: bool
) -> dict[str, Any]:
    row = _document(document)
    work.progress(0, 1, _UNDERSTAND)
    reading = read_document_claims(_kept(row).reading.document)
    here, named = served(), set(chosen)
    done = import_plan(
        here.ledger,
        reading,
        shelf.file_of(row.sha256),
        evidence=here.zone.evidence(),
        actor=actor,
        on=promised_on(reading, here.today()),
        year=year,
        more=more,
        name=row.name,
        chosen=lambda one: readings.key_of(one) in named,
    )
    return {"url": reverse("targets:list"), "added": done.added, "year": done.year}


@job("compare-documents", Words("承诺与回答对照", "Promises and their answers"))
def compare_documents(work: Work, *, comparison: str) -> dict[str, Any]:
    row = Comparison.objects.select_related("plan", "report").get(pk=comparison)
    work.progress(0, 2, _UNDERSTAND)
    compared = _compared(row)
    work.progress(1, 2, _KEEP)
    kept = {
        "zh": comparison_object(compared, "zh"),
        "en": comparison_object(compared, "en"),
        "rows": {lang: list(comparison_rows(compared, lang, words=True)) for lang in ("zh", "en")},
        "body": comparison_body(compared),
    }
    write_whole(shelf.comparison_of(row, "json"), json_text(kept, one_line=True))
    write_whole(shelf.comparison_of(row, "html"), comparison_page(compared))
    Comparison.objects.filter(pk=row.pk).update(counts=counts(compared), made_at=timezone.now())
    return {"url": row.get_absolute_url()}


def _document(pk: str) -> Document:
    row = Document.objects.filter(pk=pk).first()
    if row is None:
        raise LedgerError("这份文件已经删除", "the document was deleted")
    return row


def _kept(row: Document) -> readings.Kept:
    kept = readings.load(shelf.reading_of(row))
    if kept is None:
        raise LedgerError(f"{row.name} 还没有读过，请先读", f"{row.name} has not been read yet: read it first")
    return kept


def _examined(reading: Reading, backing: Any = None) -> Examined:
    """Checked as a document without a place: no file beside it, no settings above it, has a say."""
    nowhere = replace(reading, document=replace(reading.document, source=""))
    told = examine(nowhere, settings=Settings(), ignores=(), backing=backing)
    return replace(told, reading=reading)


def _keep(row: Document, told: Examined, *, asked: bool = False) -> None:
    path = shelf.reading_of(row)
    readings.keep(path, told)
    now, document = timezone.now(), told.reading.document
    Document.objects.filter(pk=row.pk).update(
        read_at=now,
        asked_at=now if asked else None,
        title=document.title[:200],
        report_year=told.reading.report_year,
        plan_year=told.reading.plan_year,
        claims=len(told.reading.claims),
        findings=open_findings(row),
    )


def open_findings(row: Document) -> int:
    """How many findings nobody let stand."""
    open_, _ = _kept(row).findings(readings.decisions(shelf.decisions_of(row)))
    return len(open_)


def _compared(row: Comparison) -> Compared:
    from dajuan.answers.promised import ledger_against_report, plan_against_ledger
    from dajuan.comparison.compare import compare_readings

    here = served()
    plan, report = (read_document_claims(_read(one)) if one else None for one in (row.plan, row.report))
    if plan and report:
        return compare_readings(plan, report)
    if report:
        return ledger_against_report(here.zone, here.ledger, row.year or 0, report)
    assert plan is not None
    year = plan.plan_year or row.year
    if year is None:
        raise LedgerError("看不出这份计划是哪一年的", "of which year the plan is cannot be told")
    return plan_against_ledger(plan, here.zone, here.board(year, Moment()))


def _read(row: Document) -> Read:
    return _kept(row).reading.document
