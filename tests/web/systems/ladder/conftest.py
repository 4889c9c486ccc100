"""The little zone with titles switched on, and what its first firm hands in; looked at as of 1 May 2026."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.systems.ladder.test_ladder import said, title
from tests.web.little_zone import FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.web.served import served

AS_OF = "as_of=2026-05-01"


@pytest.fixture
def laddered(little):
    """Three years of facts of FIRM, which is an innovative SME until June."""
    settings = little.folder / SETTINGS
    settings.write_text(
        settings.read_text("utf-8").replace('"enterprise-register"', '"enterprise-register", "enterprise-titles"'),
        "utf-8",
    )
    here = served()
    here.look()
    pack = here.programmes["enterprise-register"]
    present = Draft(
        programme="enterprise-register",
        subject=FIRM,
        kind="moved",
        stage="present",
        effective_on=datetime(2024, 3, 1).date(),
    )
    facts = [
        one
        for year in (2023, 2024, 2025)
        for one in said(pack, FIRM, year)
        if one.effective_on.year >= 2024 or year == 2023
    ]
    append(here.ledger, [present, *facts, *title(FIRM, "innovative-sme", until="2026-06-30")], actor="科技创新局 罗",
           now=datetime(2026, 2, 1, tzinfo=UTC))  # fmt: skip
    return here
