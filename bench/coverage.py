"""How much of a report is read at all: the share of its numbers that became claims, and of its claims that a check could test.

``python bench/coverage.py`` reads the reports of ``../shared/data/reports``; give it other files to read those instead.
A number is a run of digits in the text that is no list mark. It is claimed when it stands in a claim, and understood when
it does or is read as a date, an ordinal or a name (5G, 十四五, a document's number); what is left over is an amount that
nobody claims (亿元以上项目, 三年行动), listed with ``--left``.

A claim is testable when it names its indicator, has a period, and there is something to hold it against: another claim of
the same indicator anywhere in the report (a level for a growth, the year before, the plan), or a whole of which it is part.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dajuan.claims.claim import Claim, Reading

REPORTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "reports"
NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
MARK = re.compile(r"^[\s　（(]*\d{1,2}[)）.、．]", re.MULTILINE)


def numbers(text: str) -> list[tuple[int, int]]:
    """Where digits stand in the reading text, without the marks of lists."""
    marks = {found.start() + len(found.group()) - 1 for found in MARK.finditer(text)}
    return [found.span() for found in NUMBER.finditer(text) if found.end() not in marks]


def spread(spans: list[tuple[int, int]], size: int) -> bytearray:
    """One byte a character: 1 where a span lies."""
    marked = bytearray(size + 1)
    for start, end in spans:
        marked[start:end] = b"\x01" * (end - start)
    return marked


def testable(reading: Reading) -> int:
    """Claims that a check has something to hold against."""
    from dajuan.claims.similarity import normalised

    def named(claim: Claim) -> str:
        return normalised(claim.indicator)

    seen = Counter(named(claim) for claim in reading.claims if claim.indicator)
    wholes = {claim.part_of for claim in reading.claims}
    return sum(
        bool(claim.indicator)
        and claim.period is not None
        and (seen[named(claim)] > 1 or claim.part_of is not None or claim.id in wholes)
        for claim in reading.claims
    )


def measure(path: Path) -> tuple[int, int, int, int, int, list[str]]:
    """(numbers, claimed, covered, claims, testable, what is left over)."""
    import dajuan
    from dajuan.language.spans import Quantity

    reading = dajuan.read(path)
    text = reading.flow.text
    claimed = spread([claim.at for claim in reading.claims], len(text))
    known = spread([(span.start, span.end) for span in reading.spans if not isinstance(span, Quantity)], len(text))
    places = [start for start, _ in numbers(text)]
    left = [text[max(0, p - 12) : p + 12].replace("\n", "⏎") for p in places if not (claimed[p] or known[p])]
    return (
        len(places),
        sum(claimed[p] for p in places),
        sum(claimed[p] or known[p] for p in places),
        len(reading.claims),
        testable(reading),
        left,
    )


def line(name: str, counts: tuple[int, int, int, int, int]) -> str:
    written, claimed, covered, claims, tested = counts
    return (
        f"{name:<24}{written:>8}{claimed / max(written, 1):>10.1%}{covered / max(written, 1):>12.1%}"
        f"{claims:>9}{tested / max(claims, 1):>11.1%}"
    )


def main(arguments: list[str]) -> int:
    paths = [Path(a) for a in arguments if a != "--left"] or sorted(REPORTS.glob("*-20??.txt"))
    if not paths:
        print(f"SKIPPED: the reports are not at {REPORTS}; nothing was measured", file=sys.stderr)
        return 0
    print(f"{'':<24}{'numbers':>8}{'claimed':>10}{'understood':>12}{'claims':>9}{'testable':>11}")
    total = [0, 0, 0, 0, 0]
    for path in paths:
        *counts, left = measure(path)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print(line(path.stem, tuple(counts)))  # type: ignore[arg-type]
        if "--left" in arguments:
            print("\n".join(f"    {words}" for words in left))
    print(line("all", tuple(total)))  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
