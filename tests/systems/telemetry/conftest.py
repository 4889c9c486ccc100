from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.systems.telemetry.plant import Plant, make_plant, open_plant


@pytest.fixture
def plant(tmp_path) -> Iterator[Plant]:
    made = open_plant(make_plant(tmp_path / "zone"))
    yield made
    made.close()


@pytest.fixture
def plant_by_hour(tmp_path) -> Iterator[Plant]:
    made = open_plant(make_plant(tmp_path / "zone", settings='\n[telemetry]\nentries = "hour"\ngrace = 0\n'))
    yield made
    made.close()
