"""The little zone with subjects that belong to somebody: estates and projects of two organisations, on the map."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.web.served import served

NOW = datetime(2025, 10, 14, 1, tzinfo=UTC)
HOUSING, PROJECTS = "housing-delivery", "investment-projects"
SITE = '{"type":"Point","coordinates":[113.6,34.8]}'
PROOF = (Evidence(name="复工确认书.pdf", sha256="3" * 64, kind="复工确认书"),)


def draft(programme: str, code: str, kind: str, on: str, **more) -> Draft:
    return Draft(programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), **more)


@pytest.fixture
def owned(people):
    """E-101 and E-102 are the reporter's, E-201 the neighbour's; P-1 too, with amounts of two months."""
    ours = {"developer": "云岭置业", "lead-department": "住房保障中心", "site": SITE, "cause": "funds"}
    theirs = {"developer": "望岭置业", "lead-department": "经济发展局"}
    drafts = [
        draft(HOUSING, "E-101", "opened", "2025-01-05", fields={"name": "云河苑", "homes": 200, **ours}),
        draft(HOUSING, "E-101", "moved", "2025-01-06", stage="listed"),
        draft(HOUSING, "E-102", "opened", "2025-02-05", fields={"name": "云山居", "homes": 90, **ours}),
        draft(HOUSING, "E-102", "moved", "2025-02-06", stage="listed"),
        draft(HOUSING, "E-102", "moved", "2025-03-01", stage="building", evidence=PROOF),
        draft(HOUSING, "E-201", "opened", "2025-01-05", fields={"name": "望岭府", "homes": 150, **theirs}),
        draft(PROJECTS, "P-1", "opened", "2025-01-05", fields={
            "name": "云岭二期", "lead-department": "住房保障中心", "category": "infrastructure", "planned-total": 5000 * 10**6,
        }),
        draft(PROJECTS, "P-1", "measured", "2025-08-31", fields={"invested": 300 * 10**6}),
        draft(PROJECTS, "P-1", "measured", "2025-09-30", fields={"invested": 450 * 10**6}),
    ]  # fmt: skip
    append(served().ledger, drafts, actor="住房保障中心 王", now=NOW)
    return people
