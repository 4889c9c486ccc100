"""The little zone in March 2026 with an area of the neighbour's office, two stations, hours since January and a water section."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import numpy as np
import pytest
from tests.systems.air.files import CLEAN, CODES, wavering, wide
from tests.web.little_zone import switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.standards.air.many import nanograms
from dajuan.systems.air.exports import Choices
from dajuan.systems.air.lake import Lake
from dajuan.systems.air.rolling import KIND
from dajuan.systems.air.settings import settings_of
from dajuan.systems.air.stations import AREAS, STATIONS, WATER, Station
from dajuan.systems.air.taking import looked_at, take
from dajuan.web.served import Served

TODAY = date(2026, 3, 20)
ACTOR, OFFICE = "经济发展局 李", "经济发展局"
FIRST = date(2026, 2, 20)


def air_of(day_pm25):
    """PM2.5 of each day; 70 is good by the edition of 2012 and not by that of 2026."""
    return lambda code, at, key: wavering({**CLEAN, "pm25": day_pm25(at.date())})(code, at, key)


@pytest.fixture
def air(little, monkeypatch) -> Served:
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    here = switch(on=(AREAS, STATIONS, WATER))
    now = datetime(2026, 3, 20, 1, tzinfo=UTC)
    append(here.ledger, list(_opened()), actor=ACTOR, now=now)
    settings, stations = settings_of(here.zone), {code: Station(code, code, "YL", True, None) for code in CODES}
    lake = Lake(settings.folder)
    lake.take(_gone_by())
    data = wide(FIRST, (TODAY - FIRST).days, air_of(lambda day: 70 if day.day % 5 == 0 else 20))
    file = here.zone.evidence().keep_stream(BytesIO(data), name="hours.csv", kind=KIND)
    export = looked_at(data, "hours.csv", Choices(), stations, settings, TODAY)
    append(here.ledger, take(export, file, lake, here.ledger, stations, settings, TODAY).drafts, actor=ACTOR, now=now)
    return here


def _gone_by():
    """Two clean years and one of too much PM2.5."""
    hours = np.arange(date(2023, 1, 1).toordinal() * 24, date(2026, 1, 1).toordinal() * 24)
    bad = hours >= date(2025, 1, 1).toordinal() * 24
    return {
        (code, key): (hours, np.where(bad & (key == "pm25"), 70, CLEAN[key] * 10).astype(np.int64) * nanograms(key) // np.where(bad & (key == "pm25"), 1, 10))
        for code in CODES
        for key in CLEAN
    }  # fmt: skip


def _opened():
    on = date(2026, 1, 1)
    told = {"name": "云岭高新区", "assessed": True, "department": OFFICE}
    yield Draft(programme=AREAS, subject="YL", kind="opened", effective_on=on, fields=told)
    for code in CODES:
        site = '{"type":"Point","coordinates":[113.5,34.8]}'
        fields = {"name": f"点位 {code}", "kind": "national", "evaluated": True, "site": site, "department": OFFICE}
        yield Draft(programme=STATIONS, subject=code, kind="opened", effective_on=on, fields=fields, links={"area": "air-areas/YL"})  # fmt: skip
    water = {"name": "云河出境", "river": "云河", "kind": "national", "goal": "iv", "department": OFFICE}
    yield Draft(programme=WATER, subject="SW1", kind="opened", effective_on=on, fields=water)
    yield Draft(programme=WATER, subject="SW1", kind="moved", stage="listed", effective_on=on)
    for month, published in ((1, "iii"), (2, "v")):
        last = date(2026, month + 1, 1) - timedelta(days=1)
        yield Draft(programme=WATER, subject="SW1", kind="stated", effective_on=last, fields={"class": published})
