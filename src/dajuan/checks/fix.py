"""Findings that bring their mend with them → the mended text. Safe mends touch form only, never a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dajuan.checks.finding import Finding, Fix
from dajuan.checks.source import place_in, source_to_mend
from dajuan.documents.document import Document


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text of the file, the findings it mends, and those whose mend was left out.

    A mend is left out when it is unsafe and that was not asked for, when it lies over another, or when its words cannot
    be told apart in the file from the same words elsewhere.
    """

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    encoding: str = "utf-8"
    """What the file was written in, to write it back the same."""


def mended(document: Document, findings: Iterable[Finding], *, unsafe: bool = False) -> Mended:
    """The file of a document with its mends put in. Raises :class:`CheckError` for a file that is no text (docx)."""
    source = source_to_mend(document)
    return mended_text(source.text, findings, read_as=document.text, unsafe=unsafe, encoding=source.encoding)


def mended_text(
    text: str,
    findings: Iterable[Finding],
    *,
    read_as: str | None = None,
    unsafe: bool = False,
    encoding: str = "utf-8",
) -> Mended:
    """Put the mends in from left to right, none over another; ``read_as``: what offsets point into, if not ``text``."""
    wanted: list[tuple[tuple[int, int], Fix, Finding]] = []
    left: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None:
            continue
        place = place_in(text, text if read_as is None else read_as, fix.start, fix.end)
        if place is None or not (fix.safe or unsafe):
            left.append(finding)
        else:
            wanted.append((place, fix, finding))
    pieces: list[str] = []
    applied: list[Finding] = []
    at = 0
    for (start, end), fix, finding in sorted(wanted, key=lambda one: one[0]):
        if start < at:
            left.append(finding)
            continue
        pieces += text[at:start], fix.replacement
        at = end
        applied.append(finding)
    return Mended("".join([*pieces, text[at:]]), tuple(applied), tuple(left), encoding)
