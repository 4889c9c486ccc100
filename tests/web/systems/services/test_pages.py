"""Pages of public services: bases taken in or refused row by row, coverage, a place proposed, a measurement kept."""

from __future__ import annotations

import json

import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.services.town import degrees, osm
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.systems.services.conftest import OFFICE, table_text

from dajuan.standards.gcj02 import shifted

HOME = "/systems/services/"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def take(client, kind, name, text, **more):
    told = {"file": SimpleUploadedFile(name, text.encode()), "source": "虚构", "as_of": "2025-06-30", **more}
    return client.post(f"{HOME}bases/take/{kind}/", told)


def test_without_bases_it_is_said_what_is_missing(as_, town):
    assert "还没有步行路网或居民分布表" in text_of(as_("office"), HOME)
    assert as_("office").get(f"{HOME}reach/primary/").status_code == 404
    assert "没有填位置" in text_of(as_("office"), f"{HOME}facility/E-1/")


ADDRESSES = (
    "", "?minutes=5&pace=brisk&coming=1", "reach/circle/", "reach/primary/?many=2", "facility/S-1/", "facility/C-1/", "bases/",
    "reach/primary/homes.csv", "bases/residents.xlsx",
)  # fmt: skip


def test_every_page_opens_in_both_languages(as_, measurable):
    client = as_("reporter")
    for client.cookies["language"] in ("zh-hans", "en"):
        for address in ADDRESSES:
            assert client.get(f"{HOME}{address}").status_code == 200, address


def test_coverage_is_told_beside_what_a_circle_would_say(as_, measurable):
    page = text_of(as_("office"), f"{HOME}reach/primary/")
    assert "100 人走得到，共 500 人，20.0%；按直线圆圈会说 90.0%" in page
    home = text_of(as_("office"), HOME)
    assert "远处社区卫生服务站" in home
    assert "150 米以内没有步行路" in home
    assert "桥东养老驿站" in home
    assert "facility/C-1/" in home
    assert "facility/C-1/" not in text_of(as_("neighbour"), HOME)  # It is named, but its page is not the neighbour's.
    assert "<b>5.00</b>" in home  # 2,500 m² over 500 people


def test_a_speed_that_is_none_is_told_and_the_usual_shown(as_, measurable):
    page = text_of(as_("office"), f"{HOME}?pace=running")
    assert "没有名为 running 的步行速度" in page
    assert "1000 米" in page


def test_the_map_has_every_home_by_its_case_and_the_place_proposed(as_, measurable):
    answer = as_("office").get(f"{HOME}reach/primary/map.geojson?many=1")
    features = json.loads(answer.content)["features"]
    by_name = {one["properties"]["name"].split(" · ")[0]: one["properties"] for one in features}
    assert by_name["facility-side"]["case"] == "reached"
    assert by_name["over-the-river"]["case"] == "beyond"
    assert by_name["alone"]["case"] == "cut-off"
    assert by_name["far-off"]["case"] == "off"
    assert by_name["桥东小学"]["href"].endswith("/facility/S-1/")
    assert by_name["第 1 处：新增 350 人"]["case"] == "place"


def test_the_streets_are_drawn_too_but_of_a_network_too_large_none(as_, measurable, monkeypatch):
    def drawn():
        found = json.loads(as_("office").get(f"{HOME}reach/primary/map.geojson").content)["features"]
        page = text_of(as_("office"), f"{HOME}reach/primary/")
        return [one["geometry"] for one in found if one["properties"]["case"] == "street"], '"value": "street"' in page

    [streets], told = drawn()
    assert streets["type"] == "MultiLineString"
    assert {len(line) for line in streets["coordinates"]} == {2}
    assert told
    monkeypatch.setattr("dajuan.web.systems.services.drawn.MOST_WAYS", 2)
    assert drawn() == ([], False)


def test_a_measurement_is_kept_with_both_sides_of_the_share_and_its_result(as_, measurable):
    as_("reporter").post(f"{HOME}measure/", {"minutes": "15", "pace": "standard"})
    row = measurable.subjects().one("service-coverage", "fitness")
    assert (row.fields["reached"], row.fields["residents"], row.fields["straight"]) == (350, 500, 490)
    assert row.fields["sports-area"] == 250000
    assert row.fields["network"] == "service-bases/network-1"
    page = text_of(as_("office"), HOME)
    assert "15分钟健身圈居民覆盖率" in page
    assert "70.0" in page.split("15分钟健身圈居民覆盖率")[1][:200]


def test_the_day_of_the_measurement_that_counts_is_told_beside_what_is_computed_now(as_, measurable):
    assert "记入台账的那次测算" not in text_of(as_("office"), HOME)
    as_("reporter").post(f"{HOME}measure/", {})
    told = f"取 {measurable.today()} 记入台账的那次测算（15 分钟）"
    assert told in text_of(as_("office"), HOME)
    assert told not in text_of(as_("office"), f"{HOME}?as_of=2025-06-30")
    assert "把这次测算记入台账" not in text_of(as_("reporter"), f"{HOME}?minutes=5")


def test_only_the_office_measures_and_takes_bases_in(as_, measurable):
    size = measurable.size()
    assert as_("neighbour").post(f"{HOME}measure/", {}).status_code == 403
    assert take(as_("neighbour"), "network", "a.osm", osm()).status_code == 403
    assert as_("firm").get(HOME).status_code == 403
    assert measurable.size() == size


def test_wrong_rows_are_named_and_nothing_is_recorded(as_, town):
    size = town.size()
    text = "编号,经度,纬度,常住人口\na,35.08,114.62,10\nb,114.62,35.08,-3\n"
    answer = take(as_("reporter"), "residents", "homes.csv", text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行" in page
    assert "像是纬度在前" in page
    assert "第 3 行 人数：-3 不是人数" in page
    assert "不是完好的 OpenStreetMap 文件" in take(as_("reporter"), "network", "a.osm", "<osm").content.decode()
    assert "数据日期" in take(as_("reporter"), "network", "a.osm", osm(), as_of="何时").content.decode()
    assert town.size() == size


def test_shifted_residents_are_asked_about_and_converted_when_said(as_, measurable):
    moved = table_text(lambda east, north: shifted(np.array([degrees(east, north)]))[0].tolist())
    asked = take(as_("reporter"), "residents", "moved.csv", moved)
    assert asked.status_code == 422
    assert "像是 GCJ-02" in asked.content.decode()
    assert take(as_("reporter"), "residents", "moved.csv", moved, datum="gcj02").status_code == 302
    subjects = measurable.subjects()
    assert subjects.one("service-bases", "residents-1").stage == "replaced"
    assert subjects.one("service-bases", "residents-2").fields["datum"] == "gcj02"
    assert "100 人走得到" in text_of(as_("office"), f"{HOME}reach/primary/")


def test_a_base_is_its_offices(as_, measurable):
    for code in ("network-1", "residents-1"):
        assert measurable.subjects().one("service-bases", code).owners == (OFFICE,)
    subject = "/programmes/service-bases/subjects/network-1/"
    assert [as_(who).get(subject).status_code for who in ("reporter", "neighbour")] == [200, 404]


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, measurable):
    seen = page("reporter", language=language, size=size)
    for name, address in {"home": "", "service": "reach/primary/?many=1", "bases": "bases/"}.items():
        seen.goto(f"{HOME}{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"services-{name}")
