"""The API of public services: the same numbers as the pages, bases and measurements recorded once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.services.town import osm

API = "/api/v1/services/"


@pytest.fixture
def api(as_, measurable):
    client = as_("reporter")
    client.handler.enforce_csrf_checks = False
    return client


def test_coverage_with_numerator_denominator_and_what_it_was_computed_on(api):
    told = api.get(f"{API}coverage").json()
    assert (told["minutes"], told["metres"], told["network"]) == (15, 1000, "network-1")
    primary = next(one for one in told["items"] if one["service"] == "primary")
    assert (primary["reached"], primary["residents"], primary["straight"]) == (100, 500, 450)
    assert primary["by_case"] == {"reached": 100, "beyond": 350, "cut-off": 40, "off": 10}
    assert told["off"] == ["C-1"]
    assert told["unplaced"] == ["E-1"]
    assert api.get(f"{API}coverage?pace=running").status_code == 422


def test_homes_are_paged_and_the_next_place_has_its_gain(api):
    first = api.get(f"{API}coverage/primary/homes?case=beyond&limit=1").json()
    second = api.get(f"{API}coverage/primary/homes?case=beyond&limit=1&after={first['next']}").json()
    assert [one["items"][0]["code"] for one in (first, second)] == ["over-the-river", "by-the-bridge"]
    found = api.get(f"{API}coverage/primary/next-places").json()
    assert [one["gain"] for one in found["items"]] == [350]
    assert found["candidates"] > 0
    assert api.get(f"{API}coverage/circle/next-places").status_code == 404
    assert api.get(f"{API}coverage/zoo/homes").status_code == 404


def test_supply_and_one_facility(api):
    told = api.get(f"{API}supply").json()
    assert told["sports_area_per_head"] == 5.0
    assert {one["stage"]: one["open"] for one in told["places"]}["primary"] == 1200
    assert api.get(f"{API}facilities/S-1").json()["people"] == 100
    assert api.get(f"{API}facilities/C-1").json()["is_off"] is True
    assert api.get(f"{API}facilities/none").status_code == 404


def test_a_measurement_sent_again_is_kept_once(api, measurable):
    sent = {"data": {"pace": "brisk"}, "content_type": "application/json", "headers": {"Idempotency-Key": "m-1"}}
    first, second = (api.post(f"{API}measurements", **sent) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert measurable.subjects().one("service-coverage", "primary").fields["metres"] == 1_250_000


def test_only_the_minutes_that_the_indicators_are_called_by_are_kept(api, measurable):
    size = measurable.size()
    refused = api.post(f"{API}measurements", data={"minutes": "10"}, content_type="application/json")
    assert refused.status_code == 422
    assert "只记 15 分钟的" in refused.json()["detail"]
    assert measurable.size() == size


def test_a_base_by_api(api):
    told = {"kind": "network", "source": "虚构", "as_of": "2025-07-01"}
    good = api.post(f"{API}bases", {**told, "file": SimpleUploadedFile("b.osm", osm().encode())})
    assert (good.status_code, good.json()) == (201, {"base": "network-2"})
    bad = api.post(f"{API}bases", {**told, "file": SimpleUploadedFile("b.shp", b"x")})
    assert bad.status_code == 422
    assert "OpenStreetMap" in bad.json()["detail"]
    assert [one["stage"] for one in api.get(f"{API}bases").json()["items"]] == ["replaced", "in-use", "in-use"]
