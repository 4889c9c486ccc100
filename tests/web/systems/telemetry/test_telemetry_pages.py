"""Pages and API of the industrial internet: what each shows, to whom."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.telemetry.conftest import DAY

from dajuan.web.people.models import Grant, Organisation

PAGES = ("", "networking/", "devices/", "devices/CNC-1/", f"firms/{FIRM}/", "refused/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_both_languages(plant, as_, page):
    for language in ("zh-hans", "en"):
        office = as_("office")
        office.cookies["language"] = language
        assert office.get(f"/systems/telemetry/{page}").status_code == 200, page


def test_the_rate_and_both_its_lists(plant, as_):
    office = as_("office")
    told = office.get("/systems/telemetry/networking/").content.decode()
    assert "66.7%" in told
    assert "云岭一号科技有限公司" in told
    connected = office.get("/systems/telemetry/devices/?stage=connected").content.decode()
    assert "CNC-1" in connected
    assert "CNC-2" not in connected
    everything = office.get("/systems/telemetry/devices/").content.decode()
    assert all(code in everything for code in ("CNC-1", "CNC-2", "ROB-9"))


def test_as_of_a_day_before_nothing_was_connected(plant, as_):
    assert "0 ÷" in as_("office").get("/systems/telemetry/?as_of=2025-09-01").content.decode().replace("</a>", "")


def test_a_device_shows_its_readings_its_days_and_their_file(plant, as_):
    office = as_("office")
    told = office.get("/systems/telemetry/devices/CNC-1/").content.decode()
    assert f"{FIRM}-{DAY}.parquet" in told
    assert "44.5" in told
    assert 'data-chart="telemetry-day"' in told
    address = told.partition('data-label="佐证"')[2].partition('href="')[2].partition('"')[0]
    assert office.get(address).status_code == 200


def test_refusals_are_told_in_both_languages(plant, as_):
    told = as_("office").get("/systems/telemetry/refused/").content.decode()
    assert "不是 JSON" in told
    assert "没有写时区" in told
    told = as_("office").get("/systems/telemetry/").content.decode()
    assert "退回 3" in told
    told = as_("office").get(f"/systems/telemetry/firms/{FIRM}/").content.decode()
    assert "退回 2" in told
    assert "不是 JSON" in told
    assert "不是读数的写法" not in told


def test_a_firm_sees_its_own_alone(plant, as_):
    firm = as_("firm")
    assert "CNC-1" in firm.get("/systems/telemetry/devices/").content.decode()
    assert "ROB-9" not in firm.get("/systems/telemetry/devices/").content.decode()
    assert firm.get("/systems/telemetry/devices/CNC-1/").status_code == 200
    assert firm.get("/systems/telemetry/devices/ROB-9/").status_code == 404
    assert firm.get(f"/systems/telemetry/firms/{FIRM}/").status_code == 200
    assert firm.get(f"/systems/telemetry/firms/{OTHER_FIRM}/").status_code == 404
    for page in ("", "networking/", "refused/"):
        assert firm.get(f"/systems/telemetry/{page}").status_code == 403
    heard = firm.get("/api/v1/telemetry/heard").json()
    assert [one["device"] for one in heard["items"]] == ["CNC-1"]
    assert firm.get(f"/api/v1/telemetry/heard?firm={OTHER_FIRM}").json() == heard
    assert firm.get("/api/v1/telemetry/devices/ROB-9/readings").status_code == 404
    refused = firm.get(f"/api/v1/telemetry/refused?firm={OTHER_FIRM}").json()
    assert [one["firm"] for one in refused["letters"]] == [FIRM, FIRM]
    assert refused["counts"] == {"not-json": 1, "no-zone": 1}


def test_who_sees_a_firm_sees_what_was_refused_of_it_and_of_no_other(plant, as_, people):
    Grant.objects.create(
        person=people["neighbour"], role="report", organisation=Organisation.objects.get(name="云河办事处")
    )
    office = as_("neighbour")
    assert "不是 JSON" in office.get(f"/systems/telemetry/firms/{FIRM}/").content.decode()
    refused = office.get(f"/api/v1/telemetry/refused?firm={FIRM}").json()
    assert [one["code"] for one in refused["letters"]] == ["no-zone", "not-json"]
    assert office.get(f"/systems/telemetry/firms/{OTHER_FIRM}/").status_code == 404
    assert office.get(f"/api/v1/telemetry/refused?firm={OTHER_FIRM}").status_code == 404
    assert office.get("/api/v1/telemetry/refused").status_code == 404


def test_the_api_says_what_the_pages_say(plant, as_):
    office = as_("office")
    rates = office.get("/api/v1/telemetry/networking").json()
    assert (rates["all"]["connected"], rates["all"]["all"]) == (2, 3)
    assert {one["firm"]: one["connected"] for one in rates["firms"]} == {FIRM: 1, OTHER_FIRM: 1}
    readings = office.get("/api/v1/telemetry/devices/CNC-1/readings").json()
    assert (len(readings["items"]), readings["days"]) == (90, [str(DAY)])
    assert readings["items"][0]["state"] == {"zh": "运行", "en": "running"}
    refused = office.get("/api/v1/telemetry/refused").json()
    assert [one["code"] for one in refused["letters"]] == ["no-zone", "not-json", "shape"]
    assert refused["names"]["not-json"] == {"zh": "不是 JSON", "en": "no JSON"}
    newest = office.get("/api/v1/telemetry/refused?limit=1").json()["letters"]
    assert [one["code"] for one in newest] == ["no-zone"]


def test_a_device_as_of_a_day_is_as_it_was(plant, as_):
    told = as_("office").get("/systems/telemetry/devices/CNC-1/?as_of=2025-09-01").content.decode()
    assert "登记 自 2025-03-01" in told
    assert f"{FIRM}-{DAY}.parquet" not in told
    known = as_("office").get("/systems/telemetry/devices/CNC-1/?known_at=2025-09-01").content.decode()
    assert f"{FIRM}-{DAY}.parquet" not in known


def test_lines_of_ours_are_said_to_be_ours(plant, as_):
    office = as_("office")
    assert "停发超过 7 天" in office.get("/systems/telemetry/networking/").content.decode()
    assert "据转载" in office.get("/systems/telemetry/networking/").content.decode()
    assert "900 秒内有读数" in office.get("/systems/telemetry/devices/").content.decode()
    assert "最多信 600 秒" in office.get("/systems/telemetry/devices/CNC-1/").content.decode()


def test_what_is_on_line_is_of_now(plant, as_):
    """The readings are of October 2025: nothing is on line, and of a day that is past nobody asks."""
    assert "在线 0 台" in as_("office").get("/systems/telemetry/").content.decode()
    assert "在线" not in as_("office").get("/systems/telemetry/?as_of=2025-10-14").content.decode()


def test_nobody_sees_anything_without_signing_in(plant, client):
    assert all(client.get(f"/systems/telemetry/{page}").status_code == 302 for page in PAGES)


def test_a_zone_without_the_programme_says_so(little, as_):
    told = as_("office").get("/systems/telemetry/")
    assert "industrial-devices" in told.content.decode()
    assert as_("office").get("/systems/telemetry/devices/").status_code == 404


@EVERY_LOOK
def test_in_chromium(plant, page, picture, language, size):
    for username, names in (("office", PAGES), ("firm", (f"firms/{FIRM}/", "devices/"))):
        seen = page(username, language=language, size=size)
        for name in names:
            seen.goto(f"/systems/telemetry/{name}")
            if name == "devices/CNC-1/":
                seen.wait_for_selector("[data-drawn]")
            fits(seen)
            accessible(seen)
            picture(seen, f"{username}-{name.strip('/').replace('/', '-') or 'home'}")
