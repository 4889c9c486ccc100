"""The little zone with the groups of ``tests.systems.state_owned.life``, overseen by the neighbour's office."""

from __future__ import annotations

import pytest
import tomlkit
from tests.systems.state_owned.life import PROGRAMMES, make_groups

from dajuan.ledger.zone import SETTINGS
from dajuan.web.served import Served, served


@pytest.fixture
def groups(little) -> Served:
    path = little.folder / SETTINGS
    settings = tomlkit.parse(path.read_text("utf-8"))
    settings["programmes"]["on"].extend(PROGRAMMES)
    path.write_text(tomlkit.dumps(settings), "utf-8")
    served().look()
    make_groups(served().ledger)
    return served()
