"""Blanks inside a quantity: ``2176.2 亿元``, ``第 5 批``, ``7万 5千``. Taken out for reading, put back in the offsets.

Typesetters put them there, and so does text out of a pdf. Not joined: a number at the beginning of a line (``1 总则``),
digits with digits (the columns of a table), and Chinese words with one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from dajuan.language.amounts import HANZI
from dajuan.language.lazy import lazy
from dajuan.language.spans import Quantity, Span

_BLANKS = (" ", "\u3000", "\xa0", "\t", "\u2002", "\u2009")
_RUN = lazy("[" + "".join(_BLANKS) + "]+")
_WORDS = frozenset(HANZI + "个分之点又余多几半负于或等")
_AFTER_DIGIT = frozenset("%‰℃")
_HEAD = lazy(r"(?:^|[\n\r]|附件|附表|附图|专栏)\s*[0-9.]{1,4}$")
_DECIMAL = lazy(r"[\u4e00-\u9fff、,，][ \u3000]?[0-9]{1,6}\.$")
"""增长36. 8%: a point with a blank behind it, inside a sentence; at the head of a line 1. is the number of the line."""
_TENTHS = lazy(r"[0-9]{1,2}(?![0-9.])\s?(?:[%‰万亿、，。；]|[\u4e00-\u9fff])")
_LISTED = lazy(r"[0-9]{1,2}[.．、)）](?![0-9])")


class Squeezed(NamedTuple):
    """A text without its gaps, and how to get back: ``at`` in the short text, ``taken`` characters out up to there."""

    text: str
    at: list[int]
    taken: list[int]

    def restore(self, span: Span) -> Span:
        """The same span in the text with its blanks."""
        start, end = self._start(span.start), span.end + self._taken(bisect_left(self.at, span.end))
        if isinstance(span, Quantity):
            return span._replace(start=start, end=end, number_start=self._start(span.number_start))
        return span._replace(start=start, end=end)

    def _start(self, place: int) -> int:
        return place + self._taken(bisect_right(self.at, place))

    def _taken(self, index: int) -> int:
        return self.taken[index - 1] if index else 0


def squeeze(text: str) -> Squeezed | None:
    """The text without the blanks inside its quantities; None when there are none, which is nearly always."""
    if not any(blank in text for blank in _BLANKS):
        return None
    gaps = [found.span() for found in _RUN.finditer(text) if _inside(text, *found.span())]
    if not gaps:
        return None
    sizes = list(accumulate(end - start for start, end in gaps))
    at = [start - before for (start, _), before in zip(gaps, [0, *sizes], strict=False)]
    ends = [0, *(end for _, end in gaps)]
    pieces = [text[a:b] for a, b in zip(ends, [*(start for start, _ in gaps), len(text)], strict=True)]
    return Squeezed("".join(pieces), at, sizes)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the blanks ``text[start:end]`` stand between two parts of one quantity."""
    if not start or end == len(text):
        return False
    left, right = text[start - 1], text[end]
    if "0" <= left <= "9":
        return (right in _AFTER_DIGIT or _is_hanzi(right)) and not _heads_line(text, start, end)
    if "0" <= right <= "9":
        if left == ".":
            return bool(_DECIMAL.search(text, max(0, start - 9), start)) and _TENTHS.match(text, end) is not None
        return _is_hanzi(left) and not _LISTED.match(text, end)
    if left in "万亿" and "0" <= text[start - 2] <= "9":
        return _is_hanzi(right)
    return left in _WORDS and right in _WORDS


def _is_hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _heads_line(text: str, start: int, end: int) -> bool:
    """1 总则: a short number that begins its line is the number of the line, unless a magnitude follows or it is a year."""
    if text[end] == "年" and start >= 4 and text[start - 4 : start].isdigit():
        return False
    return text[end] not in "万亿千百%‰" and bool(_HEAD.search(text, max(0, start - 12), start))
