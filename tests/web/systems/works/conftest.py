"""The little zone with the projects and works of ``tests.systems.works.life``."""

from __future__ import annotations

import pytest
from tests.systems.works.life import make_works
from tests.web.little_zone import switch

from dajuan.systems.works.project import WORKS as PUBLIC
from dajuan.web.served import Served


@pytest.fixture
def works(little) -> Served:
    here = switch(on=(PUBLIC,))
    make_works(here.ledger)
    return here
