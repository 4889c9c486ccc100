"""Platforms of a large zone: where each of 5,000 stands with its reviews, read from the register as a page does, against
reading the same rows alone; and the money of 20,000 projects divided among companies against adding it up.

Usage: python bench/honours.py [--platforms 5000] [--projects 20000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.honours.platforms import PLATFORMS, REVIEWS, matrix, platforms
from dajuan.systems.honours.settings import our_settings
from dajuan.systems.state_owned.owning import Part, Stake, owned

ON = date(2026, 11, 1)
PAPERS = {
    kind: Evidence(name="p.pdf", address="https://example.org/p.pdf", kind=kind) for kind in ("认定文件", "评价结果")
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--platforms", type=int, default=5000)
    asked.add_argument("--projects", type=int, default=20_000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        standing(Path(folder), options.platforms)
    dividing(options.projects)


def timed(call: Callable[[], object]) -> tuple[float, object]:
    begin = process_time()
    found = call()
    return process_time() - begin, found


def standing(folder: Path, many: int) -> None:
    zone = make_zone(folder / "zone", name="云岭高新区", code="yunling", on=(PLATFORMS, REVIEWS), simulated=True)
    ledger = ledger_of(zone)
    for first in range(0, many, 500):
        append(
            ledger, [one for nth in range(first, min(first + 500, many)) for one in drafts(nth)], actor="科技创新局 罗"
        )
    subjects = Subjects(ledger, zone.derived)
    subjects.follow()
    floor, _ = timed(lambda: [*every(subjects, PLATFORMS), *every(subjects, REVIEWS)])
    ours, found = timed(lambda: platforms(subjects, our_settings(), ON))
    counted = sum(sum(one.values()) for one in matrix(found).values())
    print(
        f"{many:,} platforms, {many:,} reviews: {ours:.2f} s CPU, reading the rows alone {floor:.2f} s, ratio {ours / floor:.1f}"
    )
    assert counted == many, counted
    subjects.close()
    ledger.store.close()


def drafts(nth: int) -> list[Draft]:
    code, kinds = f"IP-{nth}", ("key-lab", "enterprise-technology", "incubator", "makerspace")
    kind, on = kinds[nth % len(kinds)], date(2020 + nth % 6, 1 + nth % 12, 3)
    its = {"programme": PLATFORMS, "subject": code, "effective_on": on}
    review = {"programme": REVIEWS, "subject": f"{code}.2025", "effective_on": date(2025, 9, 1)}
    level, document = (
        ("national", "provincial", "municipal")[nth % 3],
        {"document": "1号", "valid-until": f"{2026 + nth % 4}-06-30"},
    )
    return [
        Draft(**its, kind="opened", fields={"name": f"平台 {nth}", "kind": kind}),
        *(Draft(**its, kind="moved", stage=stage) for stage in ("applied", "recognised")),
        Draft(**its, kind="moved", stage=level, fields=document, evidence=(PAPERS["认定文件"],)),
        Draft(**review, kind="opened", fields={"level": level, "carrier": kind in ("incubator", "makerspace")}),
        Draft(**review, kind="moved", stage="due"),
        Draft(**review, kind="moved", stage="graded", fields={"grade": "good", "score": 8000}, evidence=(PAPERS["评价结果"],)),
    ]  # fmt: skip


def dividing(many: int) -> None:
    random = Random(1)
    companies = [f"C-{nth}" for nth in range(40)]
    stakes = {
        f"P-{nth}": [
            Stake(company, f"P-{nth}", Part.JOINT, Fraction(1, 3), False)
            for company in random.sample(companies, 1 + nth % 3)
        ]
        for nth in range(many)
    }
    money = {project: random.randrange(10**12) for project in stakes}
    floor, whole = timed(lambda: sum(money.values()))
    ours, found = timed(lambda: [owned({company}, stakes, money) for company in companies])
    assert sum(one.by_share for one in found) == whole
    print(
        f"{many:,} projects among {len(companies)} companies: {ours:.2f} s CPU, to the last fen the sum of all ({floor:.4f} s)"
    )


if __name__ == "__main__":
    main()
