"""What became of last year's main targets, read by ``dajuan.compare`` and by a person: right of total, per pair.

``python bench/compare_pairs.py [PLACE …]`` runs over ``bench/gold/compare/*.tsv`` (conventions in the README there) and
prints each error on a line. The reports are read from ``../shared/data/reports``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from zone_report import Row, rows

BENCH = Path(__file__).resolve().parent
REPORTS = BENCH.parent.parent / "shared" / "data" / "reports"
GOLD = BENCH / "gold" / "compare"
SAME = {"partly": "close"}
JUDGED_ANSWER = {"met", "missed", "close", "admitted"}


class Found(NamedTuple):
    """One promise with its answer, as the comparison gave it; ``answer`` is ``None`` when none was found."""

    promise: tuple[int, int]
    answer: tuple[int, int] | None
    verdict: str
    called_success: bool = False


def span(thing: Any) -> tuple[int, int] | None:
    """``(start, end)`` of whatever stands for a place in a text."""
    if thing is None:
        return None
    return (thing.start, thing.end) if hasattr(thing, "start") else (thing[0], thing[1])


def found(result: Any) -> list[Found]:
    """The adapter: the only part that knows the names in the comparison's answer."""
    answers = []
    for item in result.answers:
        promise = span(item.promise)
        if promise is not None:
            verdict = SAME.get(item.verdict, item.verdict.replace("_", "-"))
            answers.append(Found(promise, span(item.answer), verdict, item.called_success))
    return answers


def overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    return min(first[1], second[1]) - max(first[0], second[0])


def best(row: Row, candidates: Iterable[Found]) -> Found | None:
    """The promise that shares most with the item; none when nothing overlaps."""
    item = (int(row["start"]), int(row["end"]))
    shared = [(overlap(item, c.promise), c) for c in candidates]
    shared = [pair for pair in shared if pair[0] > 0]
    return max(shared, key=lambda pair: (pair[0], pair[1].promise[0] - pair[1].promise[1]))[1] if shared else None


def error(row: Row, got: Found | None) -> str:
    """What is wrong with an item, or nothing."""
    if got is None:
        return f"no verdict, expected {row['verdict']}"
    if got.verdict not in row["verdict"].split("|"):
        return f"{got.verdict}, expected {row['verdict']} ({row['reason']})"
    if got.called_success != (row["called_success"] == "1") and got.verdict == row["verdict"].split("|")[0]:
        return f"{got.verdict} is right, but called_success {got.called_success}"
    if got.verdict not in JUDGED_ANSWER or row["answer_start"] == "-":
        return ""
    place = (int(row["answer_start"]), int(row["answer_end"]))
    if got.answer is None or overlap(got.answer, place) < 1:
        return f"{got.verdict} is right, but on other words: {got.answer}, expected {place}"
    return ""


def names(place: str) -> tuple[Path, Path]:
    years = (2024, 2025) if place == "national" else (2025, 2026)
    return REPORTS / f"{place}-{years[0]}.txt", REPORTS / f"{place}-{years[1]}.txt"


def score(place: str, gold: Sequence[Row]) -> tuple[int, int, int]:
    """Right, total and false accusations (missed where nobody would say so) of one pair; prints the errors."""
    import dajuan

    plan, report = names(place)
    answers = found(dajuan.compare(str(plan), str(report)))
    text = plan.read_text(encoding="utf-8")
    right = accused = 0
    for row in gold:
        got = best(row, answers)
        wrong = error(row, got)
        right += not wrong
        false_accusation = got is not None and got.verdict in {"missed", "admitted"} and "missed" not in row["verdict"]
        accused += false_accusation and "admitted" not in row["verdict"]
        if wrong:
            print(f"  {place} {row['item']:>2}  {text[int(row['start']) : int(row['end'])]}  {wrong}")
    print(f"{place:<12}{right:>3}/{len(gold)}")
    return right, len(gold), accused


def main(arguments: Sequence[str]) -> int:
    places = list(arguments) or sorted(path.stem for path in GOLD.glob("*.tsv"))
    if not REPORTS.exists():
        print(f"SKIPPED: the reports are not at {REPORTS}; nothing was measured", file=sys.stderr)
        return 0
    if find_spec("dajuan.comparison.compare") is None:
        print("SKIPPED: dajuan.compare is not there yet; nothing was measured", file=sys.stderr)
        return 0
    scores = [score(place, rows(GOLD / f"{place}.tsv")) for place in places]
    right, total, accused = (sum(column) for column in zip(*scores, strict=True))
    print(f"{'all':<12}{right:>3}/{total}  {right / total:.1%}; called missed without ground: {accused}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
