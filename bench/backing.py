"""A report held against a ledger half of which says otherwise: what is called agreement, contradiction, or neither.

``python bench/backing.py [--errors]`` reports the figures of ``backing_truth.tsv`` to the made-up zone's targets of 2025 and
holds ``samples/yunling-2026.md`` against them: a table of what is so against what was said, and the precision of both. The
peer, in the same run: a figure is meant wherever the names are alike and the units agree.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import NamedTuple

from dajuan.answers.backing import LedgerBacking
from dajuan.answers.plan import import_plan
from dajuan.checks.coverage import coverage
from dajuan.claims.claim import Claim
from dajuan.claims.read import read
from dajuan.claims.similarity import similarity
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.programmes.values.amounts import Amount, amount_in

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.answers.conftest import ON, PLAN  # noqa: E402
from tests.answers.life import set_all, state  # noqa: E402

TRUTH = Path(__file__).with_name("backing_truth.tsv")
REPORT = ROOT / "samples" / "yunling-2026.md"
SAID = ("holds", "differs", "without_evidence", "not_in_ledger")
ALIKE = 0.7


class Truth(NamedTuple):
    target: str
    reported: str
    words: str
    written: str
    so: str


def truths() -> Iterator[Truth]:
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Truth(*line.split("\t"))


def so(claim: Claim, known: Mapping[tuple[str, str], str]) -> str:
    if claim.role != "result":
        return "other"
    return next(
        (
            told
            for (words, written), told in known.items()
            if claim.text == written and claim.indicator.startswith(words)
        ),
        "other",
    )


def by_names(claim: Claim, facts: Mapping[str, Amount]) -> str:
    near, value = max((similarity(claim.indicator, name), amount.value) for name, amount in facts.items())
    if near < ALIKE or claim.low is None:
        return "not_in_ledger"
    return "holds" if abs(float(claim.low) - float(value)) <= 0.005 * abs(float(value)) else "differs"


def main() -> None:
    known = {(one.words, one.written): one.so for one in truths()}
    with tempfile.TemporaryDirectory() as folder:
        zone = make_zone(Path(folder) / "zone", name="云岭高新区", code="yunling", on=ON)
        ledger = ledger_of(zone)
        import_plan(ledger, read(PLAN), PLAN, evidence=zone.evidence(), actor="督查室甲", on=date(2025, 1, 17))
        set_all(ledger)
        for target, reported in {one.target: one.reported for one in truths()}.items():
            state(ledger, target, "2025-12-28", reported=reported)
        engine = DuckEngine(ledger.store, zone.derived)
        reading = read(REPORT)
        begin = process_time()
        judged = coverage(reading, LedgerBacking(zone, ledger, engine)).judged
        took = process_time() - begin
        engine.close()
        ledger.store.close()
    facts = {one.words: amount_in(one.reported) for one in truths()}
    rows = [(so(one.claim, known), one.standing, by_names(one.claim, facts), one.claim) for one in judged]
    print(f"{len(rows)} claims, {len(known)} of them in the ledger; {1000 * took:.0f} ms of CPU")
    tell("ours", [(row[0], row[1]) for row in rows])
    tell("names alone", [(row[0], row[2]) for row in rows])
    if "--errors" in sys.argv:
        for truth, standing, _, claim in rows:
            if truth != standing and {truth, standing} != {"other", "not_in_ledger"}:
                print(f"  {truth} → {standing}: {claim.indicator} {claim.text} {claim.role} {claim.basis}")


def tell(name: str, pairs: list[tuple[str, str]]) -> None:
    counts = Counter(pairs)
    print(f"\n{name:14}" + "".join(f"{one:>18}" for one in SAID))
    for truth in ("holds", "differs", "other"):
        print(f"  {truth:12}" + "".join(f"{counts[truth, one]:>18}" for one in SAID))
    for one in ("holds", "differs"):
        told = sum(counts[truth, one] for truth in ("holds", "differs", "other"))
        right, there = counts[one, one], sum(count for (truth, _), count in counts.items() if truth == one)
        print(f"  {one}: precision {right}/{told}, recall {right}/{there}")


if __name__ == "__main__":
    main()
