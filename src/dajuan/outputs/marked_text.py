"""The document's own words as HTML, cut wherever a claim, a finding or a related place begins or ends.

Spans may overlap and may cross the blocks of a document, so nothing is nested: each piece of text between two cuts is
one element that names all it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from dajuan.checks.coverage import Standing
from dajuan.checks.finding import Finding
from dajuan.claims.claim import Reading
from dajuan.documents.document import Block

_BREAK = re.compile(r"[ \t\u3000]*[\r\n\f\v]+[ \t\u3000]*")
_SPLIT = re.compile(r"\n[^\S\n]*\n|\n")


class Paragraph(NamedTuple):
    """Blocks that a person reads as one: a broken paragraph rejoined, or the cells of one table."""

    kind: str
    level: int
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        return self.blocks[0].start

    @property
    def end(self) -> int:
        return self.blocks[-1].end


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The document's blocks put together as they are read; furniture between two halves comes after them."""
    flow = reading.flow
    continued = {flow.to_source(at, at + 1)[0] for at in flow.joins}
    groups: list[list[Block]] = []
    body: list[Block] | None = None
    for block in _blocks(reading):
        if body is not None and _goes_on(body[-1], block, continued):
            body.append(block)
            continue
        groups.append([block])
        if block.kind != "furniture":
            body = groups[-1]
    return [Paragraph(group[0].kind, group[0].level, tuple(group)) for group in groups]


def _blocks(reading: Reading) -> Iterable[Block]:
    """The blocks of the document, or its lines where a reader gave none."""
    document = reading.document
    if document.blocks:
        return [block for block in document.blocks if document.text[block.start : block.end].strip()]
    edges = [match.span() for match in _SPLIT.finditer(document.text)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(document.text)]
    lines = zip(starts, ends, strict=True)
    return [Block(start, end, "paragraph") for start, end in lines if document.text[start:end].strip()]


def _goes_on(before: Block, block: Block, continued: set[int]) -> bool:
    if block.kind == "cell" or before.kind == "cell":
        return block.kind == before.kind
    if block.kind == "furniture":
        return False
    return block.start in continued or (block.start == before.end and before.kind == block.kind)


class Marks:
    """All that is to be marked in one document, ready to be cut into pieces of HTML."""

    def __init__(
        self,
        reading: Reading,
        findings: Sequence[Finding],
        blocks: Sequence[Block],
        held: Mapping[str, Standing] | None = None,
    ) -> None:
        self.held = held or {}
        self.text = reading.document.text
        self.roles = {claim.id: claim.role for claim in reading.claims}
        self.grades = [finding.severity for finding in findings]
        spans = [(claim.start, claim.end, f"c:{claim.id}") for claim in reading.claims]
        for number, finding in enumerate(findings, 1):
            spans.append((finding.start, finding.end, f"f:{number}"))
            spans += [(one.start, one.end, f"r:{number}") for one in finding.related]
        self.spans = sorted(spans)
        self._starts = [start for start, _, _ in self.spans]
        self._reach = max((end - start for start, end, _ in self.spans), default=0)
        self._numbers = _number_places(findings, blocks)

    def html(self, block: Block) -> str:
        """The words of a block with their marks."""
        return "".join(self._pieces(block.start, block.end))

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        here = [one for one in self._touching(start, end) if one[1] > start]
        cuts = {start, end, *(place for place in self._numbers if start < place < end)}
        for low, high, _ in here:
            cuts |= {max(low, start), min(high, end)}
        for low, high in pairwise(sorted(cuts)):
            keys = [key for begin, stop, key in here if begin <= low and stop >= high]
            words = escape(self._words(low, high, start, end))
            yield self._piece(words, keys, low) if keys else words
            yield from map(self._number, self._numbers.get(high, ()))

    def _touching(self, start: int, end: int) -> list[tuple[int, int, str]]:
        first = bisect_left(self._starts, start - self._reach)
        return self.spans[first : bisect_left(self._starts, end)]

    def _words(self, low: int, high: int, start: int, end: int) -> str:
        """Line breaks inside a block are layout, not words; so is the white space at its edges."""
        words = _BREAK.sub("", self.text[low:high])
        if low == start:
            words = words.lstrip()
        return words.rstrip() if high == end else words

    def _piece(self, words: str, keys: list[str], low: int) -> str:
        claims = [key[2:] for key in keys if key.startswith("c:")]
        findings = [key[2:] for key in keys if key.startswith("f:")]
        related = [key[2:] for key in keys if key.startswith("r:")]
        classes, attributes = ["m"], ""
        if claims:
            classes += ["c", self.roles[claims[-1]]]
            if claims[-1] in self.held:
                classes.append(self.held[claims[-1]])
            attributes += f' data-c="{escape(claims[-1])}"'
        if findings:
            gravest = min((self.grades[int(one) - 1] for one in findings), key=("error", "warning", "question").index)
            classes += ["f", gravest]
            attributes += f' data-f="{" ".join(findings)}"'
        if related:
            attributes += f' data-r="{" ".join(related)}"'
        return f'<span class="{" ".join(classes)}"{attributes} data-at="{low}">{words}</span>'

    def _number(self, number: str) -> str:
        grade = self.grades[int(number) - 1]
        return f'<a class="n {grade}" id="f{number}" href="#n{number}" data-go="{number}">{number}</a>'


def _number_places(findings: Sequence[Finding], blocks: Sequence[Block]) -> dict[int, list[str]]:
    """Where the number of each finding is written: after its last word that stands in a block, each once."""
    places: dict[int, list[str]] = {}
    starts = [block.start for block in blocks]
    for number, finding in enumerate(findings, 1):
        last = max(finding.end - 1, finding.start)
        block = blocks[holder(starts, last)] if blocks else None
        place = max(min(last + 1, block.end), block.start + 1) if block else finding.end
        places.setdefault(place, []).append(str(number))
    return places


def holder(starts: Sequence[int], offset: int) -> int:
    """Index of the last of ``starts`` at or before ``offset``; 0 when it is before all of them."""
    return max(bisect_right(starts, offset) - 1, 0)
