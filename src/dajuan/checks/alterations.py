"""改动: the numbers of a document that are not what was written — two texts in, the differences out.

What word processors do to a text is no difference: spaces, line breaks, signs made full-width or half-width, page
numbers, running heads, a table of contents, list numbers taken over as automatic ones. So the texts are compared without
white space, first with every number masked (which aligns the words whatever became of the numbers), then number by number.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import NamedTuple

from dajuan.language.lazy import lazy

_NUMBER = lazy(r"\d+(?:\.\d+)?")
_MASK = "#"
_PAGE = lazy(r"[-—–·•|]*(?:第?\d+页?(?:[,/]?共?\d+页?)?)[-—–·•|]*")
"""A page number by itself: 3, - 3 -, 第3页共12页, 3/12."""
_PAGE_AT_END = lazy(r"[.…·]*\d+$")
_LIST_NUMBER = lazy(r"[(]?\d{1,3}[.、)]")
"""1. and (2) at the beginning of a paragraph."""
_CUTS = frozenset("。；;，,、：:") | {_MASK}
_EVERY = 8
"""Beside punctuation the words are cut after every character whose number this divides: by what stands there, not by
how far it is from the beginning, so that both texts are cut alike again soon after they differ."""
_LARGE = 8000
"""Characters beyond which a stretch is not compared letter by letter: all in it was taken out, or put in."""


class Alteration(NamedTuple):
    """``was`` in a line of the original, ``now`` at ``[start, end)`` of the text; one of them empty where a number was
    taken out or put in."""

    line: int
    place: int
    """Where in the line the number begins, or where the one put in would stand."""
    was: str
    now: str
    start: int
    end: int


def alterations(
    original: Sequence[str], text: str, watched: Sequence[Sequence[tuple[int, int]]] = ()
) -> list[Alteration]:
    """Every number of ``text`` that is not what ``original`` has there, in the order of the original.

    ``watched``: spans of each line in which letters count too, such as the unit of an amount.
    """
    return _Comparison(original, text, watched).found()


class _Stream:
    """A text without white space, in one form of its signs, that knows where each character stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        forms = [_form(one) for one in text]
        self.chars = "".join(forms)
        self.at = [place for place, form in enumerate(forms) for _ in form]
        self.numbers = [found.span() for found in _NUMBER.finditer(self.chars)]
        self._starts = [start for start, _ in self.numbers]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that a span of the stream was made from."""
        if start < end:
            return self.at[start], self.at[end - 1] + 1
        place = self.at[start] if start < len(self.at) else len(self.text)
        return place, place

    def masked(self) -> str:
        return _NUMBER.sub(_MASK, self.chars)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        return self.numbers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span with the whole of each number that it touches."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        for low, high in self.numbers[first : bisect_right(self._starts, end)]:
            if low <= end and high >= start:
                start, end = min(start, low), max(end, high)
        return start, end

    def begins_with_list_number(self, start: int, end: int) -> bool:
        """Whether the span is 1. or (1) at the beginning of a line. Of （1）（ the first or the last sign may be taken
        for the one that was there: the span is slid to the left as far as it reads the same."""
        while True:
            place = self.at[start]
            if _LIST_NUMBER.fullmatch(self.chars[start:end]) and (place == 0 or self.text[place - 1] == "\n"):
                return True
            if start == 0 or self.chars[start - 1] != self.chars[end - 1]:
                return False
            start, end = start - 1, end - 1

    def pieces(self) -> list[_Piece]:
        """Short stretches, each number masked, with their spans."""
        masked, pieces = self.masked(), []
        numbers = iter(self.numbers)
        here = begun = 0
        words: list[str] = []
        for one in masked:
            here = next(numbers)[1] if one == _MASK and self.chars[here] != _MASK else here + 1
            words.append(one)
            if one in _CUTS or ord(one) % _EVERY == 0:
                pieces.append(_Piece("".join(words), begun, here))
                begun, words = here, []
        if words:
            pieces.append(_Piece("".join(words), begun, here))
        return pieces


class _Piece(NamedTuple):
    masked: str
    start: int
    end: int


@cache
def _form(one: str) -> str:
    """The character in its compatible form, or nothing for white space and what cannot be seen."""
    return "".join(c for c in unicodedata.normalize("NFKC", one) if not c.isspace() and unicodedata.category(c) != "Cf")


class _Span(NamedTuple):
    """What differs, in both streams."""

    start: int
    end: int
    other_start: int
    other_end: int


class _Comparison:
    def __init__(self, original: Sequence[str], text: str, watched: Sequence[Sequence[tuple[int, int]]]) -> None:
        self.lines = original
        self.starts: list[int] = []
        """Where each line begins in the original put together."""
        place = 0
        for line in original:
            self.starts.append(place)
            place += len(line) + 1
        self.old, self.new = _Stream("\n".join(original)), _Stream(text)
        self.watched = sorted(
            (begin + start, begin + end)
            for begin, spans in zip(self.starts, watched, strict=False)
            for start, end in spans
        )

    def found(self) -> list[Alteration]:
        if self.old.chars == self.new.chars:
            return []
        if self.old.masked() == self.new.masked():
            pairs = zip(self.old.numbers, self.new.numbers, strict=True)
            return [self._told(_Span(*was, *now)) for was, now in pairs if self._differ(was, now)]
        return [self._told(span) for span in self._joined(self._spans())]

    def _differ(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        return self.old.chars[slice(*was)] != self.new.chars[slice(*now)]

    # Aligning ---------------------------------------------------------------------------------------------------------

    def _spans(self) -> list[_Span]:
        olds, news = self.old.pieces(), self.new.pieces()
        spans: list[_Span] = []
        gaps: list[_Span] = []
        for tag, i, j, k, m in _operations([one.masked for one in olds], [one.masked for one in news]):
            if tag == "equal":
                for was, now in zip(olds[i:j], news[k:m], strict=True):
                    pairs = zip(self.old.within(was.start, was.end), self.new.within(now.start, now.end), strict=True)
                    spans += [_Span(*a, *b) for a, b in pairs if self._differ(a, b)]
            else:
                gaps.append(_Span(*_span(olds, i, j, len(self.old.chars)), *_span(news, k, m, len(self.new.chars))))
        for gap in gaps:
            spans += [one for one in self._letters(gap) if self._matters(one)]
        return sorted(spans)

    def _letters(self, gap: _Span) -> Iterator[_Span]:
        """What differs within a stretch, letter by letter."""
        was, now = self.old.chars[gap.start : gap.end], self.new.chars[gap.other_start : gap.other_end]
        if not was or not now or max(len(was), len(now)) > _LARGE:
            yield gap
            return
        for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag != "equal":
                yield _Span(gap.start + i, gap.start + j, gap.other_start + k, gap.other_start + m)

    # What counts ------------------------------------------------------------------------------------------------------

    def _matters(self, span: _Span) -> bool:
        was, now = self.old.chars[span.start : span.end], self.new.chars[span.other_start : span.other_end]
        if _digits(was) or _digits(now):
            return not self._is_furniture(span, was, now)
        if "." in was + now and (self._in_number(span)):
            return True
        return self._is_watched(span)

    def _in_number(self, span: _Span) -> bool:
        """A decimal point put in or taken out."""
        return bool(
            self.old.widened(span.start, span.end) != (span.start, span.end)
            and self.new.widened(span.other_start, span.other_end) != (span.other_start, span.other_end)
        )

    def _is_watched(self, span: _Span) -> bool:
        start, end = self.old.source(span.start, span.end)
        place = bisect_right(self.watched, (start, len(self.old.text))) - 1
        if span.start == span.end:
            return place >= 0 and self.watched[place][0] < start < self.watched[place][1]
        return any(low < end and high > start for low, high in self.watched[max(place, 0) : place + 2])

    def _is_furniture(self, span: _Span, was: str, now: str) -> bool:
        """What word processors put in or take out: list numbers, page numbers, running heads, a table of contents."""
        if was and now:
            return False
        stream, start, end = (self.old, *span[:2]) if was else (self.new, *span[2:])
        if stream.begins_with_list_number(start, end):
            return True
        return bool(now) and all(self._goes_with_pages(line) for line in _lines_at(stream, start, end) if _digits(line))

    def _goes_with_pages(self, line: str) -> bool:
        words = _words(line)
        if words in self._own_lines[0]:
            return False
        heading = _PAGE_AT_END.sub("", words)
        return bool(_PAGE.fullmatch(words)) or heading in self._own_lines[0] or self._is_running_head(words)

    def _is_running_head(self, words: str) -> bool:
        masked = _NUMBER.sub(_MASK, words)
        return self._new_lines[masked] > 1 and masked not in self._own_lines[1]

    @cached_property
    def _own_lines(self) -> tuple[frozenset[str], frozenset[str]]:
        """The lines of the original, as they are and with their numbers masked."""
        lines = [_words(line) for line in self.lines]
        return frozenset(lines), frozenset(_NUMBER.sub(_MASK, line) for line in lines)

    @cached_property
    def _new_lines(self) -> Counter[str]:
        return Counter(_NUMBER.sub(_MASK, _words(line)) for line in self.new.text.split("\n"))

    # Telling ----------------------------------------------------------------------------------------------------------

    def _joined(self, spans: Sequence[_Span]) -> list[_Span]:
        """Each widened to whole numbers, those that then overlap as one; what reads alike in both is none."""
        joined: list[_Span] = []
        for one in spans:
            wide = _Span(*self.old.widened(one.start, one.end), *self.new.widened(one.other_start, one.other_end))
            last = joined[-1] if joined else None
            if last and wide.start < last.end and wide.other_start < last.other_end:
                joined[-1] = _Span(last.start, max(last.end, wide.end), last.other_start, max(last.other_end, wide.other_end))  # fmt: skip
            else:
                joined.append(wide)
        return [one for one in joined if self._differ(one[:2], one[2:])]

    def _told(self, span: _Span) -> Alteration:
        start, end = self.old.source(span.start, span.end)
        line = max(bisect_right(self.starts, start) - 1, 0)
        now = self.new.source(span.other_start, span.other_end)
        return Alteration(line, start - self.starts[line], self.old.text[start:end], self.new.text[slice(*now)], *now)


def _operations(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What makes one list of the other; what they share at both ends is not looked at twice."""
    least = min(len(old), len(new))
    head = next((i for i in range(least) if old[i] != new[i]), least)
    tail = next((i for i in range(least - head) if old[-1 - i] != new[-1 - i]), least - head)
    yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, i, j, k, m in middle.get_opcodes():
        yield tag, head + i, head + j, head + k, head + m
    yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _span(pieces: Sequence[_Piece], first: int, last: int, length: int) -> tuple[int, int]:
    """From the beginning of one piece to the end of another, or the empty place before a piece."""
    if first < last:
        return pieces[first].start, pieces[last - 1].end
    place = pieces[first].start if first < len(pieces) else length
    return place, place


def _lines_at(stream: _Stream, first: int, last: int) -> list[str]:
    """The whole lines that a span of a stream touches."""
    text, (start, end) = stream.text, stream.source(first, last)
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(end - 1, start))
    return text[begin : len(text) if stop < 0 else stop].split("\n")


def _words(line: str) -> str:
    return "".join(map(_form, line))


def _digits(text: str) -> bool:
    return any(one.isdigit() for one in text)
