"""A zone with an area, its two stations, and what it takes to bring a file in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from tests.systems.air.files import CODES

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.zone import Zone, make_zone
from dajuan.systems.air.exports import Choices
from dajuan.systems.air.lake import Lake
from dajuan.systems.air.rolling import KIND, days_held
from dajuan.systems.air.settings import settings_of
from dajuan.systems.air.stations import AREAS, STATIONS, Station
from dajuan.systems.air.taking import Taken, looked_at, take

TODAY = date(2026, 4, 1)
_USUAL = Choices()


class Office:
    def __init__(self, zone: Zone, ledger: Ledger) -> None:
        self.zone, self.ledger = zone, ledger
        self.settings = settings_of(zone)
        self.lake = Lake(self.settings.folder)
        self.stations = {code: Station(code, f"点位 {code}", "YL", True, (113.5, 34.8)) for code in CODES}

    def take(self, data: bytes, choices: Choices = _USUAL) -> Taken:
        export = looked_at(data, "hours.csv", choices, self.stations, self.settings, TODAY)
        file = self.zone.evidence().keep_stream(BytesIO(data), name="hours.csv", kind=KIND)
        done = take(export, file, self.lake, self.ledger, self.stations, self.settings, TODAY)
        if done.drafts:
            append(self.ledger, done.drafts, actor="生态环境分局 林", now=datetime(2026, 4, 1, 1, tzinfo=UTC))
        return done

    @property
    def state(self):
        return state_of_subject(self.ledger, programme=AREAS, subject="YL")

    @property
    def days(self):
        return days_held(self.state.entries)


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(AREAS, STATIONS), simulated=True)
    made = Office(zone, ledger_of(zone))
    opened = Draft(
        programme=AREAS, subject="YL", kind="opened", effective_on=date(2024, 1, 1),
        fields={"name": "云岭高新区", "assessed": True},
    )  # fmt: skip
    append(made.ledger, [opened], actor="生态环境分局 林", now=datetime(2025, 1, 1, tzinfo=UTC))
    yield made
    made.ledger.store.close()
