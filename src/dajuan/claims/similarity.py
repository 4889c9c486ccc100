"""How near two indicator phrases are, 0–1: 地区生产总值 and GDP are one thing, 工业投资 and 固定资产投资 are two.

Words are first brought to one form by a table (``synonyms.tsv``), what tells two things apart is read off another
(``distinctions.tsv``), and what is left is compared by its character pairs, the last ones (the head noun) counting double.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dajuan.language.lazy import lazy

_FOLDER = Path(__file__).parent
_NOISE = lazy(r"[（(][^（()）]*[）)]|[“”\"'‘’《》\s·]")
_PLACES = r"全国|全省|全市|全区|全县|全州|全盟|全域|全自治区|全社会|全行业|省内|市内|区内|国内|我国|我省|我市|我区|我县|本区|本市|本省|辖区|园区|高新区|经开区|开发区"
_FRONT = lazy(
    rf"^(?:{_PLACES}|全年|年度|年内|当年|今年|去年|实现|完成|达到|达|确保|力争|推动|促进|保持|累计|预计|预期|实际|名义|同口径|可比口径|"
    r"各类|主要|新增|净增|稳步|持续|继续|进一步|努力|的|使|将|要|和|与|及|、|，)+"
)
_BACK = lazy(
    r"(?:增长速度|同比增长|年均增长|增长率|增长|增速|增幅|涨幅|降幅|跌幅|降低率|平均值|平均水平|平均为|平均|年均|总量|总数|数量|个数|家数|户数|总值|指数|"
    r"完成|实现|达到|达|控制在|控制|稳定在|稳定|保持在|保持|继续|突破|超过|超|累计|预期目标|目标设定|目标|为|至|到|的|了|约|近|有|共|均|分别|"
    r"同比|实际|名义|同口径|上涨|提高|提升|上升|下降|降低|增加|减少)+$"
)
_NUMBER = lazy(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[期批])")
_ETC = lazy(r"等$")
_DOUBLE = 3
"""The last three pairs (four characters) are the head noun's and count twice."""


class Canonical(NamedTuple):
    """A phrase in the form that is compared."""

    words: str
    pairs: frozenset[str]
    """Character pairs; ``heads`` of them count twice."""
    heads: frozenset[str]
    weight: int
    marks: tuple[str, ...]
    """The value of each group of ``distinctions.tsv`` that is named, ``""`` where none is."""
    numbers: frozenset[str]


class _Group(NamedTuple):
    strict: bool
    values: tuple[tuple[str, re.Pattern[str]], ...]


class _Synonyms(NamedTuple):
    whole: dict[str, str]
    """Whole phrase → canonical."""
    parts: dict[str, str]
    """Words anywhere in a phrase → canonical."""
    groups: dict[str, str]
    """Group of ``pattern`` → canonical, for the variants that are patterns themselves."""
    pattern: re.Pattern[str]

    def canonical(self, found: re.Match[str]) -> str:
        return self.groups[found.lastgroup] if found.lastgroup else self.parts[found.group()]


def _rows(name: str) -> Iterable[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _synonyms() -> _Synonyms:
    whole: dict[str, str] = {}
    parts: dict[str, str] = {}
    patterns: list[tuple[str, str]] = []
    for canonical, variants in _rows("synonyms.tsv"):
        parts[canonical] = canonical
        for raw in variants.split("|"):
            if raw.startswith("~"):
                patterns.append((raw[1:].replace("/", "|"), canonical))
            elif raw.startswith("="):
                whole[raw[1:]] = canonical
            else:
                parts[_NOISE.sub("", raw)] = canonical
    words = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    named = "".join(f"(?P<p{i}>{pattern})|" for i, (pattern, _) in enumerate(patterns))
    by_group = {f"p{i}": canonical for i, (_, canonical) in enumerate(patterns)}
    return _Synonyms(whole, parts, by_group, lazy(f"{named}{words}"))


@cache
def _groups() -> tuple[_Group, ...]:
    made = []
    for _, strict, *values in _rows("distinctions.tsv"):
        named = tuple((name, lazy(pattern)) for name, _, pattern in (value.partition("=") for value in values))
        made.append(_Group(strict == "strict", named))
    return tuple(made)


@lru_cache(maxsize=65536)
def canonical(phrase: str) -> Canonical:
    """The form of a phrase that is compared with others."""
    words = normalised(phrase)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)] or [words]
    heads = frozenset(pairs[-_DOUBLE:])
    unique = frozenset(pairs)
    marks = tuple(_mark(group, words) for group in _groups())
    return Canonical(words, unique, heads, len(unique) + len(heads), marks, frozenset(_NUMBER.findall(words)))


def normalised(phrase: str) -> str:
    """``全省地区生产总值增速`` → ``生产总值``: synonyms brought to one, fillers and places off both ends."""
    table = _synonyms()
    words = _NOISE.sub("", phrase)
    for _ in range(3):
        before = words
        if words in table.whole:
            return table.whole[words]
        words = table.pattern.sub(table.canonical, words)
        if words in table.parts:
            return table.parts[words]
        words = _ETC.sub("", _trimmed(words))
        if words == before:
            break
    return words


def _trimmed(words: str) -> str:
    """Fillers off both ends, unless nothing would be left."""
    shorter = _FRONT.sub("", words)
    shorter = shorter if len(shorter) >= 2 else words
    shortest = _BACK.sub("", shorter)
    return shortest if len(shortest) >= 2 else shorter


def _mark(group: _Group, words: str) -> str:
    return next((name for name, pattern in group.values if pattern.search(words)), "")


def distinct(first: str, second: str) -> bool:
    """Whether a word in them says that they are different things (进口 and 出口, 城镇居民 and 全体居民, 一期 and 二期)."""
    return _distinct(canonical(first), canonical(second))


def _distinct(a: Canonical, b: Canonical) -> bool:
    if a.words == b.words:
        return False
    if a.numbers != b.numbers:
        return True
    if a.marks == b.marks:
        return False
    return any(
        x != y and (group.strict or (x != "" and y != ""))
        for group, x, y in zip(_groups(), a.marks, b.marks, strict=True)
    )


def similarity(first: str, second: str) -> float:
    """0 for two things, 1 for one thing in other words."""
    return _near(canonical(first), canonical(second))


def _near(a: Canonical, b: Canonical) -> float:
    if not a.words or not b.words:
        return 0.0
    if a.words == b.words:
        return 1.0
    shared = a.pairs & b.pairs
    if not shared or _distinct(a, b):
        return 0.0
    heads = len(shared & a.heads) + len(shared & b.heads)
    return (2 * len(shared) + heads) / (a.weight + b.weight)


def covered(phrase: str, text: str) -> float:
    """How much of ``phrase`` stands in a longer ``text``, 0–1, by character pairs; 1 when its canonical words do."""
    return _held(canonical(phrase), canonical(text))


def _held(a: Canonical, b: Canonical) -> float:
    if not a.words:
        return 0.0
    if a.words in b.words:
        return 1.0
    shared = a.pairs & b.pairs
    return (len(shared) + len(shared & a.heads)) / a.weight


class Index:
    """Phrases looked up by nearness: only those that share a character pair are compared."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = [canonical(phrase) for phrase in phrases]
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, phrase in enumerate(self.phrases):
            for pair in phrase.pairs:
                self._having[pair].append(place)

    def nearest(self, phrase: str, least: float = 0.6) -> list[tuple[float, int]]:
        """(nearness, place) of all phrases at least so near, nearest first, then in order."""
        asked = canonical(phrase)
        seen = {place for pair in asked.pairs for place in self._having.get(pair, ())}
        scored = ((_near(asked, self.phrases[place]), place) for place in seen)
        return sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: (-pair[0], pair[1]))

    def holding(self, phrase: str, least: float = 0.75) -> list[tuple[float, int]]:
        """(share, place) of the texts that hold at least so much of ``phrase``, most first, then in order."""
        asked = canonical(phrase)
        seen = {place for pair in asked.pairs for place in self._having.get(pair, ())}
        scored = ((_held(asked, self.phrases[place]), place) for place in seen)
        return sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: (-pair[0], pair[1]))
