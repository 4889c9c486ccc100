"""Every clause of a document's body with where it stands, and what makes a clause tell one particular event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from dajuan.checks.clauses import clauses_of
from dajuan.checks.once import once
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

EVENT = lazy(
    "上市|挂牌|获批|获评|入选|获得|荣获|落户|开工|投产|揭牌|签约|通车|通航|投用|投入使用|投入运营|竣工|授牌|认定|推广|建成|启用|开馆|封顶"
)
"""Words that tell a thing that happened once."""

SLOGAN = lazy("意识|自信|维护|确立|思想|精神|中央|总书记|各位|代表|人民|高质量发展$|坚持|锚定|围绕|聚焦|贯彻|落实")
"""Words of the phrases that a report repeats on purpose."""


class Clause(NamedTuple):
    """A clause of the body: ``flow.text[start:end]``, ``words`` without white space, its place in reading order."""

    start: int
    end: int
    words: str
    sentence: int
    order: int


@once
def body_clauses(reading: Reading) -> list[Clause]:
    found: list[Clause] = []
    for index, sentence in enumerate(reading.flow.sentences):
        if sentence.heading:
            continue
        for start, end in clauses_of(reading, index):
            plain = "".join(reading.flow.text[start:end].split())
            found.append(Clause(start, end, plain, index, len(found)))
    return found


def repeated(clauses: list[Clause], shortest: int) -> Iterator[tuple[Clause, Clause]]:
    """Pairs of clauses with the same words, the earlier one first; each later one is paired with the first of all."""
    by_words: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if len(clause.words) >= shortest:
            by_words[clause.words].append(clause)
    for same in by_words.values():
        for later in same[1:]:
            yield same[0], later
