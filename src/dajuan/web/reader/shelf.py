"""Where uploaded documents lie in the zone's folder, and what is beside them.

``documents/`` holds the files by their SHA-256 and the decisions about findings; nothing in it is ever executed or served
to be shown. ``derived/readings/`` and ``derived/comparisons/`` hold what was made of them and can be made again.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile

from dajuan.checks.ignores import SUFFIX
from dajuan.documents.errors import DocumentError
from dajuan.documents.kinds import format_of
from dajuan.ledger.entry import Evidence
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import bytes_said
from dajuan.web.reader.models import Comparison, Document
from dajuan.web.served import served


def _store() -> EvidenceStore:
    here = served()
    return EvidenceStore(here.zone.folder / "documents", bytes_said(here.options.upload_limit) or 0)


def take_in(file: UploadedFile[bytes]) -> Evidence:
    """Keep an uploaded file. Raises :class:`LedgerError` or ``DocumentError`` for one that cannot be read, told by its
    bytes, and keeps nothing of it."""
    name, limit = file.name or "", _store().limit
    if (file.size or 0) > limit:
        raise LedgerError(
            f"{name} 超过上限 {limit >> 20} MB：请压缩图片或拆分", f"{name} is over the limit of {limit >> 20} MB: shrink its pictures or split it"
        )  # fmt: skip
    stream = cast(IO[bytes], file)
    kept = _store().keep_stream(stream, name=name)
    try:
        format_of(file_of(kept.sha256).read_bytes(), kept.name)
    except DocumentError:
        drop_file(kept.sha256)
        raise
    return kept


def file_of(sha256: str) -> Path:
    return _store().path_of(sha256)


def drop_file(sha256: str) -> None:
    """Remove a file that no document needs any more."""
    if not Document.objects.filter(sha256=sha256).exists():
        file_of(sha256).unlink(missing_ok=True)


def reading_of(document: Document) -> Path:
    return _derived("readings") / f"{document.pk}.json"


def decisions_of(document: Document) -> Path:
    """The side file of what was let stand, in the same form as beside a document on disk."""
    return served().zone.folder / "documents" / f"{document.pk}{SUFFIX}"


def comparison_of(comparison: Comparison, ending: str) -> Path:
    return _derived("comparisons") / f"{comparison.pk}.{ending}"


def _derived(name: str) -> Path:
    folder = served().zone.derived / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget(document: Document) -> None:
    """Delete a document with all that was made of it. What became a target's evidence is kept there, by the ledger."""
    for path in (reading_of(document), decisions_of(document)):
        path.unlink(missing_ok=True)
    for one in Comparison.objects.filter(plan=document) | Comparison.objects.filter(report=document):
        for ending in ("json", "html"):
            comparison_of(one, ending).unlink(missing_ok=True)
    document.delete()
    drop_file(document.sha256)
