"""The same by API: counts, a platform with its documents and reviews, what a firm has."""

from __future__ import annotations

from tests.systems.honours.life import CENTRE, FIRM, LAB, OTHER, SPACE


def got(client, address):
    answer = client.get(f"/api/v1/honours/{address}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_platforms_with_counts_and_the_first_to_look_at(as_, honours):
    found = got(as_("office"), "platforms?limit=2")
    assert [one["code"] for one in found["items"]] == [SPACE, LAB]
    rest = got(as_("office"), f"platforms?limit=2&after={found['next']}")
    assert not {SPACE, LAB} & {one["code"] for one in rest["items"]}
    assert found["counts"]["key-lab"] == {"provincial": 1}
    assert found["parts"] == {"all": 5, "led": 5, "joined": 0, "shared": 2}
    before = got(as_("office"), "platforms?kind=key-lab&level=municipal&as_of=2025-04-09")
    assert [one["code"] for one in before["items"]] == [LAB]


def test_one_platform(as_, honours):
    centre = got(as_("office"), f"platforms/{CENTRE}")
    assert (centre["effect"], centre["reviews"][-1]["score"]) == ("withdraw", 58.5)
    assert [one["kind"] for one in centre["documents"]] == ["认定文件"]
    assert got(as_("office"), f"platforms/{LAB}")["enterprises"] == [
        {"enterprise": FIRM, "part": "lead"},
        {"enterprise": OTHER, "part": "partner"},
    ]


def test_prizes_projects_and_listings(as_, honours):
    office = as_("office")
    assert got(office, "prizes?year=2024")["parts"] == {"all": 1, "led": 0, "joined": 1, "shared": 0}
    assert [one["fields"]["grant"] for one in got(office, "projects?level=provincial")["items"]] == [500_000_000]
    assert got(office, "prizes/PRIZE-1")["fields"]["grade"] == "second"
    listings = got(office, "listings")
    assert listings["firms_listed"] == 1
    assert {one["code"]: one["raised"] for one in listings["items"]}[f"domestic.{FIRM}"] == 20_000_000_000


def test_a_firm_has_its_own_and_no_others(as_, honours):
    firm = as_("firm")
    mine = got(firm, f"of/{FIRM}")
    assert {one["code"] for one in mine["prizes"]} == {"PRIZE-1", "PRIZE-2"}
    assert len(mine["listings"]) == 3
    assert firm.get(f"/api/v1/honours/of/{OTHER}").status_code == 404
    assert firm.get(f"/api/v1/honours/platforms/{SPACE}").status_code == 404
    assert firm.get("/api/v1/honours/platforms").status_code == 403
