"""A published plan answered in full: every number that a real zone promised for a year, bound, reckoned and written, in the made-up
zone, whose lists it has never seen.

``python bench/published_plan.py [--small] [--write FOLDER]`` reads the second half of the published report in
``../shared/data`` (where that is missing it says so and ends), adds it to the year that the made-up zone lives through,
takes the first suggestion of every target, binds what has none by the table below, and tells of each target what answers it: the
indicator, the value on the last day, how many entries it rests on. It fails where one is left without an answer, and where
the written answer does not hold against the ledger (but for what is wrong in the plan's own words). What it does not tell: whether a person would have bound it so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from samples.demo.make import SCALE, SMALL, Demo, make  # noqa: E402

from dajuan.answers.backing import LedgerBacking  # noqa: E402
from dajuan.answers.board import Standing, board  # noqa: E402
from dajuan.answers.board_rows import reached_said, value_asked  # noqa: E402
from dajuan.answers.plan import Part, bind, import_plan, settle, split  # noqa: E402
from dajuan.answers.read import targets  # noqa: E402
from dajuan.answers.rules import rules_of  # noqa: E402
from dajuan.answers.sheet.answer import answer_sheet, sentences_for, written  # noqa: E402
from dajuan.answers.suggestions import suggestions  # noqa: E402
from dajuan.answers.target import Target, binding_of  # noqa: E402
from dajuan.checks.run import examine  # noqa: E402
from dajuan.claims.read import read  # noqa: E402
from dajuan.figures.duck import DuckEngine  # noqa: E402
from dajuan.ledger.ledger import Ledger, ledger_of  # noqa: E402

REPORT = Path(__file__).resolve().parents[2] / "shared" / "data" / "zone-report-2023-2024.txt"
YEAR, LAST = 2024, date(2024, 12, 30)
OFFICE = "督查室"
BY_HAND = {
    "≥2条": "public-works/roads-started",
    "≥6个": "investment-projects/projects-started",
    "≥120亿元": "investment-projects/started-total",
    "≥262亿元": "investment-projects/invested",
    "2所–3所": "public-facilities/new-schools-started",
}
"""What the promise asks → what a person who read it would bind it to: the suggestions find none that is as wide."""
PUT_RIGHT = {
    "": ("200亿元", "fund-commitments/funds-subscribed-new"),
    "5万千瓦时": ("5万千瓦", "energy-installations/pv-capacity-new"),
}
"""Amounts that the plan does not say, or says in a unit of something else: what the office would put, and its indicator."""
TWO_LISTS = {"800家": ("financing-members/financing-members-new", "growth-certificates/growth-certified")}
"""One number of two lists: a part of each, and their sum."""


_AROUND = 6
"""Characters before a finding that have to be the plan's as well."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--small", action="store_true", help="the size of make demo")
    asked.add_argument("--write", type=Path, help="where the answer is left")
    options = asked.parse_args()
    if not REPORT.exists():
        print(f"{REPORT} is not here: nothing to answer")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder) / "made", today=LAST, scale=SMALL if options.small else SCALE)
        unanswered = answered(made, Path(folder), options.write)
    if unanswered:
        raise SystemExit(f"without an answer: {'、'.join(one.target.code for one in unanswered)}")


def answered(made: Demo, folder: Path, keep: Path | None) -> list[Standing]:
    """Prints a row a number; those that nothing answers."""
    ledger = ledger_of(made.zone)
    engine = DuckEngine(ledger.store, made.zone.derived)
    codes = handed_out(ledger, made, folder)
    engine.follow()
    told = board(ledger, engine, rules_of(made.zone), year=YEAR, as_of=LAST)
    chosen = [one for one in told.standings if one.target.code in codes]
    for one in chosen:
        bound = str(one.target.binding or "its parts")
        reached = reached_said(one)
        print(
            f"{one.target.code:11} {value_asked(one.target):>12} {reached:>14} {one.measured.entries:>6} entries  {bound}"
        )
    with_entries = [one for one in chosen if one.measured.value is not None and one.measured.entries]
    print(f"{len(with_entries)} of {len(chosen)} numbers answered by entries of the ledger")
    sheet = answer_sheet(told, made.zone, ledger, engine)
    file = (keep or folder) / "answer.docx"
    file.write_bytes(written(sheet, sentences_for(made.zone), "docx"))
    reading = read(file)
    found = examine(reading, ignores=(), backing=LedgerBacking(made.zone, ledger, engine)).findings
    engine.close()
    ledger.store.close()
    promised = _plain(REPORT.read_text(encoding="utf-8"))
    own = [one for one in found if _plain(reading.document.text[one.start - _AROUND : one.end]) not in promised]
    print(f"the answer, {file.stat().st_size:,} bytes, held against the ledger: {len(own)} findings,", end=" ")
    print(f"and {len(found) - len(own)} in the plan's own words that it quotes")
    if own:
        raise SystemExit("\n".join(f"{one.code} {one.zh}" for one in own))
    return [one for one in chosen if one not in with_entries]


def handed_out(ledger: Ledger, made: Demo, folder: Path) -> set[str]:
    """The plan added to the year's, bound and settled; the codes of its targets that have a number, parts with them."""
    plan = folder / "published.txt"
    text = REPORT.read_text(encoding="utf-8")
    plan.write_text(text[text.index(f"{YEAR}年,") :], encoding="utf-8")
    begun = date(YEAR, 1, 20)
    taken = import_plan(
        ledger, read(plan), plan, evidence=made.zone.evidence(), actor=OFFICE, on=begun, year=YEAR, more=True
    )
    codes = {code for code, one in taken.proposed if one.kind == "number"}
    known = targets(ledger, year=YEAR)
    numbers = [one for one in known if one.code in codes]
    _put_right(ledger, numbers, begun)
    suggested = suggestions(numbers, known, ledger.programmes)
    first = {code: one.best[0].binding for code, one in suggested.items() if one.best}
    print(f"{len(codes)} numbers promised; {len(first)} find their indicator by suggestion")
    by_hand = {one.code: binding_of(BY_HAND[asked]) for one in numbers if (asked := value_asked(one)) in BY_HAND}
    settle(ledger, sorted(codes), actor=OFFICE, on=begun, changes={"owner": "发展改革和财政局"})
    bind(ledger, {**first, **by_hand}, why={}, actor=OFFICE, on=begun)
    return codes | set(_of_two_lists(ledger, numbers, begun))


def _plain(text: str) -> str:
    return "".join(text.split())


def _asked(one: Target) -> str:
    return one.value.text if one.value else ""


def _put_right(ledger: Ledger, numbers: list[Target], on: date) -> None:
    for one in numbers:
        if _asked(one) in PUT_RIGHT:
            value, indicator = PUT_RIGHT[_asked(one)]
            settle(ledger, [one.code], actor=OFFICE, on=on, changes={"value": value, "indicator": indicator})


def _of_two_lists(ledger: Ledger, numbers: list[Target], on: date) -> Iterator[str]:
    for one in numbers:
        for nth, indicator in enumerate(TWO_LISTS.get(_asked(one), ()), 1):
            if nth == 1:
                parts = [Part("财政金融局", "1"), Part("企业服务中心", "1")]
                split(ledger, one.code, parts, actor=OFFICE, on=on)
            settle(ledger, [f"{one.code}.{nth}"], actor=OFFICE, on=on, changes={"indicator": indicator})
            yield f"{one.code}.{nth}"


if __name__ == "__main__":
    main()
