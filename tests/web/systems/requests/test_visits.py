"""Visits through the pages: the calendar, the budget and the reason why not, a leader's note, and what came of it."""

from __future__ import annotations

from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.requests.conftest import DEPARTMENT

NEW = "/systems/requests/visits/new/"


def plan(client, on="2025-10-20", **typed):
    given = {"enterprise": FIRM, "on": on, "department": DEPARTMENT, "name": "产业调研", "kind": "survey", **typed}
    return client.post(NEW, given)


def test_two_a_month_then_the_reason(asking, as_):
    neighbour = as_("neighbour")
    assert plan(neighbour).status_code == 302
    assert plan(neighbour, "2025-10-22").status_code == 302
    refused = plan(neighbour, "2025-10-28")
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "2025年10月的入企次数已满（按“我们的约定”最多 2 次）" in said
    assert "2025-10-20 经济发展局（产业调研）" in said
    assert plan(neighbour, "2025-10-28", emergency="1", leader="管委会 周", note="燃气泄漏").status_code == 302
    assert plan(neighbour, "2025-10-28", enterprise=OTHER_FIRM).status_code == 302
    calendar = neighbour.get("/systems/requests/visits/?month=2025-10").content.decode()
    assert calendar.count("产业调研") >= 4
    assert "我们的约定" in calendar


def test_one_plans_for_one_s_own_department(asking, as_):
    assert plan(as_("neighbour"), department="住房保障中心").status_code == 403
    assert as_("firm").get(NEW).status_code == 403


def test_what_came_of_it_or_that_it_is_off(asking, as_):
    neighbour = as_("neighbour")
    first, second = (plan(neighbour, on).headers["Location"] for on in ("2025-10-20", "2025-10-22"))
    assert neighbour.post(first, {"note": ""}).status_code == 422
    assert neighbour.post(first, {"note": "已入企"}).status_code == 302
    assert neighbour.post(second, {"note": "并入联合检查", "cancel": "1"}).status_code == 302
    assert plan(neighbour, "2025-10-28").status_code == 302
    assert as_("reporter").get(first).status_code == 200  # whoever plans has to know who comes
    assert as_("reporter").post(first, {"note": "x"}).status_code == 403
    assert as_("firm").get(first).status_code == 200  # it is told who comes
    assert as_("firm").post(first, {"note": "x"}).status_code == 403


def test_sent_twice_it_is_recorded_once(asking, as_):
    neighbour = as_("neighbour")
    where = plan(neighbour).headers["Location"]
    told = {"note": "已入企", "key": "k1"}
    assert [neighbour.post(where, told).status_code for _ in range(2)] == [302, 302]
    assert neighbour.post(where, {"note": "又一次", "key": "k2"}).status_code == 422


def test_no_visit_is_left_out_of_a_month(asking, as_, monkeypatch):
    """However many there are: a page of the register has its most."""
    neighbour = as_("neighbour")
    for on in ("2025-10-20", "2025-10-22"):
        plan(neighbour, on)
    for module in ("dajuan.subjects.subjects", "dajuan.systems.firms"):
        monkeypatch.setattr(f"{module}.MOST", 1)
    calendar = neighbour.get("/systems/requests/visits/?month=2025-10").content.decode()
    assert calendar.count('class="visit is-planned"') == 2
    assert plan(neighbour, "2025-10-28").status_code == 422


def test_a_day_or_a_firm_that_cannot_be(asking, as_):
    neighbour = as_("neighbour")
    for typed in ({"on": "soon"}, {"on": "2025-10-01"}, {"enterprise": "91410100MA0000009X"}, {"name": ""}):
        assert plan(neighbour, **typed).status_code == 422, typed
