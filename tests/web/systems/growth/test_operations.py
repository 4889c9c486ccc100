"""The same by API: what pages show, with rights as pages have them, and writes that come twice done once."""

from __future__ import annotations

import json

import pytest
from tests.systems.growth.zone import CODES

from dajuan.systems.growth import record, schemes
from dajuan.web.served import served


def get(client, address: str, **asked):
    return client.get(f"/api/v1/growth/{address}", asked, headers={"x-csrftoken": token(client)})


def post(client, address: str, body: object = None, key: str = ""):
    headers = {"x-csrftoken": token(client), **({"idempotency-key": key} if key else {})}
    return client.post(
        f"/api/v1/growth/{address}", json.dumps(body or {}), content_type="application/json", headers=headers
    )


def token(client) -> str:
    client.cookies["csrftoken"] = "a" * 32
    return "a" * 32


def test_the_ranking_in_pages(grown, as_) -> None:
    client = as_("office")
    first = get(client, "ranking", limit=10).json()
    assert [one["rank"] for one in first["items"]] == sorted(one["rank"] for one in first["items"])
    second = get(client, "ranking", limit=10, after=first["next"]).json()
    assert second["items"][0]["rank"] >= first["items"][-1]["rank"]
    assert not {one["code"] for one in first["items"]} & {one["code"] for one in second["items"]}


def test_a_firms_contributions_add_up(grown, as_) -> None:
    found = get(as_("office"), f"firms/{CODES[5]}").json()
    assert sum(side["contribution"] for side in found["sides"]) == pytest.approx(found["score"])
    assert "profit-margin" in found["missing"]


def test_enterprises_read_their_own(grown, as_, people) -> None:
    people["firm"].enterprise = CODES[5]
    people["firm"].save()
    client = as_("firm")
    assert get(client, f"firms/{CODES[5]}").status_code == 200
    assert get(client, f"firms/{CODES[6]}").status_code == 404
    assert get(client, "ranking").status_code == 403


def test_checks_schemes_runs_and_certificates_are_read(grown, as_) -> None:
    client = as_("office")
    groups = {one["key"]: one for one in get(client, "coherence").json()["groups"]}
    assert groups["growth"]["correlations"][0][0] == 1
    assert get(client, "uncertainty").json()["shares"] is None
    assert get(client, "schemes").json()["items"][0]["code"] == grown.version.code
    assert "index: sme-growth" in get(client, f"schemes/{grown.version.code}").json()["text"]
    assert get(client, "runs").json()["items"][0]["sha256"] == grown.run.sha256
    assert get(client, "certificates").json()["items"] == []


def test_a_scheme_that_is_wrong_is_told_at_its_place(grown, as_) -> None:
    answer = post(as_("office"), "schemes", {"text": "index: 指数\nname: 试\nsource: 试\n"})
    assert answer.status_code == 422
    first = answer.json()["errors"][0]
    assert (first["row"], first["field"]) == (1, "text")
    assert "代码 指数 只用小写字母" in first["zh"]


def test_writes_that_come_twice_are_done_once(grown, as_) -> None:
    client = as_("office")
    body = {"text": schemes.built_in().replace("version: 1\n", "version: 2\n", 1), "why": "试"}
    first, second = post(client, "schemes", body, "k1"), post(client, "schemes", body, "k1")
    assert (first.status_code, first.json()) == (201, {"code": "sme-growth-v2"})
    assert second.json() == first.json()
    assert len(schemes.versions(served().ledger)) == 2
    assert post(client, "schemes", body).status_code == 409
    assert post(client, "schemes/sme-growth-v2/in-force").status_code == 409
    assert post(as_("reviewer"), "schemes/sme-growth-v2/in-force").status_code == 201


def test_a_run_by_api(grown, as_) -> None:
    client = as_("office")
    job = post(client, "runs", {"year": 2024}).json()
    assert job["result"]["run"] == "2024-2"
    assert post(client, "runs/2024-2/again").json()["result"]["same"] is True
    assert post(client, "runs/2024-2/publish").status_code == 409
    assert post(as_("reviewer"), "runs/2024-2/publish").status_code == 201
    assert record.runs(served().ledger)[0].stage == "published"
    assert post(as_("neighbour"), "runs", {"year": 2024}).status_code == 403
