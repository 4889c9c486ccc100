"""A made-up zone's ledger, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.databases import address, server
from tests.ledger.life import NOW, ledger_at, lived

from dajuan.ledger.append import append
from dajuan.ledger.ledger import Ledger

__all__ = ["address", "server"]


@pytest.fixture
def ledger(address) -> Iterator[Ledger]:
    made = ledger_at(address)
    yield made
    made.store.close()


@pytest.fixture
def lived_in(ledger) -> Ledger:
    append(ledger, lived(), actor="住建局 甲", now=NOW)
    return ledger
