"""Pages and API of events: a project that two claim stands with one, results are recorded once, follow-ups that are late."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence

HOME, API = "/systems/events/", "/api/v1/events"
OURS, THEIRS = "住房保障中心", "经济发展局"


def proof(kind):
    return Evidence(name=f"{kind}.pdf", address="https://example.org/e.pdf", kind=kind)


def held(code, name, kind, first, last, department, projects, **more):
    """Opened, held on its first day, linked to projects."""
    fields = {
        "name": name,
        "kind": kind,
        "department": department,
        "from": first,
        "until": last,
        "visitors": 300,
        **more,
    }
    of = {"programme": "zone-events", "subject": code, "effective_on": date.fromisoformat(first)}
    return [
        Draft(**of, kind="opened", fields=fields),
        Draft(**of, kind="moved", stage="planned"),
        Draft(**of, kind="moved", stage="held", evidence=(proof("活动总结"),)),
        *(Draft(**of, kind="linked", links={"project": f"investment-projects/{one}"}) for one in projects),
    ]


@pytest.fixture
def eventful(little):
    """A tour of the neighbour's in March and a fair of the reporter's in May claim P-1, which is signed at the fair; P-2 is
    signed in July and only the tour claims it."""
    here = switch(on=("zone-events", "event-results", "event-orders"))
    drafts = []
    for code, total, signed in (("P-1", 30_000_000_000, "2025-05-11"), ("P-2", 20_000_000_000, "2025-07-01")):
        fields = {"name": f"项目 {code}", "category": "manufacturing", "planned-total": total}
        of = {"programme": "investment-projects", "subject": code}
        drafts += [
            Draft(**of, kind="opened", fields=fields, effective_on=date(2025, 1, 5)),
            Draft(**of, kind="moved", stage="planned", effective_on=date(2025, 1, 5)),
            Draft(**of, kind="moved", stage="signed", effective_on=date.fromisoformat(signed), evidence=(proof("投资协议"),)),
        ]  # fmt: skip
    drafts += held(
        "E-1", "长三角招商推介会", "promotion", "2025-03-01", "2025-03-03", THEIRS, ["P-1", "P-2"], scope="home"
    )
    drafts += held(
        "E-2",
        "云岭传感器大会",
        "conference",
        "2025-05-10",
        "2025-05-12",
        OURS,
        ["P-1"],
        **{"follow-up-by": "2025-12-01"},
    )
    of = {"programme": "event-orders", "subject": "O-1", "effective_on": date(2025, 5, 12)}
    order = {"name": "压力变送器", "department": OURS, "buyer": "虚构商社", "amount": 800_000_000}
    drafts += [
        Draft(**of, kind="opened", fields=order, links={"event": "zone-events/E-2"}),
        Draft(**of, kind="moved", stage="intended"),
        Draft(**of, kind="moved", stage="signed", evidence=(proof("订单合同"),)),
    ]
    append(here.ledger, drafts, actor=f"{OURS} 王", now=datetime(2025, 8, 1, tzinfo=UTC))
    return here


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_every_page_opens_in_both_languages(as_, eventful):
    client = as_("office")
    for client.cookies["language"] in ("zh-hans", "en"):
        for address in ("", "?month=2025-05", "?month=never", "event/E-1/", "event/E-2/", "events.csv"):
            assert client.get(f"{HOME}{address}").status_code == 200, address
    assert client.get(f"{HOME}event/none/").status_code == 404


def test_a_project_that_two_claim_is_counted_with_one(as_, eventful):
    office = as_("office")
    whole = text_of(office, f"{HOME}?month=2025-05")
    assert "签约项目 2 个、500 万元" not in whole
    assert "签约项目 2 个、50,000 万元（每个只计一次）" in whole
    assert "签订订单 1 份、800 万元" in whole
    tour = text_of(office, f"{HOME}event/E-1/")
    assert "助推，归别的一场" in tour
    assert "云岭传感器大会" in tour
    assert "活动期间签约（2025-05-11）" in text_of(office, f"{HOME}event/E-2/")
    assert "云岭传感器大会" in whole


def test_a_late_follow_up_is_told_and_one_with_a_day_of_its_own_is_not_late_yet(as_, eventful):
    assert "应在 2025-04-02 前交跟踪报告，已逾期 196 天" in text_of(as_("office"), HOME)
    late = as_("office").get(f"{API}/overdue").json()["items"]
    assert [(one["event"], one["late"]) for one in late] == [("E-1", 196)]


def test_each_department_records_its_own_results_once_and_in_the_year_of_the_signing(as_, eventful):
    reporter, neighbour = as_("reporter"), as_("neighbour")
    for client in (reporter, neighbour, reporter):
        client.post(f"{HOME}credit/")
    results = eventful.subjects()
    first, second = (results.one("event-results", one) for one in ("P-1", "P-2"))
    assert (first.links["event"], first.stage_on) == (("zone-events/E-2",), date(2025, 5, 11))
    assert second.links["event"] == ("zone-events/E-1",)
    assert "没有要记的" in reporter.post(f"{HOME}credit/", follow=True).content.decode()
    page = text_of(as_("office"), HOME)
    assert "5.00" in page.split("活动签约金额")[1][:200]  # 亿元


def test_when_the_rule_changes_its_mind_the_result_moves_and_the_count_stays(as_, eventful):
    as_("reporter").post(f"{HOME}credit/")
    cancelled = Draft(
        programme="zone-events",
        subject="E-2",
        kind="moved",
        stage="cancelled",
        effective_on=date(2025, 9, 1),
        note="没有办",
    )
    append(eventful.ledger, [cancelled], actor=f"{OURS} 王")
    as_("neighbour").post(f"{HOME}credit/")
    row = eventful.subjects().one("event-results", "P-1")
    assert (row.stage, row.links["event"]) == ("credited", ("zone-events/E-1",))


def test_a_project_that_is_put_right_puts_its_result_right(as_, eventful):
    """The year's figure is the page's sum again: of what was signed, on the day that it was."""
    as_("neighbour").post(f"{HOME}credit/")
    project = {"programme": "investment-projects", "subject": "P-2"}
    signed = eventful.subjects().one("investment-projects", "P-2").stage_seq
    drafts = [
        Draft(**project, kind="stated", fields={"planned-total": 25_000_000_000}, effective_on=date(2025, 1, 5)),
        Draft(**project, kind="withdrawn", about=(signed, signed), effective_on=date(2025, 8, 2), note="日期填错"),
        Draft(**project, kind="moved", stage="signed", effective_on=date(2025, 6, 20), evidence=(proof("投资协议"),)),
    ]
    append(eventful.ledger, drafts, actor=f"{OURS} 王")
    as_("neighbour").post(f"{HOME}credit/")
    row = eventful.subjects().one("event-results", "P-2")
    assert (row.stage, row.stage_on, row.number("total")) == ("credited", date(2025, 6, 20), 25_000_000_000)
    assert "没有要记的" in as_("neighbour").post(f"{HOME}credit/", follow=True).content.decode()
    assert "2.50" in text_of(as_("office"), HOME).split("活动签约金额")[1][:200]  # 亿元


def test_departments_see_and_record_only_their_own(as_, eventful):
    reporter = as_("reporter")
    assert reporter.get(f"{HOME}event/E-1/").status_code == 404
    assert "长三角招商推介会" not in text_of(reporter, HOME)
    assert [one["event"] for one in reporter.get(API).json()["items"]] == ["E-2"]
    assert as_("firm").get(HOME).status_code == 403
    assert as_("office").post(f"{HOME}credit/").status_code == 403


def test_by_api_an_event_has_its_claims_and_orders_and_credits_are_recorded_once(as_, eventful):
    client = as_("reporter")
    client.handler.enforce_csrf_checks = False
    told = as_("office").get(f"{API}/E-1").json()
    assert {one["project"]: (one["case"], one["credited_to"]) for one in told["claims"]} == {
        "P-1": ("helped", "E-2"), "P-2": ("credited", "E-1"),
    }  # fmt: skip
    assert (
        as_("office").get(f"{API}?kind=conference&since=2025-05-01").json()["items"][0]["brought"]["orders_total"]
        == 800_000_000
    )
    key = {"headers": {"Idempotency-Key": "c-1"}, "content_type": "application/json"}
    first, again = (client.post(f"{API}/credits", **key) for _ in range(2))
    assert (first.status_code, first.json()["added"]) == (201, 2)
    assert json.loads(again.content) == first.json()


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, eventful):
    seen = page("office", language=language, size=size)
    for name, address in {"home": "?month=2025-05", "event": "event/E-1/"}.items():
        seen.goto(f"{HOME}{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"events-{name}")
