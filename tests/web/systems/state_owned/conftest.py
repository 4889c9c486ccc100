"""The little zone with the groups of ``tests.systems.state_owned.life``, overseen by the neighbour's office."""

from __future__ import annotations

import pytest
from tests.systems.state_owned.life import PROGRAMMES, make_groups
from tests.web.little_zone import switch

from dajuan.web.served import Served


@pytest.fixture
def groups(little) -> Served:
    here = switch(on=PROGRAMMES)
    make_groups(here.ledger)
    return here
