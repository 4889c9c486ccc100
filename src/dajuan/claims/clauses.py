"""A sentence cut into clauses: at commas and semicolons, with what stands in brackets as a clause of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dajuan.language.lazy import lazy
from dajuan.language.spans import Span

_MARKS = lazy(r"[，,；;：:（(）)“”。！？!?\n]|——")
_OPEN, _CLOSE = "（(", "）)"


class Clause(NamedTuple):
    """``flow.text[start:end]`` without its end mark. ``depth`` 0 in the sentence itself, 1 inside brackets."""

    start: int
    end: int
    depth: int
    mark: str
    """What ends it: ， ； 。 or ``""``."""


def cut(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Clause]:
    """The clauses of ``text[start:end]`` by where they begin. A mark inside a span (1,234) or quotes cuts nothing."""
    done: list[Clause] = []
    open_at = [start]
    quoted = False
    next_span = 0
    for found in _MARKS.finditer(text, start, end):
        place, mark = found.start(), found.group()
        while next_span < len(spans) and spans[next_span].end <= place:
            next_span += 1
        if next_span < len(spans) and spans[next_span].start <= place:
            continue
        if mark in "“”":
            quoted = mark == "“"
        elif quoted:
            continue
        elif mark in _OPEN:
            open_at.append(place + 1)
        elif mark in _CLOSE:
            if len(open_at) > 1:
                done.append(Clause(open_at.pop(), place, len(open_at), mark))
        else:
            done.append(Clause(open_at[-1], place, len(open_at) - 1, mark))
            open_at[-1] = found.end()
    done.extend(Clause(opened, end, depth, "") for depth, opened in enumerate(open_at))
    return sorted(clause for clause in done if clause.end > clause.start)


def clause_of(clauses: Sequence[Clause], place: int) -> Clause | None:
    """The innermost clause that ``place`` stands in."""
    best = None
    for clause in clauses:
        if clause.start > place:
            break
        if place < clause.end and (best is None or clause.depth >= best.depth):
            best = clause
    return best
