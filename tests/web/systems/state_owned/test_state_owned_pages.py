"""Pages and API of the groups: money of a project of two groups once, targets by owner, who sees what."""

from __future__ import annotations

import re

import pytest
from tests.systems.state_owned.life import ACTOR, CITY, FUND, INDUSTRY, WAN, WORKS, company
from tests.web.browser import EVERY_LOOK, accessible, fits

from dajuan.ledger.append import append
from dajuan.web.moment import Moment

HOME = "/systems/state_owned/"
API = "/api/v1/state-owned"


def text_of(client, address):
    answer = client.get(f"{HOME}{address}")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("address", ["", f"{CITY}/", f"{FUND}/", f"{INDUSTRY}/?as_of=2025-02-01"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(address, language, as_, groups):
    client = as_("office")
    client.cookies["language"] = language
    text_of(client, address)


def test_the_sum_has_a_shared_project_once(as_, groups):
    found = as_("office").get(API).json()
    owned = {one["code"]: one["owned"] for one in found["items"]}
    assert owned[CITY]["planned"] + owned[INDUSTRY]["planned"] == found["all"]["planned"] == 1500 * WAN + 101
    assert (owned[CITY]["invested"], owned[INDUSTRY]["invested"], found["all"]["invested"]) == (
        180 * WAN,
        120 * WAN,
        300 * WAN,
    )
    assert owned[CITY]["projects"] + owned[INDUSTRY]["projects"] == found["all"]["projects"] + 2
    said = text_of(as_("office"), "")
    assert "1,500.00" in said
    assert "全额 1,500.00" in said


def test_a_company_shows_its_projects_with_their_owners(as_, groups):
    said = text_of(as_("office"), f"{WORKS}/")
    assert "（牵头 60%）" in said
    assert "（参与 40%）" in said
    assert "（代建）" in said
    assert "按建设单位名称" in text_of(as_("office"), f"{CITY}/")
    found = as_("office").get(f"{API}/{CITY}").json()
    assert [(one["code"], one["depth"]) for one in found["below"]] == [(CITY, 0), ("HOMES", 1), (WORKS, 1)]
    assert {one["code"] for one in found["project_list"]} == {"P-1", "P-2", "P-3", "P-4"}
    assert [(one["code"], one["late"]) for one in found["task_list"]] == [("T-1", 107), ("T-2", 0)]


def test_targets_are_of_the_company_that_answers_for_them(as_, groups):
    board = groups.board(2025, Moment())
    owner = next(one.target.owner for one in board.standings if one.target.owner)
    append(groups.ledger, list(company("OWNER", owner)), actor=ACTOR)
    led = as_("office").get(f"{API}/OWNER").json()["targets_led"]
    assert led == [one.target.code for one in board.standings if one.target.owner == owner]
    assert led != []
    assert f"/targets/{led[0]}/" in as_("office").get(f"{HOME}OWNER/").content.decode()


def test_another_department_sees_no_group_and_no_sum(as_, groups):
    assert as_("reporter").get(f"{HOME}{CITY}/").status_code == 404
    found = as_("reporter").get(API).json()
    assert (found["items"], found["all"]) == ([], None)
    assert [one["code"] for one in as_("neighbour").get(API).json()["items"]] == [CITY, INDUSTRY]
    assert as_("firm").get(HOME).status_code == 403


def test_projects_as_a_workbook(as_, groups):
    answer = as_("office").get(f"{HOME}{CITY}/projects.csv")
    assert answer.status_code == 200
    assert "云岭市政工程公司（牵头）、云岭产业投资集团（参与）" in b"".join(answer).decode("utf-8-sig")


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, groups):
    seen = page("office", language=language, size=size)
    for name, address in {"home": "", "company": f"{CITY}/"}.items():
        seen.goto(f"{HOME}{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"groups-{name}")
