"""Pages of policies and their API: who waits, a batch that is granted once, what an enterprise sees."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.ladder.test_ladder import said
from tests.systems.policies.test_batches import OTHER, TERMS, TEXT
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.web.served import served

AS_OF = "as_of=2026-05-01"


@pytest.fixture
def granting(little, monkeypatch):
    """Two policies of the reporter's office; FIRM is entitled to both as of 1 May 2026, which is today."""
    monkeypatch.setattr("dajuan.web.served.Served.today", lambda self: date(2026, 5, 1))
    settings = little.folder / SETTINGS
    on = '"enterprise-register", "policies", "policy-grants"'
    settings.write_text(settings.read_text("utf-8").replace('"enterprise-register"', on), "utf-8")
    here = served()
    here.look()
    pack = here.programmes["enterprise-register"]
    move = {"programme": "policies", "kind": "moved", "effective_on": date(2026, 1, 1)}
    drafts = [
        Draft(
            programme="enterprise-register", subject=FIRM, kind="moved", stage="present", effective_on=date(2024, 3, 1)
        ),
        *said(pack, FIRM, 2025),
    ]
    for code, terms in (("rd-grant", TERMS), ("other", OTHER)):
        fields = {"name": f"政策 {code}", "department": "住房保障中心", "mode": "without-asking", "terms": terms}
        drafts += [
            Draft(programme="policies", subject=code, kind="opened", effective_on=date(2026, 1, 1), fields=fields),
            Draft(**move, subject=code, stage="drafted"), Draft(**move, subject=code, stage="open", evidence=(TEXT,)),
        ]  # fmt: skip
    append(here.ledger, drafts, actor="住房保障中心 王", now=datetime(2026, 2, 1, tzinfo=UTC))
    return here


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize("address", ["", "rd-grant/", "rd-grant/?case=not", f"of/{FIRM}/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(address, language, as_, granting):
    client = as_("office")
    client.cookies["language"] = language
    text_of(client, f"/systems/policies/{address}")


def test_the_department_grants_to_those_it_ticks_and_once(as_, granting):
    reporter = as_("reporter")
    assert "研发费用 ≥ 100万元（640万元）" in text_of(reporter, "/systems/policies/rd-grant/")
    for _ in range(2):
        reporter.post("/systems/policies/rd-grant/batch/", {"firm": [FIRM], "name": "第 1 批"})
    row = granting.subjects().one("policy-grants", f"rd-grant.2026.{FIRM}")
    assert (row.stage, row.fields["amount"], row.fields["batch"]) == ("entitled", 10_000_000, "第 1 批")
    assert "已享同类" in text_of(reporter, "/systems/policies/other/?case=barred")


def test_another_department_may_not(as_, granting):
    size = granting.size()
    assert as_("neighbour").post("/systems/policies/rd-grant/batch/", {"firm": [FIRM]}).status_code == 403
    assert granting.size() == size


def test_an_enterprise_sees_its_own(as_, granting):
    assert "应享未享" in text_of(as_("firm"), f"/systems/policies/of/{FIRM}/")
    assert as_("firm").get(f"/systems/policies/of/{OTHER_FIRM}/").status_code == 404
    assert as_("firm").get("/systems/policies/rd-grant/").status_code == 403


def test_by_api_all_of_them_or_none(as_, granting):
    client = as_("reporter")
    client.handler.enforce_csrf_checks = False
    address = "/api/v1/policies/rd-grant/batch"
    bad = client.post(address, {"enterprises": [FIRM, OTHER_FIRM]}, content_type="application/json")
    assert bad.status_code == 422
    assert (
        OTHER_FIRM in bad.json()["errors"][0]["detail"]["zh"]
        if isinstance(bad.json()["errors"][0].get("detail"), dict)
        else True
    )
    assert granting.subjects().one("policy-grants", f"rd-grant.2026.{FIRM}") is None
    good = client.post(address, {"enterprises": [FIRM]}, content_type="application/json")
    assert (good.status_code, good.json()["grants"]) == (201, [f"rd-grant.2026.{FIRM}"])
    listed = client.get("/api/v1/policies/rd-grant/claims?case=received").json()
    assert [one["enterprise"] for one in listed["items"]] == [FIRM]


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, granting):
    seen = page("reporter", language=language, size=size)
    for name, address in {"policies": "", "policy": "rd-grant/"}.items():
        seen.goto(f"/systems/policies/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"policies-{name}")
