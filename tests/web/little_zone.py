"""A small zone for pages: the made-up plan of 2025 set and partly done, three estates, a firm; people of every role.

For its pages it is 15 October 2025: nothing here hangs on the day on which the tests run.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import tomlkit
from tests.answers import life

from dajuan.answers.plan import import_plan
from dajuan.claims.read import read
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import SETTINGS, Zone, make_zone, zone_at
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.served import Served, served

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "samples" / "yunling-2025.md"
NAME = "云岭高新区"
TODAY = date(2025, 10, 15)
ON = ("targets", "housing-delivery", "investment-projects", "enterprise-register")
FIRM, OTHER_FIRM = "91410100MA0000001X", "91410100MA00000021"
"""Two firms of the register."""
WEB = "\n[web]\ndemo = true\n"

PEOPLE = {
    "office": ("督查室", "何", [("lead", NAME), ("review", NAME)]),
    "reporter": ("住房保障中心", "王", [("report", "住房保障中心")]),
    "neighbour": ("经济发展局", "李", [("report", "经济发展局")]),
    "reviewer": ("督查室", "程", [("review", NAME)]),
    "leader": ("管委会", "周", [("lead", NAME)]),
    "auditor": ("审计室", "钱", [("audit", NAME)]),
    "administrator": ("信息中心", "孙", [("administer", NAME)]),
    "firm": ("云岭一号科技有限公司", "赵", []),
}
"""User name → organisation, name, roles held where."""


def make_little_zone(folder: Path, *, database: str = "ledger.sqlite") -> Zone:
    zone = make_zone(folder, name=NAME, code="yunling", on=ON, database=database, simulated=True)
    (folder / SETTINGS).write_text((folder / SETTINGS).read_text("utf-8") + WEB, "utf-8")
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    try:
        import_plan(ledger, read(PLAN), PLAN, evidence=zone.evidence(), actor="督查室 何", on=date(2025, 1, 17))
        life.set_all(ledger)
        life.estates(ledger, {"2025-03-05": 300, "2025-06-20": 420, "2025-09-10": 118})
        _firms(ledger)
    finally:
        ledger.store.close()
    return zone


def switch(*, on: Iterable[str] = (), off: Iterable[str] = ()) -> Served:
    """Programmes of the zone that is served, as its settings' file has them."""
    path = served().folder / SETTINGS
    settings = tomlkit.parse(path.read_text("utf-8"))
    now = settings["programmes"]["on"]
    now.extend(one for one in on if one not in now)
    for one in off:
        now.remove(one)
    path.write_text(tomlkit.dumps(settings), "utf-8")
    served().look()
    return served()


def _firms(ledger: Ledger) -> None:
    rows = [(FIRM, "云岭一号科技有限公司", "云河办事处"), (OTHER_FIRM, "云岭二号制造有限公司", "望岭办事处")]
    drafts = [
        Draft(
            programme="enterprise-register",
            subject=code,
            kind="opened",
            effective_on=date(2024, 3, 1),
            fields={"name": name, "industry": "industry", "district": district, "above-scale": True},
        )
        for code, name, district in rows
    ]
    append(ledger, drafts, actor="市场监管局 吴", now=datetime(2026, 1, 5, tzinfo=UTC))


def make_people() -> dict[str, Person]:
    root = Organisation.objects.create(name=NAME)
    names = {organisation for organisation, _, _ in PEOPLE.values()} | {"规划建设局", "云河办事处", "望岭办事处"}
    for name in sorted(names):
        Organisation.objects.create(name=name, parent=root)
    made = {}
    for username, (organisation, name, grants) in PEOPLE.items():
        person = Person.objects.create_user(
            username,
            None,
            name=name,
            organisation=Organisation.objects.get(name=organisation),
            enterprise=FIRM if username == "firm" else "",
            demo=True,
        )
        for role, at in grants:
            Grant.objects.create(person=person, role=role, organisation=Organisation.objects.get(name=at))
        made[username] = person
    return made
