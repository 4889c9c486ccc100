"""Pages and API of projects and works: the year once, whose money it is, lists with their rules, who sees what."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from tests.systems.works.life import ACTOR, WAN, draft
from tests.web.browser import accessible, fits

from dajuan.figures.ask import figures
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.programmes.values.geometry import read_geometry
from dajuan.systems.works.project import PROJECTS
from dajuan.systems.works.project import WORKS as PUBLIC

HOME = "/systems/works/"
API = "/api/v1/works"
AT = datetime(2025, 10, 11, tzinfo=UTC)
PAGES = ("", "list/", "list/?owner=规划建设局&state=on_schedule", "slipping/", "slipping/?why=silent", "doubts/", "gantt/", "map/",
         "project/P-QUIET/", "public/W-TWIN/", "?as_of=2025-02-01", "?as_of=2024-03-02")  # fmt: skip


def text_of(client, address):
    answer = client.get(f"{HOME}{address}")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, works):
    client = as_("office")
    client.cookies["language"] = language
    for address in PAGES:
        text_of(client, address)


def test_the_year_is_the_sum_of_its_owners_and_counts_a_shared_project_once(as_, works):
    found = as_("office").get(API).json()
    assert found["done"] == 134_000 * WAN == sum(one["done"] for one in found["owners"])
    assert found["end"]["expected"] == sum(one["end"]["expected"] for one in found["owners"])
    assert found["on_both_lists"] == ["W-TWIN"]
    assert {one["owner"]: (one["leads"], one["helps"]) for one in found["owners"]} == {
        "经济发展局": (8, 1), "规划建设局": (1, 0), "住房保障中心": (0, 1),
    }  # fmt: skip
    each = as_("office").get(f"{API}/projects?limit=3").json()
    items = each["items"]
    while each["next"]:
        each = as_("office").get(f"{API}/projects", {"limit": 3, "after": each["next"]}).json()
        items += each["items"]
    assert sum(one["end"]["expected"] for one in items) == found["end"]["expected"]
    assert "13.40 亿元" in text_of(as_("office"), "")


def test_the_answer_sheet_has_the_same_sums_but_for_what_is_on_both_lists(as_, works):
    year = period_of("2025-01-01/2025-10-15")
    with works.engine() as engine:
        sums = [
            figures(engine, works.programmes[programme], key, [year])[0].value
            for programme, key in ((PROJECTS, "invested-this-year"), (PUBLIC, "works-invested-this-year"))
        ]
    twin = as_("office").get(f"{API}/projects/public-works/W-TWIN").json()["done"]
    assert sum(sums) * 10_000 * WAN - twin == as_("office").get(API).json()["done"]


def test_a_project_says_why_it_is_on_the_list(as_, works):
    said = text_of(as_("office"), "project/P-QUIET/")
    assert "2025-03 以后 6 个月没有投资" in said
    assert "满 3 个月（本系统口径）" in said
    found = as_("office").get(f"{API}/projects/investment-projects/P-QUIET").json()
    assert {one["why"] for one in found["slips"]} == {"silent", "behind"}
    assert (found["done_to_date"], len(found["months"])) == (3_000 * WAN, 2)
    assert found["end"]["low80"] < found["end"]["expected"] < found["end"]["high80"]
    assert as_("office").get(f"{API}/projects/investment-projects/NOBODY").status_code == 404


def test_lists_by_api(as_, works):
    slipping = as_("office").get(f"{API}/slipping").json()["items"]
    assert {one["code"] for one in slipping if one["stalled"]} == {"P-STOP", "P-QUIET"}
    doubts = as_("office").get(f"{API}/doubts").json()["items"]
    assert {(one["code"], one["field"]) for one in doubts} == {
        ("P-OVER", "planned-total"), ("P-OVER", "planned-year"), ("W-TWIN", "invested"),
    }  # fmt: skip
    batches = as_("office").get(f"{API}/batches").json()
    assert batches["quarters"][0]["signed"]["projects"] == ["P-WAIT"]
    assert [one["rate"] for one in batches["rates"]] == [pytest.approx(6 / 7), 1.0, 0.0, None]


def test_each_sees_what_is_theirs(as_, works):
    assert as_("firm").get(HOME).status_code == 403
    mine = as_("reporter").get(API).json()
    assert (mine["projects"], mine["done"]) == (1, 16_000 * WAN)
    assert as_("reporter").get(f"{HOME}project/P-FAST/").status_code == 404
    assert as_("reporter").get(f"{HOME}public/W-ROAD/").status_code == 200
    assert [one["code"] for one in as_("neighbour").get(f"{API}/projects?list=public-works").json()["items"]] == [
        "W-ROAD",
        "W-HALL",
    ]


def test_tables_to_take_along(as_, works):
    listed = b"".join(as_("office").get(f"{HOME}list.csv?owner=规划建设局")).decode("utf-8-sig")
    assert "W-ROAD" in listed
    assert "P-FAST" not in listed
    slipping = b"".join(as_("office").get(f"{HOME}slipping.csv")).decode("utf-8-sig")
    assert "本系统口径" in slipping


def test_the_map_has_those_with_a_place_in_the_colour_of_their_light(as_, works):
    assert as_("office").get(f"{HOME}map.geojson").json()["features"] == []
    site = read_geometry('{"type":"Point","coordinates":[113.52,34.8]}')
    for programme, code in ((PROJECTS, "P-SLOW"), (PUBLIC, "W-ROAD")):
        append(
            works.ledger, [draft(programme, code, "stated", "2025-09-01", fields={"site": site})], actor=ACTOR, now=AT
        )
    found = as_("office").get(f"{HOME}map.geojson").json()["features"]
    assert {one["properties"]["code"]: one["properties"]["colour"] for one in found} == {
        "P-SLOW": "red",
        "W-ROAD": "green",
    }
    assert [one["properties"]["code"] for one in as_("reporter").get(f"{HOME}map.geojson").json()["features"]] == [
        "W-ROAD"
    ]
    assert "云岭P-SLOW项目" in text_of(as_("office"), "map/")


def test_it_looks_right_in_a_browser(page, picture, works):
    for language, size in (("zh", "desktop"), ("en", "phone")):
        seen = page("office", language=language, size=size)
        for name, address in {"home": "", "slipping": "slipping/", "gantt": "gantt/", "one": "project/P-QUIET/"}.items():  # fmt: skip
            seen.goto(f"{HOME}{address}")
            if name == "gantt":
                seen.wait_for_selector("[data-chart][data-drawn] canvas")
            fits(seen)
            accessible(seen)
            picture(seen, f"works-{name}")
