"""A department of the made-up zone 云岭."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.ledger.sheets.books import Office

from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone

ON = ["enterprise-register", "housing-delivery", "investment-projects"]


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    zone = make_zone(tmp_path / "zone", name="云岭", code="yunling", on=ON)
    ledger = ledger_of(zone)
    yield Office(zone, ledger, tmp_path)
    ledger.store.close()
