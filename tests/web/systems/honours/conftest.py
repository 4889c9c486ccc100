"""The little zone with the honours of ``tests.systems.honours.life``, of the neighbour's office."""

from __future__ import annotations

import pytest
from tests.systems.honours.life import PROGRAMMES, make_honours
from tests.web.little_zone import switch

from dajuan.web.served import Served


@pytest.fixture
def honours(little) -> Served:
    here = switch(on=PROGRAMMES)
    make_honours(here.ledger)
    return here
