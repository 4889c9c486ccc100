"""Stretches in which no amount is read: periods, quoted names and titles, list enumerators, web addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dajuan.language.lazy import lazy
from dajuan.language.spans import Name, Span

_QUOTED = lazy(r"“[^“”]{1,12}”|《[^《》]{1,80}》")
_ENUMERATED = lazy(
    r"(?:^|(?<=[\n。；;：:（(\s\u3000]))[0-9]{1,2}(?=[.．、)）](?![0-9]))|^[0-9]{1,2}(?=[:：][（(])", re.M
)
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]+")


class Masks:
    """The masks of one text, asked from left to right."""

    def __init__(self, text: str, taken: Sequence[Span], bare: bool) -> None:
        names = [] if bare else [Name(*found.span(), "name") for found in _QUOTED.finditer(text)]
        marks = [Name(*found.span(), "enumerator") for found in _ENUMERATED.finditer(text)]
        codes: list[Name] = []
        if "://" in text or "www." in text:
            codes = [Name(*found.span(), "code") for found in _ADDRESS.finditer(text)]
        self._rows: tuple[Sequence[Span], ...] = (names, marks, codes) if codes else (names, marks)
        self._taken = taken
        self._next = [0] * len(self._rows)
        self._at = 0
        self._end = len(text)
        self.behind = 0
        """Where the last period before the place ends."""
        self.limit = self._end
        """Where the next one begins."""

    def over(self, place: int) -> Span | None:
        """What covers ``place``: a period, or a name, which may reach into a period."""
        taken, at = self._taken, self._at
        while at < len(taken) and taken[at].end <= place:
            at += 1
        self._at = at
        self.behind = taken[at - 1].end if at else 0
        self.limit = taken[at].start if at < len(taken) else self._end
        if self.limit <= place:
            return taken[at]
        for row, spans in enumerate(self._rows):
            span = self._step(row, spans, place)
            if span is not None and span.start <= place:
                return span
        return None

    def _step(self, row: int, spans: Sequence[Span], place: int) -> Span | None:
        at = self._next[row]
        while at < len(spans) and spans[at].end <= place:
            at += 1
        self._next[row] = at
        return spans[at] if at < len(spans) else None
