"""Hazards in a small ledger or as single values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import states_on
from dajuan.ledger.state import Fields
from dajuan.ledger.zone import make_zone
from dajuan.systems.safety import CAMPAIGNS, HAZARDS
from dajuan.systems.safety.handling import Handling, handling_in
from dajuan.systems.safety.hazard import Hazard, hazard_of

CODE, DEPARTMENT, STREET = "YH-2026-0001", "产业发展局", "云岭街道"
RULES: Handling = handling_in(Path("/nowhere"))
BASE: dict[str, Value] = {
    "name": "粉尘涉爆车间除尘器未防爆", "unit": "云岭一号科技有限公司", "street": STREET, "department": DEPARTMENT, "sector": "industry",
    "grade": "general",
}  # fmt: skip


def on(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def hazard(
    stage: str = "notified",
    stage_on: str = "03-02",
    *,
    notified: str = "03-02",
    code: str = CODE,
    campaign: str = "",
    **fields: Value,
) -> Hazard:
    said = BASE | {key.replace("_", "-"): value for key, value in fields.items()}
    return Hazard(code, Fields(said), stage, on(stage_on), on(notified) if notified else None, "", campaign)


def paper(kind: str) -> Evidence:
    return Evidence(name=f"{kind}.pdf", address="https://example.org/p.pdf", kind=kind)


def ledger_in(folder: Path) -> Ledger:
    return ledger_of(make_zone(folder, name="云岭高新区", code="yunling", on=[HAZARDS, CAMPAIGNS], simulated=True))


def record(ledger: Ledger, drafts: Iterable[Draft], actor: str = f"{DEPARTMENT} 罗", day: str = "03-20") -> None:
    append(ledger, list(drafts), actor=actor, now=datetime.combine(on(day), datetime.min.time(), UTC))


def found(ledger: Ledger, **fields: Value) -> None:
    base = {"programme": HAZARDS, "subject": CODE, "effective_on": on("03-01")}
    record(ledger, [Draft(**base, kind="opened", fields=BASE | fields), Draft(**base, kind="moved", stage="found")])


def only(ledger: Ledger) -> Hazard:
    (state,) = states_on(ledger, programme=HAZARDS)
    one = hazard_of(state)
    assert one is not None
    return one
