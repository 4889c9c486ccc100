"""Requests lived through in a small ledger, and single cases made of their moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Entry
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.state import State
from dajuan.ledger.zone import Zone, make_zone
from dajuan.systems.requests import PROGRAMME, VISITS
from dajuan.systems.requests.case import Case, case_of
from dajuan.systems.requests.handling import Handling, Handlings, ours

OFFICE, DEPARTMENT, OTHER = "政务服务中心", "市场监管局", "生态环境分局"
FIRM, OTHER_FIRM = "91410100MA0000001X", "91410100MA00000021"
RULES: Handlings = ours()
RULE: Handling = RULES.versions[0]
BASE = {
    "name": "厂区停电", "kind": "help", "field": "utilities", "grade": "ordinary", "channel": "page",
    "what": "厂区每周停电两次，影响生产。", "office": OFFICE, "enterprise": FIRM,
}  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def case(*moves: tuple[str, str], code: str = "SQ-2025-00001", actor: str = "甲", **fields: object) -> Case:
    """A request that went this way: ``("assigned", "03-04")`` …, with fields beside :data:`BASE`."""
    state = State(PROGRAMME, code)
    drafts = [
        Draft(programme=PROGRAMME, subject=code, kind="opened", effective_on=day(moves[0][1]), fields=BASE | fields)
    ]
    drafts += [
        Draft(programme=PROGRAMME, subject=code, kind="moved", effective_on=day(on), stage=stage) for stage, on in moves
    ]
    for seq, one in enumerate(drafts):
        known = {name: getattr(one, name) for name in Draft.__struct_fields__}
        state.take(seq, Entry(**known, version=1, actor=actor, recorded_at=f"{one.effective_on}T00:00:00.000000Z"))
    found = case_of(state)
    assert found is not None
    return found


def zone_in(folder: Path, *on: str) -> Zone:
    return make_zone(folder, name="云岭高新区", code="yunling", on=[PROGRAMME, VISITS, *on], simulated=True)


def ledger_in(folder: Path) -> Ledger:
    return ledger_of(zone_in(folder))


def at(on: date, hour: int = 9) -> datetime:
    return datetime.combine(on, time(hour - 8), UTC)


def record(ledger: Ledger, drafts: Iterable[Draft], actor: str, on: date) -> None:
    append(ledger, list(drafts), actor=actor, now=at(on))
