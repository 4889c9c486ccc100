"""The little chain, in a zone with its ledger, and as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from tests.systems.chains.life import TODAY, chain_zone

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.chains.chain import CHAINS, Chain
from dajuan.systems.chains.ground import Ground
from dajuan.systems.chains.reading import Look, chain_of


@pytest.fixture
def zone_and_ledger(tmp_path) -> Iterator[tuple[Zone, Ledger]]:
    zone, ledger = chain_zone(tmp_path / "zone")
    yield zone, ledger
    ledger.store.close()


@pytest.fixture
def ledger(zone_and_ledger) -> Ledger:
    return zone_and_ledger[1]


@pytest.fixture
def look(zone_and_ledger) -> Look:
    zone, ledger = zone_and_ledger
    subjects = Subjects(ledger, zone.derived)
    subjects.follow()
    return Look(subjects)


@pytest.fixture
def chain(look) -> Chain:
    row = look.one(CHAINS, "NEV")
    assert row is not None
    return chain_of(look, row)


@pytest.fixture
def ground(look, ledger) -> Callable[..., Ground]:
    """A chain as a change starts from it, on a day."""

    def on(day: date = TODAY, code: str = "NEV") -> Ground:
        look.subjects.follow()
        row = look.one(CHAINS, code)
        assert row is not None
        return Ground(ledger.programmes, look, row, day)

    return on
