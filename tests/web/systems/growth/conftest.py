"""The little zone with forty firms, a scheme in force, and a run that one person computed and another published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from tests.systems.growth.zone import PROGRAMMES, firms
from tests.web.little_zone import switch

from dajuan.ledger.append import append
from dajuan.ledger.read import size_of
from dajuan.systems.growth import record, schemes
from dajuan.systems.growth.run import Asked, run

OFFICE, REVIEWER = "督查室 何", "督查室 程"
NOW = datetime(2025, 5, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Growth:
    run: record.Recorded
    version: schemes.Version


@pytest.fixture
def grown(little) -> Growth:
    here = switch(on=PROGRAMMES)
    ledger, store, today = here.ledger, here.zone.evidence(), NOW.date()
    firms(ledger)
    drafts = schemes.drafts_of_new(store, schemes.built_in(), on=today, why="起步", known=[])
    append(ledger, drafts, actor=OFFICE, now=NOW)
    known = schemes.versions(ledger)
    append(ledger, schemes.drafts_in_force(known[0], on=today, known=known), actor=REVIEWER, now=NOW)
    version = schemes.versions(ledger)[0]
    asked = Asked(schemes.scheme_of(store, version), 2024, date(2024, 12, 31), size_of(ledger))
    append(
        ledger,
        record.drafts_of(store, run(here.subjects(), here.programmes, asked), version.code, on=today, known=[]),
        actor=OFFICE,
        now=NOW,
    )
    one = record.runs(ledger)[0]
    append(ledger, list(record.drafts_of_publishing(one, on=today, known=[one])), actor=REVIEWER, now=NOW)
    return Growth(record.runs(ledger)[0], version)
