"""How much of a report is read right, part by part, against what a person read in it.

``python bench/zone_report.py`` reads the zone report of ``../shared/data``, ``--slices`` the annotated pieces of
provincial reports, and ``TEXT GOLD [OTHERS]`` any other text. It prints one ratio per part, then one line per
error. The columns of the gold: ``bench/gold/README.md``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dajuan.claims.claim import Claim

BENCH = Path(__file__).resolve().parent
TEXT = BENCH.parent.parent / "shared" / "data" / "zone-report-2023-2024.txt"
GOLD = BENCH / "gold" / "zone-report.tsv"
OTHERS = BENCH / "gold" / "zone-report-others.tsv"
SLICES = BENCH / "gold" / "slices"
REPORTS = BENCH.parent.parent / "shared" / "data" / "reports"
PARTS = ("value", "unit", "qualifier", "role", "period", "indicator", "basis", "cumulative", "deadline")
CORE = ("value", "unit", "qualifier", "role", "period")
OPEN_HIGH = {"at_least", "more_than"}
OPEN_LOW = {"at_most", "nearly"}
Row = dict[str, str]


class Verdict(NamedTuple):
    """One part of one quantity: was it right, what was expected, what was read."""

    right: bool
    expected: str
    got: str


def rows(path: Path) -> list[Row]:
    """The rows of a gold file; lines that begin with ``#`` are remarks."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def reach(path: Path) -> tuple[int, int]:
    """The piece of the text that was annotated: the remark ``# range: from to``, or all of it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# range:"):
            first, last = line.removeprefix("# range:").split()
            return int(first), int(last)
    return 0, sys.maxsize


def one_of(expected: str, got: str) -> Verdict:
    """``A|B`` accepts either; ``-`` stands for nothing."""
    return Verdict((got or "-") in {choice or "-" for choice in expected.split("|")}, expected, got or "-")


def same(got: Decimal | None, expected: Decimal) -> bool:
    """Equal, but for the last digits of a unit that does not divide evenly (亩 is 2000/3 平方米)."""
    return got is not None and abs(got - expected) <= abs(expected) * Decimal("1e-12")


def value(row: Row, claim: Claim) -> Verdict:
    """Both ends right; the end that the qualifier opens may be open."""
    low, high = Decimal(row["low"]), Decimal(row["high"])
    qualifier = row["qualifier"]
    low_right = same(claim.low, low) or (claim.low is None and qualifier in OPEN_LOW)
    high_right = same(claim.high, high) or (claim.high is None and qualifier in OPEN_HIGH)
    return Verdict(low_right and high_right, f"{low}..{high}", f"{claim.low}..{claim.high}")


def phrase_fits(expression: str, phrase: str, verb: str = "") -> bool:
    """``a+b|c!d``: (a and b) or c in the phrase or its verb, and no d in the phrase."""
    wanted, *forbidden = expression.split("!")
    if any(word in phrase for word in forbidden):
        return False
    return any(all(word in verb + phrase for word in choice.split("+")) for choice in wanted.split("|"))


def period(row: Row, claim: Claim) -> Verdict:
    """The label, or a finer one inside it where the gold gives only the year: 2024-Q1 is not 2024."""
    if row["period"] == "-":
        return Verdict(True, "-", "-")
    return one_of(row["period"], claim.period.label if claim.period else "")


def deadline(row: Row, claim: Claim) -> Verdict:
    """A written deadline must be found; where none is written the last day of the period is as good as nothing."""
    got = claim.deadline.isoformat() if claim.deadline else "-"
    if row["deadline"] != "-":
        return Verdict(got == row["deadline"], row["deadline"], got)
    ends = {f"{label}-12-31" for label in row["period"].split("|")}
    return Verdict(got == "-" or row["period"] == "-" or got in ends, "-", got)


def indicator(row: Row, claim: Claim) -> Verdict:
    """The phrase names what an office would call it."""
    expected = row["indicator"]
    return Verdict(phrase_fits(expected, claim.indicator, claim.verb), expected, f"{claim.verb}/{claim.indicator}")


def judge(row: Row, claim: Claim) -> dict[str, Verdict]:
    """Every part of one quantity."""
    return {
        "value": value(row, claim),
        "unit": one_of(row["unit"], claim.unit),
        "qualifier": one_of(row["qualifier"], claim.qualifier or ""),
        "role": one_of(row["role"], claim.role),
        "period": period(row, claim),
        "indicator": indicator(row, claim),
        "basis": one_of(row["basis"], claim.basis),
        "cumulative": one_of(row["cumulative"], str(int(claim.cumulative))),
        "deadline": deadline(row, claim),
    }


def overlap(row: Row, start: int, end: int) -> int:
    """Characters shared by a gold row and ``[start, end)``; below 1 means none."""
    return min(int(row["end"]), end) - max(int(row["start"]), start)


def pair(gold: Sequence[Row], claims: Iterable[Claim]) -> tuple[dict[int, Claim], list[Claim]]:
    """Each claim goes to the row it covers most of; what covers none, or a row already taken better, is left over."""
    found: dict[int, Claim] = {}
    left: list[Claim] = []
    for claim in claims:
        best = max(range(len(gold)), key=lambda i: overlap(gold[i], claim.start, claim.end), default=-1)
        if best < 0 or overlap(gold[best], claim.start, claim.end) < 1 or best in found:
            left.append(claim)
        else:
            found[best] = claim
    return found, left


def place(text: str, start: int, end: int) -> str:
    """The words around a span, on one line."""
    around = f"{text[max(0, start - 14) : start]}[{text[start:end]}]{text[end : end + 8]}"
    return around.replace("\n", "⏎")


def spurious(left: Iterable[Claim], others: Sequence[Row]) -> list[tuple[Claim, str]]:
    """Claims that nobody stated. A rank is a claim of its own kind, and an optional count may be read."""
    answer = []
    for claim in left:
        classes = [row["class"] for row in others if overlap(row, claim.start, claim.end) > 0]
        if any(c in {"count*", "threshold*", "rank"} for c in classes) or claim.basis == "rank":
            continue
        answer.append((claim, classes[0] if classes else "unknown"))
    return answer


def report(text_path: Path, gold_path: Path, others_path: Path | None) -> int:
    """Print the score of one text; the number of errors."""
    import dajuan

    gold = rows(gold_path)
    others = rows(others_path) if others_path and others_path.exists() else []
    reading = dajuan.read(str(text_path))
    text = reading.document.text
    first, last = reach(gold_path)
    found, left = pair(gold, [claim for claim in reading.claims if first <= claim.start < last])
    verdicts = {i: judge(gold[i], claim) for i, claim in found.items()}
    wrong = spurious(left, others)
    missing = len(gold) - len(found)
    print(f"{text_path.name}: {len(gold)} quantities, {len(found)} found, {missing} missing, {len(wrong)} spurious")
    for part in PARTS:
        right = sum(v[part].right for v in verdicts.values())
        print(f"  {part:<11}{right:>4}/{len(gold)}  {right / len(gold):6.1%}")
    whole = sum(all(v[part].right for part in CORE) for v in verdicts.values())
    print(f"  {'all five':<11}{whole:>4}/{len(gold)}  {whole / len(gold):6.1%}   ({', '.join(CORE)})")
    errors = 0
    for i, row in enumerate(gold):
        where = place(text, int(row["start"]), int(row["end"]))
        lines = ["missing"]
        if i in verdicts:
            lines = [f"{part}: {v.expected} ≠ {v.got}" for part, v in verdicts[i].items() if not v.right]
        for line in lines:
            print(f"  {row['start']:>5}  {where}  {line}")
        errors += len(lines)
    for claim, kind in wrong:
        print(f"  {claim.start:>5}  {place(text, claim.start, claim.end)}  spurious ({kind}): {claim.low} {claim.unit}")
    return errors + len(wrong)


def slices() -> int:
    """Every annotated piece of a provincial report."""
    if not REPORTS.exists():
        print(f"SKIPPED: the reports are not at {REPORTS}; nothing was measured", file=sys.stderr)
        return 0
    for gold in sorted(SLICES.glob("*-20??.tsv")):
        report(REPORTS / f"{gold.stem}.txt", gold, gold.with_name(f"{gold.stem}-others.tsv"))
    return 0


def main(arguments: Sequence[str]) -> int:
    if list(arguments) == ["--slices"]:
        return slices()
    paths = [Path(a) for a in arguments] or [TEXT, GOLD, OTHERS]
    if not paths[0].exists():
        print(f"SKIPPED: the zone report is not at {paths[0]}; nothing was measured", file=sys.stderr)
        return 0
    report(paths[0], paths[1], paths[2] if len(paths) > 2 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
