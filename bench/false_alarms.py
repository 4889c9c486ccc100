"""How often the checks cry wolf: findings on the 22 real reports at default settings, held against judgements by hand.

Usage: python bench/false_alarms.py [--select CODES] [--show unjudged|wrong|right|arguable|all]

``findings/judged.tsv`` holds one judgement a row: report, code, start, end, right | wrong | arguable, the reason. The
reports themselves are no part of the project; ``--show`` prints their words to the terminal only.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent.parent / "shared" / "data" / "reports"
JUDGED = HERE / "findings" / "judged.tsv"
VERDICTS = ("right", "arguable", "wrong", "unjudged")


class Found(NamedTuple):
    report: str
    code: str
    start: int
    end: int
    verdict: str
    reason: str
    context: str


def judgements() -> dict[tuple[str, str, int, int], tuple[str, str]]:
    """(report, code, start, end) → (verdict, reason)."""
    rows: dict[tuple[str, str, int, int], tuple[str, str]] = {}
    if not JUDGED.is_file():
        return rows
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            report, code, start, end, verdict, reason = line.split("\t")
            rows[report, code, int(start), int(end)] = (verdict, reason)
    return rows


def find(paths: list[Path], select: tuple[str, ...]) -> tuple[list[Found], int]:
    """All findings with their verdicts, and the number of characters read."""
    from dajuan.checks.run import check
    from dajuan.checks.settings import Settings
    from dajuan.claims.read import read

    known = judgements()
    found, characters = [], 0
    for path in paths:
        reading = read(path)
        text = reading.document.text
        characters += len(text)
        for one in check(reading, select=select, settings=Settings(), ignores=()):
            verdict, reason = known.get((path.stem, one.code, one.start, one.end), ("unjudged", ""))
            before, after = text[max(one.start - 60, 0) : one.start], text[one.end : one.end + 40]
            context = f"{before}【{text[one.start : one.end]}】{after}".replace("\n", "⏎")
            found.append(Found(path.stem, one.code, one.start, one.end, verdict, reason, f"{context}\n      {one.zh}"))
    return found, characters


def table(found: list[Found], characters: int) -> str:
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        by_code[one.code][one.verdict] += 1
    lines = [f"{'rule':<8}{'found':>7}{'per 10k':>9}" + "".join(f"{verdict:>10}" for verdict in VERDICTS)]
    lines += [row(code, by_code[code], characters) for code in sorted(by_code)]
    total: Counter[str] = sum(by_code.values(), Counter())
    lines.append(row("all", total, characters))
    judged = total["right"] + total["wrong"] + total["arguable"]
    if judged:
        lines.append(
            f"right: {total['right'] / judged:.1%} of the judged; with the arguable: "
            f"{(total['right'] + total['arguable']) / judged:.1%}"
        )
    lines.append(f"wrong per 10,000 characters: {total['wrong'] * 10_000 / characters:.3f} (of {characters:,} read)")
    return "\n".join(lines)


def row(name: str, counts: Counter[str], characters: int) -> str:
    found = sum(counts.values())
    return f"{name:<8}{found:>7}{found * 10_000 / characters:>9.3f}" + "".join(
        f"{counts[verdict]:>10}" for verdict in VERDICTS
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--select", default="", help="codes, comma-separated; the defaults without it")
    parser.add_argument("--show", default="unjudged", choices=[*VERDICTS, "all", "none"])
    parser.add_argument("--rows", action="store_true", help="print the shown findings as rows for judged.tsv")
    arguments = parser.parse_args()
    paths = sorted(path for path in REPORTS.glob("*.txt") if path.stem != "README")
    if not paths:
        print("没有 ../shared/data/reports，未测 / no reports beside the checkout, nothing measured")
        return 0
    found, characters = find(paths, tuple(filter(None, arguments.select.split(","))))
    print(table(found, characters))
    for one in found:
        if arguments.show not in (one.verdict, "all"):
            continue
        if arguments.rows:
            print("\t".join([one.report, one.code, str(one.start), str(one.end), "", ""]))
        else:
            print(f"{one.report} {one.code} {one.start}-{one.end} {one.verdict} {one.reason}\n      {one.context}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
