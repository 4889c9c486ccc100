"""覆盖: of every number in a document, whether the ledger holds it — holds, differs, has no evidence, not in the ledger.

A document that Dajuan wrote is held against what it wrote, number by number; any other one claim by claim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

from dajuan.checks.alterations import Alteration, alterations
from dajuan.checks.backing import Backing, Fact, Written
from dajuan.checks.held import holds, telling
from dajuan.claims.claim import Claim, Reading

Standing = Literal["holds", "differs", "without_evidence", "not_in_ledger"]
"""holds 与台账一致 · differs 与台账不一致 · without_evidence 台账没有佐证 · not_in_ledger 台账里没有."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)
_READ_SURELY = 0.6
"""Confidence of a claim below which another figure is no contradiction."""


class Judged(NamedTuple):
    claim: Claim
    standing: Standing
    fact: Fact | None = None
    """What it was held against; None of a document that Dajuan wrote."""


@dataclass(frozen=True, slots=True)
class Coverage:
    judged: tuple[Judged, ...]
    """Every claim of the document, in its order."""
    written: Written | None = None
    altered: tuple[Alteration, ...] = ()
    """Of a document that Dajuan wrote; offsets into ``document.text``."""

    def counts(self) -> Mapping[Standing, int]:
        counted = Counter(one.standing for one in self.judged)
        return {standing: counted[standing] for standing in STANDINGS}

    def of(self, standing: Standing) -> Sequence[Judged]:
        return [one for one in self.judged if one.standing == standing]


def coverage(reading: Reading, backing: Backing) -> Coverage:
    """Every claim of a document held against a ledger."""
    written = backing.written(reading)
    if written is not None and written.lines:
        return _as_written(reading, written)
    if written is not None:  # A sheet, of who knows what: its numbers are no report's.
        return Coverage(tuple(Judged(claim, "not_in_ledger") for claim in reading.claims), written)
    cells = [(block.start, block.end) for block in reading.document.blocks if block.kind == "cell"]
    starts = [start for start, _ in cells]

    def in_table(claim: Claim) -> bool:
        place = bisect_right(starts, claim.start) - 1
        return place >= 0 and claim.start < cells[place][1]

    return Coverage(
        tuple(
            _judged(reading, one, [replace(f, sure=False) if in_table(one) else f for f in backing.facts_about(one)])
            for one in reading.claims
        )
    )


def _judged(reading: Reading, claim: Claim, facts: Sequence[Fact]) -> Judged:
    """In a table the year is told by a column, which may not have been read: nothing there is a contradiction."""
    for fact in facts:
        if holds(reading, claim, fact) and (fact.sure or telling(claim)):
            return Judged(claim, "without_evidence" if fact.bare else "holds", fact)
    sure = [fact for fact in facts if fact.sure]
    if claim.confidence < _READ_SURELY or not sure:
        return Judged(claim, "not_in_ledger")
    known = next((fact for fact in sure if fact.value is not None), None)
    return Judged(claim, "differs", known) if known else Judged(claim, "without_evidence", sure[0])


def _as_written(reading: Reading, written: Written) -> Coverage:
    """Over all of the document's text: what its reader took for furniture of pages may be a line of the sheet."""
    watched = [[(one.start, one.end) for one in line.numbers] for line in written.lines]
    document = reading.document
    found = alterations([line.text for line in written.lines], document.text, watched)
    furniture = [(block.start, block.end) for block in document.blocks if block.kind == "furniture"]
    kept = sorted((one for one in found if one.was or not _inside(one, furniture)), key=lambda one: one.start)
    starts = [one.start for one in kept]

    def is_altered(claim: Claim) -> bool:
        near = kept[max(bisect_left(starts, claim.start) - 1, 0) : bisect_left(starts, claim.end)]
        return any(one.start < claim.end and one.end > claim.start for one in near)

    judged = tuple(Judged(one, "differs" if is_altered(one) else "holds") for one in reading.claims)
    return Coverage(judged, written, tuple(kept))


def _inside(one: Alteration, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in spans)
