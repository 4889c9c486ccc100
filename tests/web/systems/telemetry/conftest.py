"""The little zone with two firms' devices, consents and a morning of readings rolled up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.systems.telemetry.plant import PAPER, Plant, minutes, moment, open_plant, payload
from tests.web.little_zone import FIRM, OTHER_FIRM, TODAY

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.web.served import served

DAY = TODAY - timedelta(days=2)
LISTED = date(2025, 3, 1)
WHO = "经济发展局 李"


@pytest.fixture
def plant(little) -> Plant:
    """Gateway and pages share the zone; the gateway is closed again."""
    _switch_on(little.folder)
    append(served().ledger, list(_drafts()), actor=WHO, now=moment(9, day=LISTED + timedelta(days=1)))
    made = open_plant(served().zone)
    try:
        made.now = moment(11, day=DAY)
        made.send("CNC-1", *minutes(90, start=moment(8, day=DAY)), firm=FIRM)
        made.send("ROB-9", *minutes(30, start=moment(8, day=DAY)), firm=OTHER_FIRM)
        made.send("ROB-9", b"[]", firm=OTHER_FIRM)
        made.send("CNC-1", b"{", payload("2025-10-13T08:00:00", energy=1), firm=FIRM)
        made.settle()
        made.intake.tell_heard()
        made.roll(moment(9, day=DAY + timedelta(days=1)))
    finally:
        made.close()
    return made


def _switch_on(folder) -> None:
    path = folder / SETTINGS
    told = path.read_text("utf-8").replace('  "enterprise-register",\n', '  "enterprise-register",\n  "industrial-devices",\n  "industrial-platforms",\n  "telemetry-consents",\n')  # fmt: skip
    path.write_text(told, "utf-8")
    served().look()


def _drafts():
    for code, firm, department in (
        ("CNC-1", FIRM, "云河办事处"),
        ("CNC-2", FIRM, "云河办事处"),
        ("ROB-9", OTHER_FIRM, "望岭办事处"),
    ):
        fields = {
            "name": f"一号车间 {code}",
            "firm": firm,
            "kind": "machine-tool",
            "digital": True,
            "department": department,
        }
        yield Draft(programme="industrial-devices", subject=code, kind="opened", effective_on=LISTED, fields=fields)
        yield Draft(programme="industrial-devices", subject=code, kind="moved", stage="listed", effective_on=LISTED)
    for firm, name in ((FIRM, "云岭一号科技有限公司"), (OTHER_FIRM, "云岭二号制造有限公司")):
        fields = {
            "name": name,
            "energy": True,
            "power": True,
            "output": True,
            "state": True,
            "purpose": "设备联网率统计",
        }
        yield Draft(programme="telemetry-consents", subject=firm, kind="opened", effective_on=LISTED, fields=fields)
        yield Draft(programme="telemetry-consents", subject=firm, kind="moved", stage="given", effective_on=LISTED, evidence=(PAPER,))  # fmt: skip
    fields = {"name": "云岭制造云", "operator": "云岭一号科技有限公司", "level": "provincial"}
    yield Draft(programme="industrial-platforms", subject="P-1", kind="opened", effective_on=LISTED, fields=fields)
    yield Draft(programme="industrial-platforms", subject="P-1", kind="moved", stage="raised", effective_on=LISTED)
