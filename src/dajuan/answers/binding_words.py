"""A phrase as the words that decide what it is of: 新签约制造业项目 → 签约, 项目 and, of no list, 制造业.

Two phrases are of one thing if they do the same (act), over the same range (scope), to the same (thing), counted in the
same way (measure); what no list has is compared by its characters. The list is ``binding_words.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

Role = Literal["act", "scope", "measure", "thing", "filler"]

NEW, _PLANNED = "新增", "计划"
_NOISE = re.compile(r"[（(][^（()）]*[）)]|[“”\"'‘’《》\s·]")


class Words(NamedTuple):
    """``known``: words of the list; ``rest``: what stands between them, in order."""

    known: frozenset[str]
    rest: tuple[str, ...]

    def of(self, *roles: Role) -> frozenset[str]:
        """Its known words of these roles."""
        return frozenset(one for one in self.known if role_of(one) in roles)


class _List(NamedTuple):
    roles: dict[str, Role]
    words: dict[str, str]
    """Variant → word."""
    groups: dict[str, str]
    """Group of ``pattern`` → word, for the variants that are patterns themselves."""
    pattern: re.Pattern[str]


@cache
def _list() -> _List:
    roles: dict[str, Role] = {}
    words: dict[str, str] = {}
    patterns: list[tuple[str, str]] = []
    for line in Path(__file__).with_name("binding_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, role, variants = line.split("\t")
        roles[word] = cast(Role, role)
        for variant in variants.split("|"):
            if variant.startswith("~"):
                patterns.append((variant[1:].replace("/", "|"), word))
            else:
                words[variant] = word
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    named = "".join(f"(?P<p{place}>{pattern})|" for place, (pattern, _) in enumerate(patterns))
    groups = {f"p{place}": word for place, (_, word) in enumerate(patterns)}
    return _List(roles, words, groups, re.compile(named + longest_first))


def role_of(word: str) -> Role:
    return _list().roles[word]


@lru_cache(maxsize=65536)
def words_of(phrase: str) -> Words:
    listed, text = _list(), _NOISE.sub("", phrase)
    known: list[str] = []
    rest: list[str] = []
    end = 0
    for found in listed.pattern.finditer(text):
        word = listed.groups[found.lastgroup] if found.lastgroup else listed.words[found.group()]
        if known and known[-1] == _PLANNED and found.start() == end and role_of(word) == "act":
            known.pop()  # 计划新增 promises 新增; 计划投资 is another amount than 投资.
        known.append(word)
        rest.append(text[end : found.start()])
        end = found.end()
    rest.append(text[end:])
    return Words(_meant(frozenset(known)), tuple(one for one in rest if one))


def _meant(known: frozenset[str]) -> frozenset[str]:
    """新增建成 is 建成: what was reached in a period is new in it."""
    acts = [word for word in known if role_of(word) == "act"]
    return known - ({"filler", NEW} if len(acts) > 1 else {"filler"})


class Shared(NamedTuple):
    """What two texts have in common, and what is left of each."""

    size: int
    """Characters."""
    first: str
    second: str


@lru_cache(maxsize=65536)
def shared(first: tuple[str, ...], second: tuple[str, ...]) -> Shared:
    """The longest stretches of two characters or more that stand in both, taken out one after the other."""
    size, one, other = 0, _joined(first), _joined(second)
    while (stretch := _longest(one, other)) and len(stretch) > 1:
        size += len(stretch)
        one, other = one.replace(stretch, "\n", 1), other.replace(stretch, "\n", 1)
    return Shared(size, one.replace("\n", ""), other.replace("\n", ""))


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(pieces)


def _longest(one: str, other: str) -> str:
    for size in range(min(len(one), len(other)), 1, -1):
        for start in range(len(one) - size + 1):
            piece = one[start : start + size]
            if "\n" not in piece and piece in other:
                return piece
    return ""
