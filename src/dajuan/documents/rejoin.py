"""Document → :class:`Flow`: the words as a person reads them, and a map back to where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dajuan.documents.document import Block, Document
from dajuan.documents.flow import Flow, Sentence
from dajuan.documents.lines import CLOSED, HANGS, RUNS_ON, wrap_width
from dajuan.documents.spacing import stray
from dajuan.language.lazy import lazy

_END = lazy(r"(?<![。！？!?])[。！？!?]++[”’」』）)】》]*+(?![，、；：,;的等和与及）)])")
_CLAUSE = lazy(r"[，,。；;]")
_LATIN = lazy(r"[A-Za-z0-9]")
_BREAKS = frozenset("\n\r\t")
LONG = 28
"""A line this long, in characters, that does not end in a stop was cut, whatever it holds."""


class _Run(NamedTuple):
    """A paragraph as it is read: one block, or several that a column or a page had broken."""

    blocks: tuple[int, ...]
    starts: tuple[int, ...]
    """Flow offsets where its blocks begin."""


def flow_of(document: Document) -> Flow:
    """The reading text of a document: no furniture, no broken paragraphs, no stray blanks; every place maps back."""
    laid = _Laid(document.text, document.blocks)
    runs = [laid.run(run) for run in _runs(document.text, document.blocks)]
    reading = "".join(laid.parts)
    return Flow(
        text=reading,
        sentences=tuple(_sentences(reading, runs, document)),
        starts=tuple(laid.starts) or (0,),
        sources=tuple(laid.sources) or (0,),
        joins=tuple(join for run in runs for join in run.starts[1:]),
    )


class _Laid:
    """The pieces of the reading text, laid one after another."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self._text = text
        self._blocks = blocks
        self._gaps = list(stray(text))
        self._gap = 0
        self._length = 0

    def run(self, run: tuple[int, ...]) -> _Run:
        """Lay one paragraph and what ends it: its line break, or the tab after a cell."""
        begins = []
        for place, index in enumerate(run):
            block = self._blocks[index]
            begins.append(self._length)
            self._block(block)
            follower = self._blocks[run[place + 1]] if place + 1 < len(run) else None
            if self._text[block.end : block.end + 1] in _BREAKS and _breaks(self._text, block, follower):
                self._lay(block.end, block.end + 1)
        return _Run(run, tuple(begins))

    def _block(self, block: Block) -> None:
        gaps, at = self._gaps, block.start
        while self._gap < len(gaps) and gaps[self._gap][0] < at:
            self._gap += 1
        while self._gap < len(gaps) and gaps[self._gap][1] <= block.end:
            cut, after = gaps[self._gap]
            self._lay(at, cut)
            at = after
            self._gap += 1
        self._lay(at, block.end)

    def _lay(self, start: int, end: int) -> None:
        if end > start:
            self.starts.append(self._length)
            self.sources.append(start)
            self.parts.append(self._text[start:end])
            self._length += end - start


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, ...]]:
    """The blocks that are read, those of one broken paragraph together; furniture inside one is stepped over."""
    long = min(LONG, (wrap_width([b.end - b.start for b in blocks if b.kind == "paragraph"]) or LONG) - 3)
    run: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "furniture":
            continue
        if run and _continues(text, blocks, run, index, long):
            run.append(index)
            continue
        if run:
            yield tuple(run)
        run = [index]
    if run:
        yield tuple(run)


def _continues(text: str, blocks: Sequence[Block], run: Sequence[int], index: int, long: int) -> bool:
    """Is this block the rest of the sentence that the run was cut in?"""
    before, after = blocks[run[-1]], blocks[index]
    if before.kind == "cell" or after.kind == "cell":
        return before.kind == after.kind and text[before.end : after.start] == "\t"
    if before.end == after.start:
        return before.kind == after.kind != "heading"
    if after.kind != "paragraph" or before.kind not in {"paragraph", "item"}:
        return False
    last = text[before.end - 1]
    if last in CLOSED:
        return False
    first = text[after.start]
    if last in HANGS or first in RUNS_ON or before.end - before.start >= long or len(run) > 1:
        return True
    if _CLAUSE.search(text, before.start, before.end):
        return True
    return after.end - after.start <= 4 or (_LATIN.match(last) is not None and _LATIN.match(first) is not None)


def _breaks(text: str, block: Block, follower: Block | None) -> bool:
    """Does what stands after a block stay: at a paragraph's end, between cells, and between two Latin words?"""
    if follower is None or block.kind == "cell":
        return True
    last, first = text[block.end - 1], text[follower.start]
    return last.isascii() and last.isalpha() and first.isascii() and first.isalpha()


def _sentences(reading: str, runs: Sequence[_Run], document: Document) -> Iterator[Sentence]:
    paths = _paths(document, [run.blocks[0] for run in runs])
    ends = [match.end() for match in _END.finditer(reading)]
    place, count = 0, len(ends)
    for number, run in enumerate(runs):
        until = runs[number + 1].starts[0] if number + 1 < len(runs) else len(reading)
        heading = document.blocks[run.blocks[0]].kind == "heading"
        while until > run.starts[0] and reading[until - 1] in "\n\t\r":
            until -= 1
        at = run.starts[0]
        while at < until:
            while place < count and ends[place] <= at:
                place += 1
            end = min(ends[place], until) if place < count and not heading else until
            if end < until and until - end <= 2 and not reading[end:until].strip(" \u3000”’）)"):
                end = until
            start = at
            while start < end and reading[start] in " \u3000\u00a0\t":
                start += 1
            if start < end:
                yield Sentence(start, end, _block_at(run, start), paths[number], heading)
            at = end


def _block_at(run: _Run, offset: int) -> int:
    if len(run.blocks) == 1:
        return run.blocks[0]
    return next(b for join, b in zip(reversed(run.starts), reversed(run.blocks), strict=True) if join <= offset)


def _paths(document: Document, blocks: Iterable[int]) -> list[tuple[str, ...]]:
    """For each block the titles of the sections over it; a heading does not stand under itself."""
    sections = document.sections
    paths: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    outer: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    place = 0
    for index in blocks:
        block = document.blocks[index]
        opened = False
        while place < len(sections) and sections[place].start <= block.start:
            section = sections[place]
            while stack and stack[-1][0] >= section.level:
                stack.pop()
            outer = tuple(title for _, title in stack)
            stack.append((section.level, section.title))
            path = (*outer, section.title)
            opened = section.start == block.start
            place += 1
        paths.append(outer if opened and block.kind == "heading" else path)
    return paths
