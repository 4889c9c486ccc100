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
from itertools import accumulate, zip_longest
from typing import NamedTuple

from dajuan.language.lazy import lazy

_NUMBER = lazy(r"\d+(?:\.\d+)?")
_MASK = "#"
_PAGE = lazy(r"[-—–·•|]*(?:第?\d+页?(?:[,/]?共?\d+页?)?)[-—–·•|]*")
"""A page number by itself: 3, - 3 -, 第3页共12页, 3/12."""
_PAGE_AT_END = lazy(r"[.…·]*\d+$")
_LIST_NUMBER = lazy(r"[(]?\d{1,3}[.、)]")
"""1. and (2) at the beginning of a paragraph."""
_NOTE_MARK = lazy(r"(?:\[\d+\])+")
"""[12]: some readers leave raised marks out."""
_CUTS = frozenset("。；;，,、：:") | {_MASK}
_EVERY = 8
"""Beside punctuation the words are cut after every character whose number this divides: by what stands there, not by
how far it is from the beginning, so that both texts are cut alike again soon after they differ."""
_NEAR = 40
"""So few characters between two stretches that differ may have been passed by when a row's cells were read."""
_MOVED = 3
"""So many letters that are missing in one place and stand in another near by were moved."""
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
        self.numbers = list(_numbers(forms))
        self._starts = [start for start, _ in self.numbers]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that a span of the stream was made from."""
        if start < end:
            return self.at[start], self.at[end - 1] + 1
        place = self.at[start] if start < len(self.at) else len(self.text)
        return place, place

    @cached_property
    def masked(self) -> str:
        words, place = [], 0
        for start, end in self.numbers:
            words += [self.chars[place:start], _MASK]
            place = end
        return "".join([*words, self.chars[place:]])

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

    def letters(self, start: int, end: int) -> list[_Piece]:
        """Every letter, and every number as one, none masked."""
        letters, place = [], start
        for low, high in [*self.within(start, end), (end, end)]:
            letters += [_Piece(self.chars[at], at, at + 1) for at in range(place, low)]
            if low < high:
                letters.append(_Piece(self.chars[low:high], low, high))
            place = high
        return letters

    def pieces(self) -> list[_Piece]:
        """Short stretches, each number masked, with their spans."""
        pieces: list[_Piece] = []
        numbers = iter(self.numbers)
        here = begun = 0
        words: list[str] = []
        for one in self.masked:
            here = next(numbers)[1] if one == _MASK and self.chars[here] != _MASK else here + 1
            words.append(one)
            if one in _CUTS or ord(one) % _EVERY == 0:
                pieces.append(_Piece("".join(words), begun, here))
                begun, words = here, []
        if words:
            pieces.append(_Piece("".join(words), begun, here))
        return pieces


def _numbers(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Spans of the numbers in a text without white space; none goes on beyond it, so that cells side by side are two."""
    spaced = "".join(form or " " for form in forms)
    before = [*accumulate(one == " " for one in spaced), 0]
    for found in _NUMBER.finditer(spaced):
        gone = before[found.start()]
        yield found.start() - gone, found.end() - gone


class _Piece(NamedTuple):
    words: str
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
        if self.old.masked == self.new.masked:
            pairs = zip(self.old.numbers, self.new.numbers, strict=True)
            return [self._told(_Span(*was, *now)) for was, now in pairs if self._differ(was, now)]
        return [self._told(span) for span in self._joined(self._spans())]

    def _differ(self, was: tuple[int, int], now: tuple[int, int]) -> bool:
        return self.old.chars[slice(*was)] != self.new.chars[slice(*now)]

    # Aligning ---------------------------------------------------------------------------------------------------------

    def _spans(self) -> list[_Span]:
        spans: list[_Span] = []
        for some in _neighbours(list(self._unlike())):
            letters = [one for gap in some for one in self._letters(gap)]
            if self._is_reordered(letters):
                whole = _Span(some[0].start, some[-1].end, some[0].other_start, some[-1].other_end)
                letters = list(self._left_over(whole))
            spans += [one for one in letters if self._matters(one)]
        return sorted(spans)

    def _unlike(self) -> Iterator[_Span]:
        """In order, the stretches whose words differ, and between them the numbers that do."""
        olds, news = self.old.pieces(), self.new.pieces()
        for tag, i, j, k, m in _operations([one.words for one in olds], [one.words for one in news]):
            if tag != "equal":
                yield _Span(*_span(olds, i, j, len(self.old.chars)), *_span(news, k, m, len(self.new.chars)))
                continue
            for was, now in zip(olds[i:j], news[k:m], strict=True):
                pairs = zip(self.old.within(*was[1:]), self.new.within(*now[1:]), strict=True)
                yield from (_Span(*a, *b) for a, b in pairs if self._differ(a, b))

    def _is_reordered(self, spans: Sequence[_Span]) -> bool:
        """Whether words that are missing come again: the cells of a row, read line by line."""
        gone = Counter(c for one in spans for c in self.old.chars[one.start : one.end] if not c.isdigit())
        come = Counter(c for one in spans for c in self.new.chars[one.other_start : one.other_end] if not c.isdigit())
        return (gone & come).total() >= _MOVED

    def _left_over(self, span: _Span) -> Iterator[_Span]:
        """Of such a stretch the numbers that one side has more of."""
        olds, news = self.old.within(span.start, span.end), self.new.within(span.other_start, span.other_end)
        was, now = [self.old.chars[slice(*one)] for one in olds], [self.new.chars[slice(*one)] for one in news]
        gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
        lost, found = _taken(olds, was, gone), _taken(news, now, come)
        for old, new in zip_longest(lost, found):
            yield _Span(*(old or (span.end, span.end)), *(new or (span.other_end, span.other_end)))

    def _letters(self, gap: _Span) -> Iterator[_Span]:
        """What differs within a stretch, letter by letter and number by number."""
        was, now = self.old.letters(gap.start, gap.end), self.new.letters(gap.other_start, gap.other_end)
        if not was or not now or max(len(was), len(now)) > _LARGE:
            yield gap
            return
        for tag, i, j, k, m in _operations([one.words for one in was], [one.words for one in now]):
            if tag != "equal":
                yield _Span(*_span(was, i, j, gap.end), *_span(now, k, m, gap.other_end))

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
        if stream.begins_with_list_number(start, end) or _NOTE_MARK.fullmatch(now):
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
        has_words = masked.strip(_MASK) != ""
        return has_words and self._new_lines[masked] > 1 and masked not in self._own_lines[1]

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
            if last and wide.start < last.end and wide.other_start <= last.other_end:
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


def _neighbours(gaps: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Stretches that differ and have next to nothing between them."""
    some: list[_Span] = []
    for one in gaps:
        if some and one.start - some[-1].end > _NEAR:
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _taken(spans: Sequence[tuple[int, int]], words: Sequence[str], wanted: Counter[str]) -> list[tuple[int, int]]:
    """The spans of so many of these words, the first ones."""
    left, taken = Counter(wanted), []
    for span, word in zip(spans, words, strict=True):
        if left[word] > 0:
            left[word] -= 1
            taken.append(span)
    return taken


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
