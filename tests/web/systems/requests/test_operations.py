"""The API of requests and visits: what pages can do, and what is wrong by row and field."""

from __future__ import annotations

import json

import pytest
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.requests.conftest import DEPARTMENT, NAMED, PHONE

API = "/api/v1"


@pytest.fixture
def call(asking, as_):
    """``call("clerk", "/requests", {...})``: status and body."""

    def asked(username, path, body=None, **headers):
        client = as_(username)
        if body is None:
            answer = client.get(f"{API}{path}")
        else:
            answer = client.post(f"{API}{path}", json.dumps(body), content_type="application/json", headers=headers)
        return answer.status_code, json.loads(answer.content)

    return asked


def bring_in(call, *some, who="clerk", **headers):
    given = [{"what": "厂区每周停电两次", "enterprise": FIRM, **one} for one in some or [{}]]
    return call(who, "/requests", {"requests": given}, **headers)


def test_the_whole_way(call):
    status, body = bring_in(call, {"contact": NAMED, "phone": PHONE})
    assert (status, body["codes"]) == (201, ["SQ-2025-00001"])
    at = "/requests/SQ-2025-00001"
    whole = call("clerk", at)[1]
    assert (whole["stage"], whole["contact"], whole["phone"]) == ("received", "赵**", "138****5678")
    assert "assign" in whole["steps"]
    for who, step, told in (
        ("clerk", "assign", {"department": DEPARTMENT}),
        ("neighbour", "handle", {"note": "已办"}),
        ("neighbour", "answer", {"note": "已答复"}),
        ("visitor", "visit", {"satisfaction": "satisfied", "by": "phone"}),
        ("visitor", "close", {}),
    ):
        status, whole = call(who, f"{at}/steps/{step}", told)
        assert status == 201, whole
    assert (whole["stage"], whole["waits_for"], whole["answers"][0]["in_time"]) == ("closed", "", True)
    assert call("clerk", f"{at}/contact", {})[1] == {"name": NAMED, "phone": PHONE}
    assert call("leader", f"{at}/contact", {})[0] == 403
    numbers = call("leader", "/requests/numbers?start=2025-01-01&end=2025-12-31")[1]
    assert (numbers["counts"]["in_time"], numbers["codes"]["satisfied"]) == (1, ["SQ-2025-00001"])
    assert call("leader", "/requests/numbers?by=department&part=nobody")[1]["counts"]["received"] == 0
    status, body = call("leader", "/requests/numbers?by=departement&part=nobody")
    assert (status, body["errors"][0]["field"]) == (422, "by")


def test_all_or_none_and_what_is_wrong_by_row_and_field(call):
    status, body = bring_in(call, {}, {"kind": "牢骚"}, {"what": "", "enterprise": "91410100MA0000009X"})
    assert status == 422
    assert {(one["row"], one["field"]) for one in body["errors"]} >= {(1, "kind"), (2, "what"), (2, "enterprise")}
    assert call("clerk", "/requests")[1]["items"] == []


def test_the_same_again_adds_nothing(call):
    key = {"Idempotency-Key": "k-1"}
    assert bring_in(call, {}, {}, **key) == bring_in(call, {}, {}, **key)
    assert len(call("clerk", "/requests")[1]["items"]) == 2


def test_the_most_urgent_first_and_what_is_asked_for(call):
    bring_in(call, {}, {"grade": "urgent", "enterprise": OTHER_FIRM})
    for code in ("SQ-2025-00001", "SQ-2025-00002"):
        call("clerk", f"/requests/{code}/steps/assign", {"department": DEPARTMENT})
    found = call("neighbour", "/requests?limit=1")[1]
    assert found["items"][0]["code"] == "SQ-2025-00002"
    assert call("neighbour", f"/requests?limit=1&after={found['next']}")[1]["items"][0]["code"] == "SQ-2025-00001"
    assert [
        one["code"]
        for one in call("neighbour", f"/requests?enterprise={FIRM}&waits_for=department&open=true")[1]["items"]
    ] == ["SQ-2025-00001"]
    assert call("reporter", "/requests")[1]["items"] == []
    assert [one["code"] for one in call("firm", "/requests")[1]["items"]] == ["SQ-2025-00001"]


def test_who_handled_does_not_close_and_others_do_nothing(call):
    bring_in(call)
    at = "/requests/SQ-2025-00001/steps"
    assert call("neighbour", f"{at}/assign", {"department": DEPARTMENT})[0] == 404
    call("clerk", f"{at}/assign", {"department": DEPARTMENT})
    assert call("clerk", f"{at}/handle", {"note": "代办"})[0] == 403
    assert call("clerk", f"{at}/nonsense", {})[0] == 404
    status, body = call("neighbour", f"{at}/handle", {})
    assert (status, body["errors"][0]["field"]) == (422, "note")


def test_likeness_and_phone_notes(call):
    bring_in(call)
    found = call("clerk", "/requests/alike", {"text": "厂区每周停电两次，生产受影响", "enterprise": FIRM})[1]["items"]
    assert [(one["code"], one["same_firm"]) for one in found] == [("SQ-2025-00001", True)]
    note = call("clerk", "/requests/phone-note", {"text": f"宏远机械许经理{PHONE}来电，投诉乱收费"})[1]
    assert (note["firm"], note["phone"], note["kind"]) == ("宏远机械", PHONE, "complaint")


def test_visits_and_their_budget(call):
    plan = {"enterprise": FIRM, "department": DEPARTMENT, "name": "调研", "kind": "survey", "on": "2025-10-20"}
    codes = [call("neighbour", "/visits", plan)[1]["code"] for _ in range(2)]
    status, body = call("neighbour", "/visits", plan)
    assert status == 422
    assert "2025-10-20 经济发展局（调研）" in body["errors"][0]["zh"]
    assert call("neighbour", f"/visits/budget?enterprise={FIRM}&on=2025-10-01")[1]["left"] == 0
    assert call("neighbour", f"/visits/{codes[0]}/held", {"note": "已入企", "on": "2025-10-15"})[1]["stage"] == "held"
    assert call("neighbour", f"/visits/{codes[1]}/cancelled", {"text": "改期"})[1]["stage"] == "cancelled"
    assert len(call("firm", "/visits?start=2025-10-01&end=2025-10-31")[1]["items"]) == 2
    assert call("reporter", f"/visits/{codes[0]}/cancelled", {"text": "x"})[0] == 403


def test_rules(call):
    assert call("clerk", "/requests/rules")[1]["items"][0]["code"] == "ours"
    told = {"base": "ours", "name": "新规", "first": "2026-01-01", "numbers": {"help.ordinary": 5}}
    assert call("clerk", "/requests/rules", told)[0] == 403
    status, body = call("administrator", "/requests/rules", told)
    assert (status, body["limits"]["help"]["ordinary"]) == (201, 5)
    for numbers in ({"assign_within": 0}, {"help.ordinry": 5}):
        assert call("administrator", "/requests/rules", {**told, "numbers": numbers})[0] == 422, numbers
