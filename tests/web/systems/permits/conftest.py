"""The little zone with permits switched on: two projects of the reporter's office on their way, a promise, a barred builder."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.permits.project import BASE, DECISION, QUICK, SIGNED
from tests.web.little_zone import FIRM, switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.permits import CASES, PROMISES
from dajuan.web.served import Served

OFFICE, CLERK, CHECKER = "住房保障中心", "住房保障中心 王", "督查室 何"
OPEN, DONE = "SP-2025-001", "SP-2025-002"
PROMISE, BROKEN = "CN-2025-001", "CN-2025-002"


def on(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def moved(programme: str, code: str, stage: str, day: str, **more) -> Draft:
    return Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=on(day), **more)


def opened(programme: str, code: str, day: str, fields: dict, **links: str) -> Draft:
    return Draft(programme=programme, subject=code, kind="opened", effective_on=on(day), fields=fields, links=links)


def promise_fields(name: str, builder: str, material: str, due: str) -> dict:
    return {
        "name": name, "builder": builder, "office": OFFICE, "kind": "material", "certificate": "building-permit", "material": material,
        "content": "二十个工作日内补交", "due-on": due, "proof": "施工图审查合格书", "verify-by": "record",
    }  # fmt: skip


@pytest.fixture
def permitting(little) -> Served:
    """As of 15 October 2025: one project has its contract and its land-use permit, one has all in a day."""
    here = switch(on=(CASES, PROMISES))
    base = BASE | {"office": OFFICE}
    quick = {key: value.replace("2026-03", "2025-09") for key, value in QUICK.items()}
    whole = {"hours-to-issue": 750, "in-a-day": True}
    drafts = [
        opened(CASES, OPEN, "09-20", base, enterprise=f"enterprise-register/{FIRM}", parcel="land-parcels/YL-G-001"),
        moved(CASES, OPEN, "accepted", "09-20"),
        moved(CASES, OPEN, "dealt", "10-09", fields={"contract-at": "2025-10-09 10:00"}),
        Draft(
            programme=CASES, subject=OPEN, kind="stated", effective_on=on("10-10"),
            fields={"land-permit-applied": "2025-10-09 14:00", "land-permit-issued": "2025-10-10 10:00", "title-applied": "2025-10-10 11:00"},
        ),
        opened(CASES, DONE, "08-20", base | {"name": "精密部件产业园", "builder": "云岭二号制造有限公司"}),
        moved(CASES, DONE, "accepted", "08-20"),
        moved(CASES, DONE, "dealt", "09-03", fields={"contract-at": quick.pop("contract-at")}),
        Draft(programme=CASES, subject=DONE, kind="stated", effective_on=on("09-04"), fields=quick),
        moved(CASES, DONE, "issued", "09-04", fields=whole),
        opened(PROMISES, PROMISE, "09-25", promise_fields("智能装备产业园 施工图", base["builder"], "drawings", "2025-10-20"), case=f"{CASES}/{OPEN}"),
        moved(PROMISES, PROMISE, "made", "09-25", evidence=(SIGNED,)),
        opened(PROMISES, BROKEN, "08-25", promise_fields("精密部件产业园 施工图", "云岭二号制造有限公司", "drawings", "2025-09-20"), case=f"{CASES}/{DONE}"),
        moved(PROMISES, BROKEN, "made", "08-25", evidence=(SIGNED,)),
    ]  # fmt: skip
    append(here.ledger, drafts, actor=CLERK, now=datetime(2025, 10, 12, tzinfo=UTC))
    gone = {"verified-on": "2025-09-25", "result": "untrue", "suspended-until": "2026-03-25"}
    revoked = moved(PROMISES, BROKEN, "revoked", "09-25", fields=gone, note="图纸不实", evidence=(DECISION,))
    append(here.ledger, [revoked], actor=CHECKER, now=datetime(2025, 10, 13, tzinfo=UTC))
    return here
