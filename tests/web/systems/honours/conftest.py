"""The little zone with the honours of ``tests.systems.honours.life``, of the neighbour's office."""

from __future__ import annotations

import pytest
import tomlkit
from tests.systems.honours.life import PROGRAMMES, make_honours

from dajuan.ledger.zone import SETTINGS
from dajuan.web.served import Served, served


@pytest.fixture
def honours(little) -> Served:
    path = little.folder / SETTINGS
    settings = tomlkit.parse(path.read_text("utf-8"))
    settings["programmes"]["on"].extend(PROGRAMMES)
    path.write_text(tomlkit.dumps(settings), "utf-8")
    served().look()
    make_honours(served().ledger)
    return served()
