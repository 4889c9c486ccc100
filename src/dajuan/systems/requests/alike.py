"""相似诉求 near-duplicates: the same matter told again, by the same firm or by many.

Words are compared as TF-IDF over characters and pairs of them, without what every request says (我公司、反映、请协调解决)
and with words that say the same taken for one (到账、拨付、兑现: ``same_words.txt``); one is as like to another as the
cosine of the two: 1 of itself, the same both ways. A whole year's are gone through by an index of each request's rarest
pieces, so that only those that share some of them are compared at all.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

SAME_FIRM, OTHER_FIRM = 0.32, 0.43
"""From where on two are told to be alike. Ours, chosen on the pairs of ``bench/requests_pairs.tsv`` that are marked so."""
KEYS = 12
"""Rarest pieces by which a request is found."""
_COMMON = 400
"""Requests beyond which a piece finds nothing any more: a year of 100,000 has such for every turn of phrase."""
_SHARED = 2
_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")


class Asked(NamedTuple):
    """What is compared of a request."""

    code: str
    firm: str
    text: str


class Alike(NamedTuple):
    one: str
    other: str
    score: float
    same_firm: bool


Vector = Mapping[str, float]


class Corpus:
    """Requests made ready to be compared with each other and with new ones."""

    def __init__(self, some: Iterable[Asked]) -> None:
        self.some = {one.code: one for one in some}
        counts = {code: Counter(pieces(one.text)) for code, one in self.some.items()}
        self._many = Counter(piece for one in counts.values() for piece in one)
        self._vectors = {code: self._vector(one) for code, one in counts.items()}
        self._codes = list(self.some)
        self._holding = self._index()

    def _rarity(self, piece: str) -> float:
        return math.log((len(self.some) + 1) / (self._many[piece] + 1)) + 1

    def _vector(self, counts: Mapping[str, int]) -> Vector:
        weights = {piece: (1 + math.log(many)) * self._rarity(piece) for piece, many in counts.items()}
        length = math.sqrt(math.fsum(one * one for one in weights.values()))
        return {piece: one / length for piece, one in weights.items()} if length else {}

    def _index(self) -> dict[str, list[int]]:
        """Piece → those that have it, by their place."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, code in enumerate(self._codes):
            for piece in self._vectors[code]:
                if self._many[piece] <= _COMMON:
                    index[piece].append(place)
        return index

    def _keys(self, vector: Vector) -> list[str]:
        """Its rarest pieces that another has too; pairs, where it has such."""
        shared = [piece for piece in vector if 1 < self._many[piece] <= _COMMON]
        longer = [piece for piece in shared if len(piece) > 1] or shared
        return sorted(longer, key=lambda piece: (-vector[piece], piece))[:KEYS]

    def score(self, one: str, other: str) -> float:
        """How like two of them are, 0 to 1."""
        return _cosine(self._vectors[one], self._vectors[other])

    def like(self, asked: Asked, *, most: int = 5) -> list[Alike]:
        """Those that a request not among them is like, the likest first."""
        vector = self._vector(Counter(pieces(asked.text)))
        places = {place for piece in vector for place in self._holding.get(piece, ())}
        found = []
        for code in map(self._codes.__getitem__, places):
            score, same = _cosine(vector, self._vectors[code]), self._same_firm(asked, code)
            if code != asked.code and _is_alike(score, same):
                found.append(Alike(asked.code, code, score, same))
        return sorted(found, key=lambda one: (-one.score, one.other))[:most]

    def _same_firm(self, asked: Asked, code: str) -> bool:
        return bool(asked.firm) and asked.firm == self.some[code].firm

    def pairs(self) -> list[Alike]:
        """Every two of them that are alike, the likest first."""
        found = [one for pair in self._candidates() if (one := self._compared(*pair))]
        return sorted(found, key=lambda one: (-one.score, one.one, one.other))

    def _compared(self, one: str, other: str) -> Alike | None:
        score, same = self.score(one, other), self._same_firm(self.some[one], other)
        return Alike(one, other, score, same) if _is_alike(score, same) else None

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Two that share ``_SHARED`` of their keys, or the only one that one of them has."""
        keys = [self._keys(self._vectors[code]) for code in self._codes]
        found_by: dict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(keys):
            for piece in own:
                found_by[piece].append(place)
        shared: Counter[tuple[int, int]] = Counter()
        for places in found_by.values():
            shared.update(combinations(places, 2))
        for (one, other), many in shared.items():
            if many >= min(_SHARED, len(keys[one]), len(keys[other])):
                yield self._codes[one], self._codes[other]


def groups(pairs: Sequence[Alike]) -> list[list[str]]:
    """What hangs together by likeness, the largest first; codes in order."""
    above: dict[str, str] = {}

    def top(code: str) -> str:
        while above.setdefault(code, code) != code:
            code = above[code]
        return code

    for one in pairs:
        first, second = sorted((top(one.one), top(one.other)))
        above[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(above):
        found[top(code)].append(code)
    return sorted(found.values(), key=lambda some: (-len(some), some[0]))


def pieces(text: str) -> list[str]:
    """Characters and pairs of them; words and numbers in other letters whole."""
    return [piece for run in _RUNS.findall(_plain(text)) for piece in _of_run(run)]


def _of_run(run: str) -> list[str]:
    if run.isascii():
        return [run]
    return [*run, *map("".join, pairwise(run))]


def _plain(text: str) -> str:
    """One width, one case, and without the turns of phrase; a text that is nothing else keeps them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _turns().sub(" ", folded)
    same, first_of = _same_words()
    return same.sub(lambda found: first_of[found[0]], plain if _RUNS.search(plain) else folded)


@cache
def _turns() -> re.Pattern[str]:
    return _any_of(word for line in _lines("turns_of_phrase.txt") for word in line.split())


@cache
def _same_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds a word of any group, and the first of its group."""
    first_of = {word: line.split()[0] for line in _lines("same_words.txt") for word in line.split()}
    return _any_of(first_of), first_of


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest that stands there."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _cosine(one: Vector, other: Vector) -> float:
    if one == other:
        return 1.0
    if len(other) < len(one):
        one, other = other, one
    # fsum: the same whichever comes first.
    return min(1.0, math.fsum(weight * other[piece] for piece, weight in one.items() if piece in other))


def _is_alike(score: float, same_firm: bool) -> bool:
    return score >= (SAME_FIRM if same_firm else OTHER_FIRM)
