"""The made-up zone's year, from its Excel files to an auditor's proof: what the ledger is for, end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from samples.year import months, run_year, year
from samples.year.scale import Scale

import dajuan.ledger.offline
from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.figures.trace import trace
from dajuan.ledger.audit import audit
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.proofs import proof_of_growth
from dajuan.ledger.read import entries_at, size_of
from dajuan.ledger.zone import zone_at


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The zone, what was handed in, and the checkpoint signed after each month."""
    folder = tmp_path_factory.mktemp("year")
    months, notes = zip(*run_year(folder / "files", folder / "zone", year(firms=240)), strict=True)
    zone = zone_at(folder / "zone")
    ledger = ledger_of(zone)
    engine = DuckEngine(ledger.store, zone.derived)
    yield zone, ledger, engine, months, notes
    engine.close()
    ledger.store.close()


def value(made, programme, indicator, period, **more):
    _, ledger, engine, *_ = made
    (figure,) = figures(engine, ledger.programmes[programme], indicator, [period_of(period)], **more)
    return figure.value


def handed_in(some, programme, key, upto=12):
    return [row for month in some[:upto] for row in month.flows.get(programme, []) if row.get(key) is not None]


def test_the_figures_are_what_was_handed_in(made):
    months = made[3]
    rows = handed_in(months, "investment-projects", "invested")
    may = sum(Decimal(str(row["invested"])) for row in rows if row["month"] == "2024-05")
    assert value(made, "investment-projects", "invested", "2024-05") == Fraction(may) / 10_000  # 万元 → 亿元
    whole = sum(Decimal(str(row["invested"])) for row in rows)
    assert value(made, "investment-projects", "invested-this-year", "2024-12") == Fraction(whole) / 10_000
    estates = [row for month in months for row in month.subjects.get("housing-delivery", [])]
    homes = {row["code"]: row["homes"] for row in estates if "homes" in row}
    delivered = [row["code"] for row in estates if row.get("stage") == "delivered"]
    assert value(made, "housing-delivery", "homes-delivered", "2024") == sum(homes[code] for code in delivered)
    assert value(made, "enterprise-register", "enterprises-new", "2024") == 240


def test_listed_less_struck_off_is_what_remains(made):
    for period in ("2024-03", "2024-06", "2024-09", "2024-12"):
        listed = value(made, "housing-delivery", "estates-listed", f"2024-01-01/{period}")
        closed = value(made, "housing-delivery", "estates-closed", f"2024-01-01/{period}")
        assert value(made, "housing-delivery", "estates-remaining", period) == listed - closed


def test_a_year_is_the_same_however_many_follow():
    scale = Scale(firms=60)
    alone, followed = list(months(2024, 1, scale=scale)), list(months(2024, 2, scale=scale))
    assert [list(one.books()) for one in alone] == [list(one.books()) for one in followed[:12]]
    assert len(followed) == 24


def test_the_second_year_comes_to_what_it_was_scaled_to():
    """The same lives go on: what is signed, built, invested and delivered is what a plan can be held against."""
    scale = Scale(firms=60, invested=(100, 120), signed=40, delivered=3)
    second = list(months(2023, 2, scale=scale))[12:]
    moves = [
        (key, row["stage"]) for one in second for key in one.subjects for row in one.subjects[key] if "stage" in row
    ]
    assert moves.count(("investment-projects", "signed")) == 40
    assert moves.count(("housing-delivery", "delivered")) == 3
    invested = sum(row["invested"] for row in handed_in(second, "investment-projects", "invested"))
    assert round(invested) == 120 * 10_000
    assert {row["month"][:4] for row in handed_in(second, "investment-projects", "invested")} == {"2024"}


def test_what_was_known_in_july_of_june(made):
    """June's investment was handed in on 3 July: before that day it was not known."""
    _, ledger, _, months, _ = made
    june = sum(
        Decimal(str(r["invested"]))
        for r in handed_in(months, "investment-projects", "invested")
        if r["month"] == "2024-06"
    )
    before, after = (
        size_of(ledger, known_at=datetime(2024, 7, day, tzinfo=ledger.timezone)) for day in (2, 4)
    )  # fmt: skip
    assert value(made, "investment-projects", "invested", "2024-06", size=before) is None
    assert value(made, "investment-projects", "invested", "2024-06", size=after) == Fraction(june) / 10_000
    assert (
        value(made, "investment-projects", "invested", "2024-06", size=after, verified=True) is None
    )  # looked at on the 5th


def test_as_of_a_day_in_the_middle(made):
    until = value(made, "enterprise-register", "enterprises-new", "2024", as_of=date(2024, 3, 31))
    assert until == value(made, "enterprise-register", "enterprises-new", "2024-01-01/2024-03-31")


def test_a_figure_leads_to_its_files(made):
    zone, ledger, engine, *_ = made
    grounds = trace(engine, ledger.programmes["housing-delivery"], "homes-delivered", period_of("2024"))
    assert sum(ground.amount for ground in grounds) == value(made, "housing-delivery", "homes-delivered", "2024")
    for ground in grounds:
        entries = dict(entries_at(ledger, seqs=ground.seqs))
        (paper,) = entries[ground.seqs[0]].evidence
        assert paper.kind == "竣工验收备案表"
        assert ground.subject in zone.evidence().path_of(paper.sha256).read_text(encoding="utf-8")


def test_the_auditor_of_last_month(made, tmp_path):
    """With November's checkpoint and no package of ours: nothing before it was touched since."""
    zone, ledger, _, _, notes = made
    sizes = [int(note.splitlines()[1]) for note in notes]
    with ledger.store.reading() as reader:
        proof = proof_of_growth(reader, sizes[-2], sizes[-1], (notes[-2], notes[-1]), str(zone.verifier()))
        found = audit(reader, zone.evidence(), zone.checkpoints.glob("*.note"), zone.verifier())
    assert (found.checkpoints, found.faults) == (12, [])
    path = tmp_path / "growth.json"
    path.write_text(json.dumps(proof), encoding="utf-8")
    verifier = Path(dajuan.ledger.offline.__file__)
    told = subprocess.run(
        [sys.executable, "-I", str(verifier), str(path), "--key", str(zone.verifier())], capture_output=True
    )
    assert told.returncode == 0, told
