"""The same by API: what a page can do an operation can, and a bank's token goes round no consent."""

from __future__ import annotations

import pytest
from tests.web.api.conftest import Asking, asks  # noqa: F401 - a fixture
from tests.web.financed import BANK, OURS, THEIRS
from tests.web.little_zone import FIRM, OTHER_FIRM

from dajuan.systems.financing.applications import APPLICATIONS
from dajuan.systems.financing.consent import CONSENTS, code_of

NEED = {"amount": "300", "months": "12"}


@pytest.fixture
def firm(as_):
    """The firm by its session: a token of it neither applies nor consents."""
    client = as_("firm")
    client.handler.enforce_csrf_checks = False
    return Asking(client=client)


def test_every_term_is_told_and_an_application_is_made_once(firm, financed):
    found = firm.post(f"/financing/matches/{FIRM}", NEED).json()["items"]
    assert {one["product"] for one in found} == {"loan", "secret-loan"}
    assert {one["met"] for one in found[0]["terms"]} == {"yes", "no"}
    told = NEED | {"enterprise": FIRM, "product": "loan"}
    first, again = (firm.post("/financing/applications", told, key="a") for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    [code] = first.json()["codes"]
    assert firm.post(f"/financing/applications/{code}/withdraw", {"note": "不要了"}).status_code == 201
    assert financed.subjects().one(APPLICATIONS, code).stage == "withdrawn"


@pytest.mark.parametrize("change", [{"amount": "多"}, {"months": "0"}, {"product": "none"}, {"guarantees": ["gold"]}])
def test_what_is_wrong_is_refused_in_both_languages(change, firm, financed):
    size = financed.size()
    answer = firm.post("/financing/applications", NEED | {"enterprise": FIRM, "product": "loan"} | change)
    assert answer.status_code == 422, answer.content.decode()
    [error] = answer.json()["errors"]
    assert error["zh"]
    assert error["en"] != error["zh"]
    assert financed.size() == size


def test_consent_by_api_opens_the_dossier_and_shuts_it(firm, asks):  # noqa: F811
    bank, address = asks("bank"), f"/financing/dossiers/{FIRM}"
    items = lambda: [one["item"] for one in bank.get(address).json()["sections"]]  # noqa: E731
    assert items() == ["tax"]
    told = {"institution": BANK, "items": ["operation"], "until": "2025-12-31", "note": "授信"}
    assert firm.post(f"/financing/consents/{FIRM}", told).status_code == 201
    assert items() == ["operation", "tax"]
    assert firm.post(f"/financing/consents/{FIRM}/withdraw", told).status_code == 201
    assert items() == ["tax"]
    looks = firm.get(f"{address}/looks").json()["items"]
    assert [one["items"] for one in looks] == [["tax"], ["operation", "tax"], ["tax"]]
    assert {one["by"] for one in looks} == {"云岭银行 冯"}


def test_a_token_of_the_firm_gives_no_consent(asks):  # noqa: F811
    told = {"institution": BANK, "items": ["operation"], "until": "2025-12-31", "note": "授信"}
    assert asks("firm").post(f"/financing/consents/{FIRM}", told).status_code == 403


def test_a_bank_sees_its_own_asks_and_records_no_consent_itself(asks, financed):  # noqa: F811
    bank, size = asks("bank"), financed.size()
    assert [one["application"] for one in bank.get("/financing/applications").json()["items"]] == [OURS]
    assert [one["product"] for one in bank.get("/financing/products").json()["items"]] == ["loan"]
    assert {one["institution"] for one in bank.get(f"/financing/consents/{FIRM}").json()["items"]} == {BANK}
    for address in (
        f"/financing/applications/{THEIRS}",
        f"/financing/dossiers/{OTHER_FIRM}",
        f"/financing/consents/{OTHER_FIRM}",
    ):
        assert bank.get(address).status_code == 404
    for address in ("/financing/funnel", "/financing/funds", f"/financing/dossiers/{FIRM}/looks"):
        assert bank.get(address).status_code == 403
    consent = {"programme": CONSENTS, "subject": code_of(BANK, "operation", FIRM), "kind": "moved", "stage": "given",
               "fields": {"until": "2030-01-01"}, "note": "自己给自己"}  # fmt: skip
    new = consent | {"subject": code_of(BANK, "research", FIRM), "kind": "opened", "stage": "", "note": "",
                     "fields": {"name": "x", "institution": "云岭银行", "item": "research"}}  # fmt: skip
    for draft in (consent, new):
        assert bank.post("/entries", {"drafts": [draft]}).status_code in {403, 404}
    assert financed.size() == size
    assert bank.post(f"/financing/consents/{FIRM}/ask", {"items": ["research"], "note": "评审"}).status_code == 201


def test_the_office_gets_the_funnel_and_funds_counted_once(asks):  # noqa: F811
    office = asks("office")
    found = office.get("/financing/funnel", year=2025).json()
    assert found["reached"] == {"applied": 2, "matched": 1, "approved": 1, "drawn": 0, "repaid": 0}
    assert (found["sums"]["amount"], found["sums"]["approved"]) == (613_000_000, 300_000_000)
    assert [one["days"] for one in found["days"]] == [None, None]
    funds = office.get("/financing/funds").json()
    assert funds["total"]["paid_in"] == {"gross": 120_000_000, "inside": 60_000_000, "net": 60_000_000}
    assert [one["code"] for one in funds["left_out"]] == ["C2"]
