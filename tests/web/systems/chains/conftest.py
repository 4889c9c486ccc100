"""The little zone with the chains of ``tests.systems.chains.life``: one is the neighbour's office's, one the reporter's."""

from __future__ import annotations

import pytest
from tests.systems.chains.life import make_chains
from tests.web.little_zone import switch

from dajuan.ledger.zone import Zone
from dajuan.systems.chains.chain import PROGRAMMES


@pytest.fixture
def chains(little) -> Zone:
    here = switch(on=PROGRAMMES)
    make_chains(here.ledger)
    return here.zone
