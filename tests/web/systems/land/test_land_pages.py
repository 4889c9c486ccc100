"""Pages of land: who may see and do what, codes issued, a split, shapes looked at and recorded; the same by API."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.land.drawn import geojson, plot, projected, shapefile_zip
from tests.systems.land.life import FIRST, NOW
from tests.web.systems.land.conftest import ACTOR, OURS, A, B, C

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.land.parcels import CODES
from dajuan.web.systems.land.mapped import GROUPS

AT = "/systems/land/"
OTHER = "91410100MA00000021"


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


PAGES = (
    "", "?stage=supplied", "map/", "custom/", "custom/?outcome=short&grade=A", "rules/", "code/", f"code/?code={FIRST}", f"parcel/{A}/",
    f"parcel/{B}/", "shapes/", "open/", f"parcel/{A}/split/", f"parcel/{B}/issue/", f"parcel/{A}/merge/", f"parcel/{A}/transfer/",
    f"parcel/{A}/building/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, land):
    client = as_("reporter")
    client.cookies["language"] = language
    for address in PAGES:
        text_of(client.get(f"{AT}{address}"))


def test_what_waits_and_in_whose_hands(as_, land):
    page = text_of(as_("reporter").get(AT))
    assert "在管" in page
    assert "经济发展局" in page
    assert f"{A} 地块" in page
    whole = text_of(as_("reporter").get(f"{AT}parcel/{A}/"))
    assert "990172 001001 GB00001 W00000000" in whole
    assert "在经济发展局手里 226 天" in whole
    assert "云让字第 1 号" in whole
    pledges = whole.split('id="h-custom"')[1]
    assert "容积率" in pledges
    assert "没有兑现" in pledges  # 90 万元/亩 of the 850 that were due in June


def test_rows_are_seen_by_right(as_, land):
    assert as_("neighbour").get(f"{AT}parcel/{C}/").status_code == 200
    assert as_("neighbour").get(f"{AT}parcel/{A}/").status_code == 404
    assert f"{A} 地块" not in text_of(as_("neighbour").get(AT))
    shapes = json.loads(as_("neighbour").get(f"{AT}map.geojson").content)
    assert [one["properties"]["name"] for one in shapes["features"]] == [f"{C} 地块"]
    assert as_("neighbour").get(f"{AT}parcel/{B}/issue/").status_code == 404


def test_an_enterprise_sees_its_own_parcel_and_no_neighbour(as_, land):
    firm = as_("firm")
    assert "云让字第 1 号" in text_of(firm.get(f"{AT}parcel/{A}/"))
    assert firm.get(f"{AT}parcel/{B}/").status_code == 404
    around = json.loads(firm.get(f"{AT}parcel/{A}/around.geojson").content)
    assert [one["properties"]["name"] for one in around["features"]] == [f"{A} 地块"]
    for address in ("", "map/", "custom/", "shapes/"):
        assert firm.get(f"{AT}{address}").status_code == 403


def test_of_a_family_an_enterprise_sees_the_codes_and_its_own_parcels_names(as_, land):
    staff = as_("reporter")
    deeds = (
        ("split", A, {"parts": "东块，4000平方米\n西块，6000平方米", "note": "分期"}),
        ("transfer", "DK2025-00005", {"enterprise": OTHER, "title": "云不动产权第 9 号"}),
    )
    for deed, parcel, fields in deeds:
        told = {"deed": deed, "parcel": parcel, "fields": fields}
        assert staff.post("/api/v1/land/deeds", told, content_type="application/json").status_code == 201
    named = [(one["name"], one["parcel"]) for one in staff.get("/api/v1/land/parcels/DK2025-00004").json()["family"]]
    assert named == [(f"{A} 地块", A), ("东块", "DK2025-00004"), ("西块", "DK2025-00005")]
    seen = as_("firm").get("/api/v1/land/parcels/DK2025-00004").json()["family"]
    assert [(one["name"], one["parcel"]) for one in seen] == [*named[:2], ("", "")]
    page = text_of(as_("firm").get(f"{AT}parcel/DK2025-00004/"))
    assert "990172 001001 GB00003 W00000000" in page
    assert "西块" not in page


def test_a_code_is_issued_by_a_form_and_once(as_, land):
    client, address = as_("reporter"), f"{AT}parcel/{B}/issue/"
    key = re.search(r'name="key" value="(\w+)"', text_of(client.get(address)))[1]
    typed = {
        "f.division": "990172",
        "f.district": "001",
        "f.subdistrict": "001",
        "f.feature": "GB",
        "on": "2025-10-01",
        "key": key,
    }
    assert "第 7 位" in text_of(client.post(address, {**typed, "f.district": "OO1"}), 422)
    assert "没有填" in text_of(client.post(address, {**typed, "f.district": ""}), 422)
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    assert land.subjects().one("land-parcels", B).fields["unit-code"] == FIRST.replace("00001W", "00002W")


def test_a_split_is_told_what_does_not_add_up_and_then_done(as_, land):
    client, address = as_("reporter"), f"{AT}parcel/{A}/split/"
    typed = {"f.note": "分期", "on": "2025-10-01", "f.parts": "东块，4000平方米\n西块 5000平方米"}
    page = text_of(client.post(address, typed), 422)
    assert "合计 9,000.00 平方米，原宗地 10,000.00 平方米" in page
    assert "东块，4000平方米" in page
    assert client.post(address, {**typed, "f.parts": "东块，4000平方米\n西块 6000平方米"}).status_code == 302
    whole = text_of(client.get(f"{AT}parcel/{A}/"))
    assert whole.count('class="unit-code"') >= 4
    assert "注销" in whole
    assert "分割</a>" not in whole


def legend_of(answer):
    told = re.search(r'<script[^>]*id="legend"[^>]*>(.*?)</script>', text_of(answer), re.DOTALL)[1]
    return [one["value"] for one in json.loads(told)]


def test_a_parcel_that_was_split_keeps_its_last_shape_on_its_own_page_alone(as_, land):
    client = as_("reporter")
    typed = {"f.note": "分期", "on": "2025-10-01", "f.parts": "东块，4000平方米\n西块 6000平方米"}
    assert client.post(f"{AT}parcel/{A}/split/", typed).status_code == 302
    shown = json.loads(client.get(f"{AT}parcel/{A}/around.geojson").content)["features"]
    assert {one["properties"]["name"]: one["properties"]["colour"] for one in shown} == {
        f"{A} 地块": "ended",
        f"{B} 地块": "before",
    }
    assert [key for key in legend_of(client.get(f"{AT}parcel/{A}/")) if key not in GROUPS] == ["ended"]
    assert legend_of(client.get(f"{AT}parcel/{B}/")) == [*GROUPS]
    for address in ("map.geojson", f"parcel/{B}/around.geojson"):
        names = {one["properties"]["name"] for one in json.loads(client.get(f"{AT}{address}").content)["features"]}
        assert names == {f"{B} 地块"}


def test_a_code_that_was_taken_over_needs_no_parcel(as_, land):
    told = {"name": "老宗地", "lead-department": OURS, "reason": "taken-over"}
    old, flat = FIRST.replace("00001W", "00090W"), FIRST.replace("W00000000", "F00010001")
    drafts = [
        Draft(programme=CODES, subject=old, kind="opened", effective_on=date(2025, 1, 6), fields=told),
        Draft(programme=CODES, subject=flat, kind="opened", effective_on=date(2025, 4, 6), fields=told, links={"parent": f"{CODES}/{FIRST}"}),
    ]  # fmt: skip
    append(land.ledger, drafts, actor=ACTOR, now=NOW)
    client = as_("reporter")
    assert "发给 老宗地，2025-01-06" in text_of(client.get(f"{AT}code/?code={old}"))
    assert "老宗地" in text_of(client.get(f"{AT}parcel/{A}/"))


def test_a_parcels_number_leads_to_it_as_it_was(as_, land):
    client = as_("reporter")
    answer = client.get(f"{AT}code/?code={A}&as_of=2025-02-01")
    assert (answer.status_code, answer["Location"]) == (302, f"{AT}parcel/{A}/?as_of=2025-02-01")
    assert "不是合法的代码" in text_of(client.get(f"{AT}code/?code={A}&as_of=2024-12-31"))


def test_the_rules_say_since_when_and_which_lines_are_ours(as_, land):
    page = text_of(as_("reporter").get(f"{AT}rules/"))
    assert "2019-10-01 起施行" in page
    assert "差 0.5% 以上" in page
    assert "5.0 公里以外" in page


def upload(client, data, name, **answers):
    return client.post(f"{AT}shapes/", {"file": SimpleUploadedFile(name, data), **answers})


def test_shapes_are_looked_at_asked_about_and_recorded(as_, land):
    client = as_("reporter")
    page = text_of(upload(client, shapefile_zip({A: projected(plot(600, 600), 4547)}), "宗地.zip"))
    assert "文件没有写坐标系" in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    page = text_of(client.post(f"{AT}shapes/", {"token": token, "frame": "4547"}))
    assert "确认，记下 1 宗的图形" in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert client.post(f"{AT}shapes/record/", {"token": token}).status_code == 302
    row = land.subjects().one("land-parcels", A)
    assert row.fields["site-frame"] == "CGCS2000 3 度带 114°E，x 不带带号（EPSG:4547）"
    assert 990_000 < row.fields["area-measured"] < 1_000_000


def test_with_one_row_wrong_nothing_is_recorded(as_, land):
    client, size = as_("reporter"), land.size()
    page = text_of(upload(client, geojson({A: plot(0, 0), C: plot(300, 0), "DK2025-00009": plot(900, 0)}), "a.geojson"))
    assert "第 3 行 · parcel" in page
    assert f"{C} 不归你填报" in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]  # of the question about what overlaps
    assert "什么都没有记" in client.post(f"{AT}shapes/record/", {"token": token}).content.decode()
    assert land.size() == size
    assert "不是合法的 GeoJSON" in text_of(upload(client, b"{", "a.geojson"), 422)


def test_the_map_has_what_overlaps(as_, land):
    page = text_of(as_("office").get(f"{AT}map/"))
    assert f"{A} 地块</a> × " in page
    shapes = json.loads(as_("office").get(f"{AT}map.geojson").content)
    assert sorted(one["properties"]["colour"] for one in shapes["features"]) == [
        "before",
        "before",
        "overlap",
        "supplied",
    ]


def test_by_api(as_, land):
    client = as_("reporter")
    listed = client.get("/api/v1/land/parcels?late=true").json()
    assert [(one["code"], one["holder"], one["in_hand"]) for one in listed["items"]] == [
        (A, "经济发展局", 226),
        (B, "", 282),
    ]
    whole = client.get(f"/api/v1/land/parcels/{A}").json()
    assert [one["stage"] for one in whole["steps"]] == ["listed", "planned", "supplied"]
    pledges = {one["measure"]: one for one in whole["custom"]["pledges"]}
    assert (pledges["investment"]["promised"], pledges["investment"]["asked"], pledges["plot-ratio"]["outcome"]) == (
        "850",
        "≥ 800",
        "open",
    )
    assert client.get("/api/v1/land/custom").json()["rule"] == "zhengzhou-high-tech-2022"
    assert client.get("/api/v1/land/holders").json()["items"][0]["name"] == "经济发展局"
    code = client.get(f"/api/v1/land/codes/{FIRST}").json()
    assert (code["valid"], code["parcel"], code["elsewhere"]) == (True, A, False)
    assert client.get("/api/v1/land/codes/12345").json()["faults"][0]["first"] == 6
    (overlap,) = client.get("/api/v1/land/overlaps").json()["items"]
    assert (overlap["kind"], overlap["first"], overlap["second"]) == ("overlap", A, B)
    assert client.get("/api/v1/land/map").json()["type"] == "FeatureCollection"


def test_deeds_by_api_are_done_once(as_, land):
    client = as_("reporter")
    told = {"deed": "merge", "parcel": A, "fields": {"others": B, "name": "合并块", "note": "同一项目"}}
    refused = client.post("/api/v1/land/deeds", told, content_type="application/json")
    assert refused.status_code == 422
    assert f"{B} 还没有不动产单元代码" in refused.content.decode()
    told = {"deed": "split", "parcel": A, "fields": {"parts": "东块，4000平方米\n西块，6000平方米", "note": "分期"}}
    made = [
        client.post("/api/v1/land/deeds", told, content_type="application/json", HTTP_IDEMPOTENCY_KEY="k1").json()
        for _ in range(2)
    ]
    assert made[0] == made[1] == {"codes": ["DK2025-00004", "DK2025-00005"]}
    assert client.post("/api/v1/land/deeds", {"deed": "open"}, content_type="application/json").status_code == 422
    other = {"deed": "transfer", "parcel": C, "fields": {"enterprise": "x", "title": "t"}}
    assert client.post("/api/v1/land/deeds", other, content_type="application/json").status_code == 404


def test_shapes_by_api(as_, land):
    client = as_("reporter")
    asked = {"file": SimpleUploadedFile("a.zip", shapefile_zip({A: projected(plot(600, 600), 4547)}))}
    looked = client.post("/api/v1/land/shapes", asked).json()
    assert [one["key"] for one in looked["questions"]] == ["frame"]
    asked = {
        "file": SimpleUploadedFile("a.zip", shapefile_zip({A: projected(plot(600, 600), 4547)})),
        "frame": "4547",
        "record": "true",
    }
    done = client.post("/api/v1/land/shapes", asked).json()
    assert (done["recorded"], done["accepted"][0]["parcel"]) == (True, A)
