"""Document → :class:`Flow`: the words as a person reads them, and a map back to where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dajuan.documents.document import Block, Document
from dajuan.documents.flow import Flow, Sentence
from dajuan.documents.lines import CLOSED
from dajuan.documents.spacing import STRAY

_END = re.compile(r"[。！？!?]+[”’」』）)】》]*(?![，、；：,;的等和与及）)])")
_CLAUSE = re.compile(r"[，,。；;]")
_LATIN = re.compile(r"[A-Za-z0-9]")
LONG = 28
"""A line this long that does not end in a stop was cut, whatever it holds."""
_RUNS_ON = frozenset("，,。；;、：:”’）)》！？!?的是")
_HANGS = frozenset("的和与及或在对为将把被从向以、，,（(“‘《—-")


class _Run(NamedTuple):
    """A paragraph as it is read: one block, or several that a column or a page had broken."""

    start: int
    """Where it starts in the flow."""
    joins: tuple[int, ...]
    """Flow offsets where its blocks meet, the run's start included."""
    blocks: tuple[int, ...]


def flow_of(document: Document) -> Flow:
    """The reading text of a document: no furniture, no broken paragraphs, no stray blanks; every place maps back."""
    text, blocks = document.text, document.blocks
    runs = list(_runs(text, blocks))
    parts, starts, sources = [], [], []
    placed: list[_Run] = []
    gaps = [match.span() for match in STRAY.finditer(text)]
    gap = length = 0
    for run in runs:
        begins = []
        for place, index in enumerate(run):
            block = blocks[index]
            begins.append(length)
            at, end = block.start, block.end
            last = place == len(run) - 1
            if last and end < len(text) and text[end] in "\n\t":
                end += 1
            elif not last and _needs_blank(text, block, blocks[run[place + 1]]):
                end += 1
            while gap < len(gaps) and gaps[gap][0] < at:
                gap += 1
            while gap < len(gaps) and gaps[gap][1] <= block.end:
                cut, after = gaps[gap]
                if cut > at:
                    starts.append(length)
                    sources.append(at)
                    parts.append(text[at:cut])
                    length += cut - at
                at = after
                gap += 1
            if end > at:
                starts.append(length)
                sources.append(at)
                parts.append(text[at:end])
                length += end - at
        placed.append(_Run(begins[0], tuple(begins), run))
    reading = "".join(parts)
    sentences = tuple(_sentences(reading, placed, document))
    joins = tuple(join for run in placed for join in run.joins[1:])
    if not starts:
        starts, sources = [0], [0]
    return Flow(reading, sentences, tuple(starts), tuple(sources), joins)


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, ...]]:
    """The blocks that are read, those of one broken paragraph together. Furniture in the middle of one is stepped over."""
    run: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "furniture":
            continue
        if run and _continues(text, blocks, run, index):
            run.append(index)
            continue
        if run:
            yield tuple(run)
        run = [index]
    if run:
        yield tuple(run)


def _continues(text: str, blocks: Sequence[Block], run: Sequence[int], index: int) -> bool:
    """Is this block the rest of the sentence that the run was cut in?"""
    before, after = blocks[run[-1]], blocks[index]
    if before.kind == "cell" or after.kind == "cell":
        return before.kind == after.kind and text[before.end : after.start] == "\t"
    if after.kind != "paragraph" or before.kind not in {"paragraph", "item"}:
        return False
    last = text[before.end - 1]
    if last in CLOSED:
        return False
    first = text[after.start]
    if last in _HANGS or first in _RUNS_ON or before.end - before.start >= LONG or len(run) > 1:
        return True
    if _CLAUSE.search(text, before.start, before.end):
        return True
    return after.end - after.start <= 4 or (_LATIN.match(last) is not None and _LATIN.match(first) is not None)


def _needs_blank(text: str, before: Block, after: Block) -> bool:
    """Two Latin words that meet at a break keep one character of it between them."""
    if text[before.end : before.end + 1] == "\t" and before.kind == "cell":
        return True
    return text[before.end - 1].isascii() and text[before.end - 1].isalpha() and text[after.start].isascii() and text[after.start].isalpha()


def _sentences(reading: str, runs: Sequence[_Run], document: Document) -> Iterator[Sentence]:
    paths = _paths(document, [run.blocks[0] for run in runs])
    ends = [match.end() for match in _END.finditer(reading)]
    place, count = 0, len(ends)
    for number, run in enumerate(runs):
        until = runs[number + 1].start if number + 1 < len(runs) else len(reading)
        heading = document.blocks[run.blocks[0]].kind == "heading"
        while until > run.start and reading[until - 1] in "\n\t\r":
            until -= 1
        at = run.start
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
    return next(b for join, b in zip(reversed(run.joins), reversed(run.blocks), strict=True) if join <= offset)


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
