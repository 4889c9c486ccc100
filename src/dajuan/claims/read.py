"""The door: a file or a text → :class:`Reading`."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dajuan.claims.assemble import Assembler
from dajuan.claims.claim import Reading
from dajuan.claims.parts import roles
from dajuan.claims.years import years_of
from dajuan.documents.document import Document
from dajuan.documents.rejoin import flow_of
from dajuan.language.lazy import lazy
from dajuan.language.read import read_spans
from dajuan.language.simplify import simplified


def read(source: str | Path | Document, *, year: int | None = None) -> Reading:
    """Read a document (a path, or a text that is no path) into its claims and commitments.

    ``year`` is the year the report answers for; without it, it is read off the document. Raises ``DocumentError`` when
    a file cannot be read.
    """
    return read_document_claims(_document(source), year=year)


def _document(source: str | Path | Document) -> Document:
    if isinstance(source, Document):
        return source
    from dajuan.documents.read import document_from_text, read_document

    if isinstance(source, Path):
        return read_document(source)
    return read_document(Path(source)) if _is_path(source) else document_from_text(source)


_ENDING = lazy(r"[^\n。；，]{1,240}\.[A-Za-z]{2,5}")


def _is_path(source: str) -> bool:
    """A name with a file's ending, or one that exists; a sentence is neither."""
    return bool(_ENDING.fullmatch(source)) or ("\n" not in source and len(source) < 240 and os.path.exists(source))


def read_document_claims(document: Document, *, year: int | None = None) -> Reading:
    """The same for a document that has been read already."""
    flow = flow_of(document)
    flow = replace(flow, text=simplified(flow.text))
    years = years_of(flow.text, document.title, year)
    spans = read_spans(flow.text)
    starts = [span.start for span in spans]
    assembler = Assembler(document, flow, years)
    for index, (sentence, role) in enumerate(zip(flow.sentences, roles(flow.text, flow.sentences, years), strict=True)):
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        assembler.add(index, role, spans[low:high])
    return Reading(
        document, flow, tuple(spans), tuple(assembler.claims), tuple(assembler.commitments), years.report, years.plan
    )


__all__: Sequence[str] = ("read", "read_document_claims")
