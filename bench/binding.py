"""Which indicator a plan's promise is bound to: ours beside the likeness of names alone, on pairs written by hand.

``python bench/binding.py [--errors]`` reads ``tests/answers/binding_pairs.tsv``: a sentence of a made-up plan with one
number marked, and the indicator of the built-in packs that measures it, or ``none``. Each sentence is read as a plan is,
so a promise that was misread counts against us. Half of the pairs were looked at while this was written (``seen``), the
other half, told apart by the CRC of the line's sentence, only measured on (``held``); those under ``# later`` were
written when the matching was done, and measured as it was then: their first result is told in ``docs/measures.md``.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dajuan.answers.catalogue import Catalogue
from dajuan.answers.proposals import Proposal, proposals
from dajuan.answers.suggestions import suggest
from dajuan.answers.target import PROGRAMME
from dajuan.claims.read import read
from dajuan.claims.similarity import similarity
from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.programmes.pack import Programme

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "answers" / "binding_pairs.tsv"
HEAD = "云岭高新区2025年工作安排\n\n一、2025年工作安排\n\n"
ALIKE = 0.5
"""From here on the plain peer suggests; of 0.5, 0.6, 0.7 and 0.8 the one that serves it best on the half looked at."""
TARGETS = 300

Best = Callable[[Proposal], list[str]]


class Pair(NamedTuple):
    sentence: str
    at: tuple[int, int]
    """The number that is asked about."""
    right: frozenset[str]
    """``programme/indicator``, any of which will do; empty where no pack measures it."""
    group: str
    """seen, held or later."""

    @property
    def programme(self) -> str:
        return min(self.right).partition("/")[0] if self.right else "none"


def built_in() -> dict[str, Programme]:
    """The packs that come with Dajuan, but the targets' own."""
    packs = [read_pack(path) for path in built_in_paths()]
    return {one.code: one for one in packs if one.code != PROGRAMME}


def pairs() -> Iterator[Pair]:
    later = False
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        later = later or line.startswith("# later")
        if line and not line.startswith("#"):
            marked, right = line.split("\t")
            start, end = marked.index("{"), marked.index("}") - 1
            plain = marked.replace("{", "").replace("}", "")
            half = "held" if zlib.crc32(marked.encode()) % 2 else "seen"
            answers = frozenset[str]() if right == "none" else frozenset(right.split("|"))
            yield Pair(plain, (start, end), answers, "later" if later else half)


def proposed(pair: Pair) -> Proposal | None:
    """What the plan's reader proposes of the number that is marked."""
    reading = read(HEAD + pair.sentence)
    first = reading.document.text.index(pair.sentence)
    start, end = first + pair.at[0], first + pair.at[1]
    value = pair.sentence[slice(*pair.at)]
    found = [one for one in proposals(reading) if one.start <= start and end <= one.end]
    return min(found, key=lambda one: one.value != value, default=None)


def ours(programmes: Mapping[str, Programme]) -> Best:
    catalogue = Catalogue(programmes)
    return lambda one: [str(found.binding) for found in suggest(one, catalogue).best]


def by_name_alone(programmes: Mapping[str, Programme]) -> Best:
    """The plain peer: the indicators whose names are most like the promise's."""
    names = [
        (f"{code}/{key}", one.name.zh) for code, pack in programmes.items() for key, one in pack.indicators.items()
    ]

    def best(one: Proposal) -> list[str]:
        scored = sorted(((similarity(one.name, name), said) for said, name in names), reverse=True)
        return [said for score, said in scored[:3] if score >= ALIKE]

    return best


def measure(read_pairs: list[tuple[Pair, Proposal | None]], best: Best, *, errors: bool = False) -> Counter[str]:
    told: Counter[str] = Counter()
    for pair, one in read_pairs:
        found = best(one) if one is not None else []
        kind = pair.programme
        told[f"{kind} all"] += 1
        told[f"{kind} first"] += bool(found and found[0] in pair.right)
        told[f"{kind} three"] += bool(pair.right.intersection(found))
        told[f"{kind} suggested"] += bool(found)
        if errors and (not pair.right.intersection(found[:1]) if pair.right else found):
            print(
                f"  {pair.sentence} [{one.name if one else 'not proposed'}] {'|'.join(pair.right) or 'none'} ← {found}"
            )
    return told


def say(title: str, told: Counter[str]) -> None:
    kinds = sorted({key.split()[0] for key in told} - {"none"})
    having = sum(told[f"{kind} all"] for kind in kinds)
    first, three = (sum(told[f"{kind} {what}"] for kind in kinds) for what in ("first", "three"))
    wrong, none = told["none suggested"], told["none all"]
    print(f"{title}: right first {first}/{having} ({first / having:.1%}), in the first three {three}/{having} ({three / having:.1%}),"
          f" suggested where none is right {wrong}/{none} ({wrong / none:.1%})")  # fmt: skip
    for kind in kinds:
        print(f"    {kind}: {told[f'{kind} first']}/{told[f'{kind} all']}")


def main() -> None:
    programmes = built_in()
    read_pairs = [(pair, proposed(pair)) for pair in pairs()]
    for group in ("seen", "held", "later"):
        some = [one for one in read_pairs if one[0].group == group]
        say(f"{group:5}  ours", measure(some, ours(programmes), errors="--errors" in sys.argv))
        say(f"{group:5}  names alone", measure(some, by_name_alone(programmes)))
    many = [one for _, one in read_pairs if one is not None]
    many = (many * (TARGETS // len(many) + 1))[:TARGETS]
    start = time.process_time()
    best = ours(programmes)
    for one in many:
        best(one)
    indicators = sum(len(one.indicators) for one in programmes.values())
    print(f"{TARGETS} targets against {indicators} indicators: {time.process_time() - start:.2f} s of CPU")


if __name__ == "__main__":
    main()
