"""The little zone with a catalogue: two data sets that are declared and one opened, a scene under test; 1 February 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.web.little_zone import FIRM, switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.systems.governance.datasets import DATA_SETS
from dajuan.systems.governance.scenes import SCENES
from dajuan.web.served import Served

TODAY = date(2026, 2, 1)
DAY = date(2026, 1, 10)
OWNER = "住房保障中心"
AGREEMENT = Evidence(name="协议.pdf", address="https://example.org/a.pdf", kind="测试协议")
PARKS = {
    "name": "公园名录", "owner": OWNER, "abstract": "每个公园一条", "items": "名称、位置、面积", "format": "csv", "cycle": "quarterly", "share": "unconditional",
    "open": "unconditional", "address": "https://data.example.org/parks.csv", "licence": "公共数据开放许可", "updated-on": "2025-09-01",
}  # fmt: skip
PEOPLE = {
    "name": "人口底账",
    "owner": "经济发展局",
    "cycle": "monthly",
    "share": "none",
    "open": "none",
    "updated-on": "2026-01-09",
}
ESTATES = {
    "name": "保交楼",
    "owner": OWNER,
    "programme": "housing-delivery",
    "cycle": "monthly",
    "share": "conditional",
}
SCENE = {
    "name": "无人清扫", "kind": "governance", "owner": OWNER, "need": "夜间清扫", "place": "云溪公园", "applicant": "云岭一号科技有限公司", "from": "2026-01-01",
    "until": "2026-01-25",
}  # fmt: skip


@pytest.fixture
def governed(little, monkeypatch) -> Served:
    here = switch(on=(DATA_SETS, SCENES))
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    drafts = []
    for code, fields in (("D-PARKS", PARKS), ("D-PEOPLE", PEOPLE), ("D-ESTATES", ESTATES)):
        drafts += [_draft(DATA_SETS, code, "opened", fields=fields), _draft(DATA_SETS, code, "moved", stage="listed")]
    links = {"enterprise": f"enterprise-register/{FIRM}", "data": f"{DATA_SETS}/D-PARKS"}
    drafts.append(_draft(SCENES, "CJ-1", "opened", fields=SCENE, links=links))
    for stage in ("offered", "applied", "agreed", "testing"):
        evidence = (AGREEMENT,) if stage == "agreed" else ()
        drafts.append(_draft(SCENES, "CJ-1", "moved", stage=stage, evidence=evidence))
    append(here.ledger, drafts, actor=f"{OWNER} 王", now=datetime(2026, 1, 20, tzinfo=UTC))
    published = _draft(DATA_SETS, "D-PARKS", "moved", stage="published")
    append(here.ledger, [published], actor="督查室 程", now=datetime(2026, 1, 21, tzinfo=UTC))
    return here


def _draft(programme: str, code: str, kind, **more) -> Draft:
    return Draft(programme=programme, subject=code, kind=kind, effective_on=DAY, **more)
