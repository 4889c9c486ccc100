"""Workbooks: the template out, a filled-in one in, what it would change, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.sheets import template as sheet_template
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.web.access.deeds import action_of
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.start import start
from dajuan.web.layout.downloads import XLSX, saved
from dajuan.web.people.models import Person
from dajuan.web.programmes.asking import asked
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.models import Upload
from dajuan.web.programmes.uploads import REJECTED, SHOWN, changes, forget, keep, looked_at, uploads_folder
from dajuan.web.programmes.views.listing import all_rows, owners_of
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

COUNTS = {
    "opened": Words("新建档", "new subjects"),
    "stated": Words("填报", "levels stated"),
    "moved": Words("到达阶段", "moves"),
    "measured": Words("按期填报", "periods reported"),
    "corrected": Words("更正", "corrections"),
    "linked": Words("关联", "links"),
    "attached": Words("附佐证", "evidence"),
    "unchanged": Words("没有变化的行", "rows unchanged"),
}
_TROUBLES = 200


def may_import(programme: Programme, viewer: Viewer) -> bool:
    return viewer.may(action_of(programme, "stated")) or viewer.may(Action.RECORD)


@needs(Action.EXPORT)
def template(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook to fill in: with the subjects of this address' filter, of those that are the viewer's."""
    programme, viewer = programme_called(code), request.viewer  # type: ignore[attr-defined]
    question = asked(programme, request.GET)
    owners = owners_of(viewer, question, Action.EXPORT)
    narrow = owners is not None or any(one.is_asked for one in question.questions) or question.text
    moment = type(request.moment)()  # type: ignore[attr-defined]
    only = {row.code for row in all_rows(programme, question, owners, moment)} if narrow else None
    data = sheet_template.template(served().ledger, code, language=spoken(), only=only)
    return saved(data, XLSX, f"{programme.name.said(spoken())}-{served().today().isoformat()}.xlsx")


@needs(Action.SEE)
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Download, and upload."""
    programme, viewer = programme_called(code), request.viewer  # type: ignore[attr-defined]
    if not may_import(programme, viewer) and not viewer.may(Action.EXPORT):
        raise PermissionDenied(Action.RECORD)
    trouble = None
    if request.method == "POST":
        if not may_import(programme, viewer):
            raise PermissionDenied(Action.RECORD)
        try:
            return redirect("programmes:upload", _kept(request, code).pk)
        except LedgerError as error:
            trouble = Words(error.zh, error.en)
    context = {
        "programme": programme,
        "tab": "sheets",
        "trouble": trouble,
        "on": request.POST.get("on", ""),
        "may_import": may_import(programme, viewer),
        "may_export": viewer.may(Action.EXPORT),
        "mine_differs": viewer.owners(Action.RECORD),
        "uploads": Upload.objects.filter(by=request.user.pk, programme=code)[:20],
    }
    return render(request, "programmes/sheets.html", context, status=422 if trouble else 200)


def _kept(request: HttpRequest, code: str) -> Upload:
    book = request.FILES.get("book")
    if book is None:
        raise LedgerError("没有选表格", "no workbook was chosen")
    viewer = request.viewer  # type: ignore[attr-defined]
    files, on = request.FILES.getlist("files"), _day(request.POST.get("on", ""))
    return kept_upload(cast(Person, request.user), viewer, code, book, files, on)


def kept_upload(
    person: Person,
    viewer: Viewer,
    code: str,
    book: UploadedFile[Any],
    files: Sequence[UploadedFile[Any]],
    on: date | None,
) -> Upload:
    """Keep a workbook once it has been looked at. Raises :class:`LedgerError` for one that cannot be read at all."""
    upload = Upload(by=person, programme=code, name=(book.name or "")[-200:], on=on)
    try:
        keep(upload, book, files)
        looked_at(upload, viewer, partial=True, dry_run=True)
    except LedgerError:
        forget(upload)
        raise
    upload.save(force_insert=True)
    return upload


def _day(said: str) -> date | None:
    if not said.strip():
        return None
    try:
        return date.fromisoformat(read_date(said.strip()))
    except ValueTrouble as error:
        raise LedgerError(error.zh, error.en) from error


def own_upload(request: HttpRequest, pk: UUID) -> Upload:
    return get_object_or_404(Upload.objects.select_related("by"), pk=pk, by=request.user.pk)


@needs(Action.SEE)
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before it is recorded: what it would change. After: what it changed."""
    one = own_upload(request, pk)
    programme = programme_called(one.programme)
    context: dict[str, Any] = {"upload": one, "programme": programme, "tab": "sheets", "shown": SHOWN}
    if one.result:
        troubles = [(place, Words(zh, en)) for place, zh, en in one.result["troubles"]]
        context |= {
            "result": one.result,
            "counts": _counts(one.result["counts"]),
            "troubles": troubles,
            "more": one.result["wrong"] - len(troubles),
        }
        return render(request, "programmes/uploaded.html", context)
    done = looked_at(one, request.viewer, partial=True, dry_run=True)  # type: ignore[attr-defined]
    context |= {
        "counts": _counts(done.counts),
        "drafts": len(done.drafts),
        "changes": changes(done, spoken()),
        "troubles": [(trouble.place, Words(trouble.zh, trouble.en)) for trouble in done.troubles[:_TROUBLES]],
        "wrong": len(done.troubles),
        "wrong_rows": len({(trouble.sheet, trouble.row) for trouble in done.troubles}),
        "more": max(0, len(done.troubles) - _TROUBLES),
        "notes": [(note.place, Words(note.zh, note.en)) for note in done.notes[:_TROUBLES]],
    }
    return render(request, "programmes/preview.html", context)


def _counts(counts: dict[str, int]) -> list[tuple[Words, int]]:
    return [(words, counts[key]) for key, words in COUNTS.items() if counts.get(key)]


@require_POST
@needs(Action.SEE)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = own_upload(request, pk)
    programme = programme_called(one.programme)
    if not may_import(programme, request.viewer):  # type: ignore[attr-defined]
        raise PermissionDenied(Action.RECORD)
    if one.result:
        return redirect("programmes:upload", pk)
    if request.POST.get("wish") == "leave":
        leave(one)
        return redirect("programmes:sheets", one.programme)
    job = start_import(one, partial=request.POST.get("wish") == "partial")
    return redirect("jobs:one", job.pk)


def leave(one: Upload) -> None:
    """Nothing of it is recorded, nothing of it is kept."""
    forget(one)
    one.delete()


def start_import(one: Upload, *, partial: bool) -> Job:
    title = f"{programme_called(one.programme).name.said(spoken())}：{one.name}"
    return start("import-sheet", by=one.by, title=title, upload=str(one.pk), partial=partial, language=spoken())


@needs(Action.SEE)
def rejected(request: HttpRequest, pk: UUID) -> FileResponse:
    """The rows that were not taken, with the reasons beside them."""
    one = own_upload(request, pk)
    path = one.folder(uploads_folder()) / REJECTED
    if not path.is_file():
        raise Http404
    stem = one.name.rsplit(".", 1)[0]
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-rejected.xlsx", content_type=XLSX)
