"""How many planted defects the default rules find: one defect at a time in clean made-up texts, recall by kind.

Usage: python bench/seeded.py [--missed]

``seeded/*.txt`` are texts without a defect; ``seeded/plants.tsv`` holds one defect a row: its kind, the text, the words,
what is put in their place, and the rules that may say so. A plant is found when one of these rules says something that
it did not say of the clean text. Findings on the clean texts are false alarms.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

SEEDED = Path(__file__).resolve().parent / "seeded"


class Plant(NamedTuple):
    kind: str
    text: str
    words: str
    planted: str
    codes: frozenset[str]


def plants() -> list[Plant]:
    found = []
    for line in (SEEDED / "plants.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text, words, planted, codes = line.split("\t")
            found.append(Plant(kind, text, words, planted, frozenset(codes.split())))
    return found


def clean_texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDED.glob("*.txt"))}


def said_of(text: str) -> Counter[str]:
    """The default rules' codes, each as often as it speaks."""
    from dajuan.checks.run import check
    from dajuan.checks.settings import Settings

    return Counter(one.code for one in check(text, settings=Settings(), ignores=()))


def with_plant(text: str, plant: Plant) -> str:
    """The text with the defect in it. Raises ValueError where the words stand nowhere, or twice."""
    if text.count(plant.words) != 1:
        raise ValueError(f"{plant.text}: {plant.words} stands {text.count(plant.words)} times")
    return text.replace(plant.words, plant.planted)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--missed", action="store_true", help="print the plants that no expected rule found")
    arguments = parser.parse_args()
    texts = clean_texts()
    clean = {name: said_of(text) for name, text in texts.items()}
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    missed = []
    for plant in plants():
        new = said_of(with_plant(texts[plant.text], plant)) - clean[plant.text]
        found = bool(plant.codes & set(new))
        by_kind[plant.kind]["found" if found else "missed"] += 1
        if not found:
            missed.append((plant, new))
    print(f"{'kind of defect':<18}{'planted':>8}{'found':>7}{'recall':>9}")
    for kind, counts in [*by_kind.items(), ("all", sum(by_kind.values(), Counter()))]:
        total = counts.total()
        print(f"{kind:<18}{total:>8}{counts['found']:>7}{counts['found'] / total:>9.0%}")
    alarms = sum(clean.values(), Counter())
    characters = sum(map(len, texts.values()))
    print(
        f"false alarms on the {len(texts)} clean texts ({characters:,} characters): {alarms.total()} {dict(alarms) or ''}"
    )
    for plant, new in missed if arguments.missed else ():
        print(
            f"missed: {plant.kind} · {plant.text} · {plant.planted} · wanted {' '.join(sorted(plant.codes))}, said {dict(new)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
