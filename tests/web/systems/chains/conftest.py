"""The little zone with the chains of ``tests.systems.chains.life``: one is the neighbour's office's, one the reporter's."""

from __future__ import annotations

import pytest
import tomlkit
from tests.systems.chains.life import make_chains

from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.chains.chain import PROGRAMMES
from dajuan.web.served import served


@pytest.fixture
def chains(little) -> Zone:
    path = little.folder / SETTINGS
    settings = tomlkit.parse(path.read_text("utf-8"))
    settings["programmes"]["on"].extend(PROGRAMMES)
    path.write_text(tomlkit.dumps(settings), "utf-8")
    served().look()
    make_chains(served().ledger)
    return served().zone
