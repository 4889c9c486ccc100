"""The API of the compute network does what its pages do, under the same rights."""

from __future__ import annotations

from tests.systems.compute.life import FIRM

NEED = {
    "name": "推理", "enterprise": FIRM, "precision": "fp16", "amount": "16卡", "hours": "4", "latest_finish": "2025-10-17",
    "location": "province", "budget": "5000",
}  # fmt: skip


def test_a_need_from_trial_to_bill(asks, compute):
    digital = asks("digital")
    trial = digital.post("/compute/placements", NEED).json()
    assert trial["chosen"]
    assert {one["offer"] for one in trial["ranks"]} == {"O-A", "O-B", "O-C"}
    assert digital.post("/compute/jobs", NEED | {"code": "API-1"}).status_code == 201
    assert digital.get("/compute/jobs/API-1").json()["placement"]["chosen"] == trial["chosen"]
    assert digital.post("/compute/jobs/API-1/match", {}).status_code == 201
    assert digital.get("/compute/jobs/API-1").json()["stage"] == "matched"
    bill = digital.get("/compute/jobs/JOB-M").json()["bill"]
    assert bill["due"] == bill["by_vouchers"] + bill["own"] == 19_200
    assert digital.post("/compute/jobs/JOB-M/settle", {"vouchers": ["V-1"]}, key="s1").json()["added"] == 4
    again = digital.post("/compute/jobs/JOB-M/settle", {"vouchers": ["V-1"]}, key="s1")
    assert (again.status_code, again.json()["added"]) == (201, 4)
    spent = {one["code"]: one["stage"] for one in digital.get("/compute/vouchers").json()["items"]}
    assert spent == {"V-1": "spent", "V-2": "issued", "V-9": "issued"}


def test_precisions_are_told_apart(asks, compute):
    told = asks("leader").get("/compute/catalogue").json()
    assert {one["precision"]: one["offered"] for one in told["totals"]} == {"fp64": 200.0, "fp32": 19.2, "fp16": 38.4}
    assert len(asks("leader").get("/compute/centres").json()["items"]) == 2


def test_rights(asks, compute):
    firm, neighbour = asks("firm"), asks("neighbour")
    assert {one["code"] for one in firm.get("/compute/jobs").json()["items"]} == {"JOB-A", "JOB-M"}
    assert firm.get("/compute/jobs/JOB-B").status_code == 404
    assert firm.post("/compute/jobs/JOB-A/match", {}).status_code == 403
    assert firm.post("/compute/jobs", NEED).status_code == 403
    assert firm.post("/compute/placements", NEED).status_code == 200
    assert neighbour.get("/compute/jobs/JOB-A").status_code == 404
    assert neighbour.post("/compute/centres/ZX-1/use", {"month": "2025-10-01"}).status_code == 404


def test_what_is_wrong_is_told_in_both_languages(asks, compute):
    answer = asks("digital").post("/compute/placements", NEED | {"amount": "200卡时", "precision": ""})
    assert answer.status_code == 422
    errors = {one["field"]: (one["zh"], one["en"]) for one in answer.json()["errors"]}
    assert "没有写明精度" in errors["precision"][0]
    assert "work done" in errors["amount"][1]
    late = asks("digital").post("/compute/jobs/JOB-M/settle", {"vouchers": ["V-9"]})
    assert late.status_code == 422
    assert "V-9" in late.json()["detail"]


def test_an_offer_is_taken_down_and_its_powers_with_it(asks, compute):
    digital = asks("digital")
    assert asks("firm").post("/compute/offers/O-A/take-down", {}).status_code == 403
    assert asks("neighbour").post("/compute/offers/O-A/take-down", {}).status_code == 404
    assert digital.post("/compute/offers/O-A/take-down", {}).status_code == 201
    told = digital.get("/compute/catalogue").json()
    assert {one["precision"]: one["offered"] for one in told["totals"]} == {"fp64": 200.0, "fp32": 9.6, "fp16": 19.2}
    assert digital.post("/compute/offers/O-A/take-down", {}).status_code == 422


def test_a_months_hours(asks, compute):
    digital = asks("digital")
    assert digital.post("/compute/centres/ZX-1/use", {"month": "2025-09-01"}).status_code == 422
    # A month that is under way is not over yet.
    assert digital.post("/compute/centres/ZX-1/use", {"month": "2025-10-01"}).status_code == 422
