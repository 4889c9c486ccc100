"""One year of the made-up plan for all tests of this room that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from tests.answers.conftest import ON, PLAN
from tests.answers.sheet.year import a_year, sheet_on

from dajuan.answers.plan import import_plan
from dajuan.answers.sheet.content import Sheet
from dajuan.claims.read import read
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone


class Year(NamedTuple):
    zone: Zone
    ledger: Ledger


@pytest.fixture(scope="session")
def year(tmp_path_factory) -> Iterator[Year]:
    zone = make_zone(tmp_path_factory.mktemp("sheet") / "zone", name="云岭高新区", code="yunling", on=ON)
    ledger = ledger_of(zone)
    import_plan(ledger, read(PLAN), PLAN, evidence=zone.evidence(), actor="督查室甲", on=date(2025, 1, 17))
    a_year(ledger)
    yield Year(zone, ledger)
    ledger.store.close()


@pytest.fixture(scope="session")
def at_the_end(year) -> Sheet:
    """The sheet of the year's last day."""
    return sheet_on(year.zone, year.ledger, "2025-12-31")


@pytest.fixture(scope="session")
def at_half_time(year) -> Sheet:
    return sheet_on(year.zone, year.ledger, "2025-06-30")


@pytest.fixture(scope="session")
def official(year) -> Sheet:
    """In official style, of a simulated zone."""
    return sheet_on(year.zone, year.ledger, "2025-12-31", called=replace(year.zone, simulated=True), style="official")
