"""Talent by API: everything that a page does, by the same rights; writes that come again are done once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from samples.systems.talent import person
from tests.systems.talent.rosters import FIRM, OTHER_FIRM, TEAM, row
from tests.web.systems.talent.conftest import ROWS, roster

from dajuan.web.access.roles import Action
from dajuan.web.served import served


def test_a_roster_comes_in_once_under_its_key(talent, asks):
    keeper = asks("keeper")
    sent = roster(*ROWS).read()
    first = keeper.send("/talents/roster", key="r1", roster=SimpleUploadedFile("r.xlsx", sent))
    size = served().size()
    assert (first.status_code, first.json()["new_people"], first.json()["new_titles"]) == (201, 4, 4)
    assert keeper.send("/talents/roster", key="r1", roster=SimpleUploadedFile("r.xlsx", sent)).json() == first.json()
    again = keeper.send("/talents/roster", roster=roster(*ROWS)).json()
    assert (again["new_people"], again["known_people"], again["same_titles"], served().size()) == (0, 4, 4, size)


def test_a_dry_run_says_what_would_be(talent, asks):
    size = served().size()
    told = asks("keeper").send("/talents/roster", roster=roster(row(1), row(1)), dry_run="true").json()
    assert (told["recorded"], told["new_people"], len(told["notes"]), served().size()) == (False, 1, 1, size)


def test_what_is_wrong_is_told_by_row_and_column(talent, asks):
    answer = asks("keeper").send("/talents/roster", roster=roster(row(1), row(2, grade="甲等")))
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["row"], error["field"], "名册!E3" in error["zh"]) == (422, 3, "grade", True)


def test_the_list_is_masked_and_goes_by_pages(listed, asks):
    keeper = asks("keeper")
    first = keeper.get("/talents", limit=3).json()
    rest = keeper.get("/talents", limit=3, after=first["next"]).json()
    items = [*first["items"], *rest["items"]]
    assert [len(first["items"]), rest["next"], sorted(one["code"] for one in items)] == [3, None, sorted(listed)]
    assert {one["name"] for one in items} == {"虚**"}
    assert {one["number"] for one in items} == {"419900************"}
    assert [one["code"] for one in keeper.get("/talents", grade="b").json()["items"]] == [listed[0]]
    assert len(keeper.get("/talents", team=TEAM).json()["items"]) == 2


def test_counts_teams_and_an_enterprises_people(listed, asks):
    keeper = asks("keeper")
    counts = keeper.get("/talents/counts").json()
    assert (counts["everybody"], counts["several"], counts["in_teams"], counts["years"]) == (4, 1, 2, {"2025": 4})
    assert asks("neighbour").get("/talents/counts").json()["firms"] == {}
    assert len(keeper.get("/talents/teams").json()["items"][0]["members"]) == 2
    assert len(keeper.get(f"/talents/teams/{TEAM}").json()["members"]) == 2
    assert [one["code"] for one in keeper.get(f"/talents/of/{OTHER_FIRM}").json()["items"]] == [listed[0]]
    assert len(asks("firm").get(f"/talents/of/{FIRM}").json()["items"]) == 3
    assert asks("firm").get(f"/talents/of/{OTHER_FIRM}").status_code == 404


def test_who_it_is_and_that_it_is_forgotten(listed, asks):
    keeper = asks("keeper")
    assert keeper.post("/talents/find", {"number": person(1).number}).json() == {"code": listed[0]}
    told = keeper.post(f"/talents/{listed[0]}/identity").json()
    assert (told["name"], told["number"]) == person(1)
    assert asks("keeper", (Action.SEE,)).post(f"/talents/{listed[0]}/identity").status_code == 403
    assert keeper.post(f"/talents/{listed[0]}/erase", {"why": "本人申请"}).json()["erased"]
    assert keeper.post(f"/talents/{listed[0]}/identity").status_code == 404
    assert keeper.get("/talents/counts").json()["everybody"] == 4


def test_the_citys_number_and_the_ends(listed, asks):
    keeper = asks("keeper")
    told = {"kind": "all", "city": 160, "source": "通报（虚构）", "on": "2025-10-01"}
    (share,) = keeper.post("/talents/city", told).json()["items"]
    assert (share["share"], share["source"], share["by"]) == ("4/160", "通报（虚构）", "人才工作办公室 陶")
    assert keeper.post("/talents/city", {**told, "kind": "nobody"}).status_code == 422
    assert keeper.post("/talents/ended").json() == {"entries": 2}
    assert keeper.post("/talents/ended").json() == {"entries": 0}


def test_a_month_against_its_target(talent, asks):
    keeper = asks("keeper")
    assert keeper.post("/employment/yunhe/targets", {"year": 2025, "targets": {"new-urban": 1000}}).status_code == 201
    month = {"year": 2025, "month": 2, "heads": {"new-urban": 90, "reemployed": 8}}
    assert keeper.post("/employment/yunhe/months", month).json()["months"]["new-urban"][:3] == [None, 90, None]
    found = {one["key"]: one for one in keeper.get("/employment", year=2025).json()["measures"]}
    assert (found["new-urban"]["done"], found["new-urban"]["target"], found["hardship"]["target"]) == (90, 1000, None)
    assert keeper.post("/employment/nowhere/months", month).status_code == 422
    assert asks("watcher").post("/employment/yunhe/months", month).status_code == 403


def test_keys_are_told_of_and_never_told(listed, asks):
    administrator = asks("administrator")
    (before,) = administrator.get("/talents/keys").json()["items"]
    after = administrator.post("/talents/keys/renew").json()["items"]
    assert [(one["state"], one["codes"], one["identities"]) for one in after] == [("earlier", 4, 0), ("newest", 0, 4)]
    assert set(before) == {"id", "since", "state", "codes", "identities"}
    assert administrator.post("/talents/keys/give-up", {"key": before["id"]}).status_code == 422
    assert asks("keeper").get("/talents/keys").status_code == 403


@pytest.mark.parametrize("address", ["/talents/roster", "/talents/city", "/talents/ended", "/talents/find"])
def test_only_the_office_writes(talent, asks, address):
    body = {"number": person(1).number, "kind": "all", "city": 1, "source": "x", "on": "2025-01-01"}
    for username in ("watcher", "neighbour", "leader", "firm"):
        asked = asks(username)
        answer = asked.send(address, roster=roster(row(1))) if "roster" in address else asked.post(address, body)
        assert answer.status_code == 403, username
