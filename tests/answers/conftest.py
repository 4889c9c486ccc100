"""A made-up zone with last year's plan in hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dajuan.answers.plan import import_plan
from dajuan.claims.claim import Reading
from dajuan.claims.read import read
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "samples" / "yunling-2025.md"
ON = (
    "targets",
    "housing-delivery",
    "investment-projects",
    "enterprise-register",
)


@pytest.fixture(scope="session")
def plan() -> Reading:
    return read(PLAN)


@pytest.fixture
def zone(tmp_path) -> Zone:
    return make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=ON)


@pytest.fixture
def ledger(zone) -> Iterator[Ledger]:
    made = ledger_of(zone)
    yield made
    made.store.close()


@pytest.fixture
def planned(ledger, zone, plan) -> Ledger:
    """The plan of 2025 imported: 84 proposed targets."""
    import_plan(ledger, plan, PLAN, evidence=zone.evidence(), actor="督查室甲", on=date(2025, 1, 17))
    return ledger
