"""The same by API."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.air.files import CODES, wide
from tests.web.systems.air.conftest import air_of

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.air.stations import STATIONS, WATER


@pytest.fixture
def api(as_, air):
    client = as_("neighbour")
    client.handler.enforce_csrf_checks = False
    return client


def got(client, address, status=200):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_the_year(api):
    told = got(api, "air/year?target=250")
    assert (told["tally"]["good"], told["tally"]["valid"], told["possible"], told["needed"]) == (25, 28, 312, 225)
    assert [(one["edition"], one["all_year"]["good"]) for one in told["editions"]] == [
        ("HJ 633-2012", 28),
        ("HJ 633-2026", 23),
    ]
    assert (told["statistics"]["pm25"], told["statistics"]["co"], told["composite"]) == (29, 0.6, 2.85)
    assert [one["year"] for one in told["replays"]] == [2023, 2024, 2025]
    assert told["chance"] < got(api, "air/year?target=250&pm25=40")["chance"] == 1


def test_days_of_an_area_and_of_a_station(api):
    first = got(api, "air/days?limit=2")
    assert [one["day"] for one in first["items"]] == ["2026-02-20", "2026-02-21"]
    assert first["items"][0]["seq"] is not None
    assert first["next"]
    days = got(api, "air/stations/1001A/days?first=2026-03-01&last=2026-03-31")["items"]
    assert (len(days), days[4]["aqi"], days[4]["primary"]) == (19, 110, ["pm25"])
    got(api, "air/stations/1001A/days?first=2010-03-01&last=2026-03-31", 422)
    got(api, "air/stations/9999Z/days?first=2026-03-01&last=2026-03-31", 404)


def test_an_index(api):
    six = "pm25_24h=60&pm10_24h=120&so2_24h=10&no2_24h=10&co_24h=0.5&o3_8h=60"
    told = got(api, f"air/index?day=2026-03-01&{six}")
    assert (told["aqi"], told["primary"], told["grade"]["zh"]) == (100, ["pm25", "pm10"], "良")
    assert got(api, f"air/index?day=2026-02-28&{six}")["aqi"] == 85
    assert "2015" in str(got(api, f"air/index?day=2015-02-28&{six}", 422)["errors"])


def test_a_file_of_hours(api, air):
    data, size = wide(date(2026, 3, 19), 1, air_of(lambda day: 90)), air.size()

    def posted(**told):
        return api.post("/api/v1/air/hours", {"file": SimpleUploadedFile("hours.csv", data), **told})

    looked = posted().json()
    assert (looked["hours"], looked["days"], looked["recorded"], air.size()) == (288, ["2026-03-19"], False, size)
    done = posted(record="true")
    assert (done.status_code, done.json()["entries"], air.size()) == (201, 1, size + 1)
    data = wide(date(2026, 3, 19), 1, codes=("9999Z",))
    refused = posted(record="true")
    assert refused.status_code == 422
    assert "9999Z" in str(refused.json()["errors"])


def test_water(api):
    assert got(api, "water/sections")["items"] == [
        {"code": "SW1", "name": "云河出境", "river": "云河", "goal": "iv", "class": "v", "missed": True}
    ]


def test_a_year_that_nothing_judges_is_the_usual_one(api):
    assert got(api, "air/year?year=2015")["year"] == 2026
    assert got(api, "air/year?year=2025")["year"] == 2025
    got(api, "air/year?as_of=2015-06-30", 404)


def test_days_of_a_station_that_have_not_come_are_none(api):
    assert got(api, "air/stations/1001A/days?first=2026-04-01&last=2026-04-10")["items"] == []


def test_an_areas_day_is_the_mean_of_all_its_stations_whoever_brings_a_file(api, air):
    """One of two is another office's, which the reporter does not see."""
    other = Draft(programme=STATIONS, subject="1002A", kind="stated", effective_on=date(2026, 1, 2), fields={"department": "住房保障中心"})  # fmt: skip
    append(air.ledger, [other], actor="住房保障中心 王")
    data = wide(date(2026, 3, 19), 1, air_of(lambda day: 90), codes=CODES[:1])
    done = api.post("/api/v1/air/hours", {"file": SimpleUploadedFile("hours.csv", data), "record": "true"})
    assert (done.status_code, done.json()["entries"]) == (201, 1)
    last = got(api, "air/days?limit=100")["items"][-1]
    assert (last["day"], last["values"]["pm25-24h"]) == ("2026-03-19", 56)  # 90.5 of one, 20.5 of the other: 55.5
    got(api, "air/stations/1002A/days?first=2026-03-01&last=2026-03-31", 404)


def test_a_section_that_is_dropped_is_not_listed(api, air):
    draft = Draft(programme=WATER, subject="SW1", kind="moved", stage="dropped", effective_on=date(2026, 3, 1))
    append(air.ledger, [draft], actor="经济发展局 李")
    assert got(api, "water/sections")["items"] == []
