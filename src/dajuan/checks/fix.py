"""Findings that bring their mend with them → the mended text. Safe mends touch form only, never a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from dajuan.checks.finding import Finding
from dajuan.checks.trouble import CheckError
from dajuan.documents.document import Document

PLAIN_TEXT = frozenset({"", ".txt", ".md", ".markdown", ".text"})
"""Kinds of file whose text is the file: an offset in one is an offset in the other."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text, the findings it mends, and those whose mend was left out: unsafe, or over another one."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mended(document: Document, findings: Iterable[Finding], *, unsafe: bool = False) -> Mended:
    """Apply the mends from left to right, none over another. Raises :class:`CheckError` for other files than text."""
    suffix = PurePath(document.source).suffix.lower() if "\n" not in document.source else ""
    if suffix not in PLAIN_TEXT:
        raise CheckError(
            f"{document.source}：只能直接修改 txt 和 md；{suffix} 请按提示在原文中改",
            f"{document.source}: only txt and md can be mended in place; change the {suffix} by hand",
        )
    return mended_text(document.text, findings, unsafe=unsafe)


def mended_text(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> Mended:
    pieces: list[str] = []
    applied: list[Finding] = []
    left: list[Finding] = []
    at = 0
    for finding in sorted(
        (one for one in findings if one.fix), key=lambda one: (one.fix.start, one.fix.end) if one.fix else (0, 0)
    ):
        fix = finding.fix
        if fix is None or fix.start < at or not (fix.safe or unsafe):
            left.append(finding)
            continue
        pieces += text[at : fix.start], fix.replacement
        at = fix.end
        applied.append(finding)
    return Mended("".join([*pieces, text[at:]]), tuple(applied), tuple(left))
