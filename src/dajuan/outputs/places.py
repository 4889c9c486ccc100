"""Where an offset stands, as a person looks for it: line and column, page, section, sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from dajuan.claims.claim import Reading
from dajuan.documents.document import Document


class Places:
    """Lines, pages and sections of one document; each table is made when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both count from 1; columns are characters."""
        line = bisect_right(self._lines, offset) - 1
        return line + 1, offset - self._lines[line] + 1

    def page(self, offset: int) -> int | None:
        """The page of a document that has pages, counted from 1."""
        starts, pages = self._pages
        place = bisect_right(starts, offset) - 1
        return pages[place] if place >= 0 else None

    def sections(self, offset: int) -> tuple[str, ...]:
        """Titles of the headings that an offset stands under, outermost first."""
        return tuple(one.title for one in self.document.sections if one.start <= offset < one.end)

    @cached_property
    def _lines(self) -> list[int]:
        starts, at = [0], -1
        text = self.document.text
        while (at := text.find("\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts

    @cached_property
    def _pages(self) -> tuple[list[int], list[int]]:
        boxed = sorted((block.start, block.box.page) for block in self.document.blocks if block.box)
        return [start for start, _ in boxed], [page for _, page in boxed]


class Sentences:
    """The sentences of a reading as spans of ``document.text``, to show a finding with the words around it."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.document.text
        spans = sorted(
            reading.flow.to_source(one.start, one.end) for one in reading.flow.sentences if one.end > one.start
        )
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds ``start``, stretched to hold ``end`` if that is close by; else the line."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and start < self._ends[place]:
            return self._starts[place], max(self._ends[place], end)
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", end)
        return begin, len(self.text) if stop < 0 else stop
