"""The door: a file or a text → :class:`Reading`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from dajuan.claims.assemble import Assembler
from dajuan.claims.claim import Reading
from dajuan.claims.parts import roles
from dajuan.claims.years import years_of
from dajuan.documents.document import Document
from dajuan.documents.rejoin import flow_of
from dajuan.language.read import read_spans


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
    if len(source) < 512 and "\n" not in source and (Path(source).suffix or Path(source).exists()) and _is_path(source):
        return read_document(Path(source))
    return document_from_text(source)


def _is_path(source: str) -> bool:
    """A name with a known ending, or one that exists; a sentence is neither."""
    path = Path(source)
    return path.exists() or (path.suffix[1:].isascii() and path.suffix[1:].isalnum() and 1 <= len(path.suffix[1:]) <= 5 and not source.endswith("。") and not path.suffix[1:].isdigit())


def read_document_claims(document: Document, *, year: int | None = None) -> Reading:
    """The same for a document that has been read already."""
    flow = flow_of(document)
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
