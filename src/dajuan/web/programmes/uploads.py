"""Workbooks in: kept while they are looked at, held to what their sender may record, shown change by change, recorded."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile

from dajuan.ledger.entry import Draft
from dajuan.ledger.read import states_as_known
from dajuan.ledger.sheets.book import LARGEST, read_book
from dajuan.ledger.sheets.importing import Imported, import_book
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError, Trouble
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Language, Programme
from dajuan.web.access.deeds import Whose, action_of_draft, whose_fields, whose_state
from dajuan.web.access.rights import Viewer
from dajuan.web.programmes.cells import stage_said, value_said
from dajuan.web.programmes.models import Upload
from dajuan.web.served import served

BOOK, FILES, REJECTED = "book", "files", "rejected.xlsx"
SHOWN = 300
"""Changes told one by one."""


class Change(NamedTuple):
    """One cell's worth: what of a subject would change, from what to what."""

    code: str
    is_new: bool
    what: str
    before: str
    after: str
    on: date


def uploads_folder() -> Path:
    return served().zone.folder / "uploads"


def keep(upload: Upload, book: UploadedFile[Any], files: Iterable[UploadedFile[Any]]) -> None:
    """Put the workbook and the files that it names beside each other. Raises :class:`LedgerError`."""
    folder = upload.folder(uploads_folder())
    (folder / FILES).mkdir(parents=True)
    if (book.size or 0) > LARGEST:
        raise LedgerError(
            f"表格超过 {LARGEST >> 20} MB；分成几个", f"the workbook is over {LARGEST >> 20} MB; split it"
        )
    _write(folder / BOOK, book)
    limit = served().zone.evidence_limit
    for file in files:
        name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1]
        if not name or name.startswith("."):
            continue
        if (file.size or 0) > limit:
            raise LedgerError(f"佐证 {name} 超过上限 {limit:,} 字节", f"evidence {name} is over {limit:,} bytes")
        _write(folder / FILES / name, file)


def _write(path: Path, file: UploadedFile[Any]) -> None:
    with path.open("wb") as out:
        for piece in file.chunks():
            out.write(piece)


def forget(upload: Upload) -> None:
    shutil.rmtree(upload.folder(uploads_folder()), ignore_errors=True)


def key_of(upload: Upload) -> str:
    """Under which its entries are recorded: the same workbook sent twice is two uploads."""
    return f"upload/{upload.pk}"


def looked_at(upload: Upload, viewer: Viewer, *, partial: bool, dry_run: bool) -> Imported:
    """What it would add, or, without ``dry_run``, what it added. Raises :class:`LedgerError`."""
    folder = upload.folder(uploads_folder())
    try:
        data = (folder / BOOK).read_bytes()
    except OSError as error:
        raise LedgerError("这份表已清理掉，请重新上传", "this workbook was cleared away; upload it again") from error
    here = served()
    return import_book(
        here.ledger,
        read_book(data, upload.name),
        evidence=here.zone.evidence(),
        folder=folder / FILES,
        actor=viewer.actor,
        programme=upload.programme,
        on=upload.on or here.today(),
        dry_run=dry_run,
        partial=partial,
        gate=gate_for(here.programmes[upload.programme], viewer),
        key=key_of(upload),
    )


def gate_for(programme: Programme, viewer: Viewer) -> Any:
    """Refuses the drafts of subjects that are not the viewer's to record of, each by its row."""

    def gate(drafts: Sequence[Draft], states: Mapping[str, State]) -> list[Trouble]:
        whose: dict[str, Whose] = {}
        troubles: list[Trouble] = []
        for row, draft in enumerate(drafts):
            code = draft.subject
            if code not in whose:
                state = states.get(code)
                if state is not None and state.opened is not None:
                    whose[code] = whose_state(programme, state)
                else:
                    whose[code] = whose_fields(programme, draft.fields)
            action = action_of_draft(programme, draft)
            if viewer.may(action, whose[code].to(action)):
                continue
            owners = "、".join(whose[code].thing.owners)
            troubles.append(
                Trouble(
                    "rights",
                    f"{code}：它由{owners or '园区'}负责，这一项不由您填报",
                    f"{code}: {owners or 'the zone'} answers for it; this is not yours to record",
                    row,
                    programme.owners[0] if programme.owners else "",
                )
            )
        return troubles

    return gate


def changes(done: Imported, language: Language) -> list[Change]:
    """The first ``SHOWN`` of what a workbook changes, cell by cell."""
    programme, found = done.programme, list[Change]()
    codes = list(dict.fromkeys(draft.subject for draft in done.drafts[:SHOWN]))
    states = states_as_known(served().ledger, programme=programme.code, subjects=codes, size=done.size)
    for draft in done.drafts:
        if len(found) >= SHOWN:
            break
        found += _of_draft(draft, states.get(draft.subject), programme, language)
    return found[:SHOWN]


def _of_draft(draft: Draft, state: State | None, programme: Programme, language: Language) -> Iterable[Change]:
    levels = state.levels() if state is not None else {}
    is_new = draft.kind == "opened"
    old = state.entries.get(draft.replaces) if state is not None and draft.replaces is not None else None
    for key, value in draft.fields.items():
        field = programme.fields.get(key)
        before = old.fields.get(key) if old is not None else None
        if old is None and field is not None and not field.flow and key in levels:
            before = levels[key].value
        if before == value:
            continue
        name = field.name.said(language) if field else key
        was = "" if before is None else value_said(field, before, language)
        yield Change(draft.subject, is_new, name, was, value_said(field, value, language), draft.effective_on)
    if draft.stage:
        stage = state.stage if state is not None else None
        was = stage_said(programme, str(stage.value), language) if stage else ""
        name = {"zh": "阶段", "en": "Stage"}[language]
        yield Change(draft.subject, is_new, name, was, stage_said(programme, draft.stage, language), draft.effective_on)
    for relation, other in draft.links.items():
        link = programme.links.get(relation)
        yield Change(
            draft.subject, is_new, link.name.said(language) if link else relation, "", other, draft.effective_on
        )
    for one in draft.evidence:
        name = {"zh": "佐证", "en": "Evidence"}[language]
        yield Change(draft.subject, is_new, f"{name} {one.kind}".strip(), "", one.name, draft.effective_on)
    if is_new and not draft.fields:
        yield Change(draft.subject, True, happened(draft, programme, language), "", "", draft.effective_on)  # type: ignore[arg-type]
