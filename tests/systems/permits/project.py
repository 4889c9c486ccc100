"""A project on its way to its certificates, and promises, in a small ledger or as single values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Entry, Evidence, Value
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.state import State
from dajuan.ledger.zone import make_zone
from dajuan.programmes.find import find_programmes
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.case import Case, case_of
from dajuan.systems.permits.promises import Promise, promise_of

PACK = find_programmes().programmes[CASES]
CODE, PROMISE = "SP-2026-001", "CN-2026-001"
OFFICE, BUILDER, FIRM = "政务服务中心", "云岭一号科技有限公司", "91410100MA0000001X"
BASE: dict[str, Value] = {
    "name": "智能装备产业园", "builder": BUILDER, "office": OFFICE, "kind": "industrial", "approval": "filed", "land-way": "sale",
    "region-assessed": True, "demolition": False, "basement": False, "hazardous": False, "special-fire": False,
}  # fmt: skip
DEAL = "2026-03-03 09:30"
QUICK = {
    "contract-at": DEAL, "land-permit-applied": "2026-03-03 10:00", "land-permit-issued": "2026-03-03 11:00",
    "title-applied": "2026-03-03 10:00", "title-issued": "2026-03-03 14:00",
    "works-permit-applied": "2026-03-03 11:00", "works-permit-issued": "2026-03-03 15:30",
    "building-permit-applied": "2026-03-04 09:00", "building-permit-issued": "2026-03-04 10:00",
}  # fmt: skip
SIGNED = Evidence(name="承诺书.pdf", address="https://example.org/c.pdf", kind="告知承诺书")
DECISION = Evidence(name="撤销.pdf", address="https://example.org/r.pdf", kind="撤销决定书")


def paper(kind: str) -> Evidence:
    return Evidence(name=f"{kind}.pdf", address="https://example.org/p.pdf", kind=kind)


def state_of(drafts: Iterable[Draft]) -> State:
    """As the log would have them, one after the other."""
    some = list(drafts)
    state = State(some[0].programme, some[0].subject)
    for seq, one in enumerate(some):
        known = {name: getattr(one, name) for name in Draft.__struct_fields__}
        state.take(seq, Entry(**known, version=1, actor="甲", recorded_at="2026-03-03T00:00:00.000000Z"))
    return state


def case(
    stage: str = "dealt", *, papers: Iterable[str] = (), links: dict[str, str] | None = None, code: str = CODE, **fields: Value
) -> Case:  # fmt: skip
    """Of the project above, with other fields (written with _ for -)."""
    said = BASE | {key.replace("_", "-"): value for key, value in fields.items()}
    base = {"programme": CASES, "subject": code, "effective_on": date(2026, 3, 2)}
    drafts = [
        Draft(**base, kind="opened", fields=said, links=links or {}),
        Draft(**base, kind="moved", stage="accepted"),
    ]
    if stage != "accepted":
        drafts.append(Draft(**base, kind="moved", stage=stage))
    drafts += [Draft(**base, kind="attached", evidence=(paper(kind),)) for kind in papers]
    found = case_of(state_of(drafts))
    assert found is not None
    return found


def quick(stage: str = "dealt", **fields: Value) -> Case:
    return case(stage, **({key.replace("-", "_"): value for key, value in QUICK.items()} | fields))


def promise(
    stage: str = "made", on: str = "2026-03-03", *, code: str = PROMISE, since: str = "", case_: str = CODE, **fields: Value
) -> Promise:  # fmt: skip
    """Made on a day, in a stage since another."""
    said: dict[str, Value] = {
        "name": "施工图", "builder": BUILDER, "office": OFFICE, "kind": "material", "certificate": "building-permit", "material": "drawings",
        "content": "二十个工作日内补交", "due-on": "2026-03-31", "proof": "施工图审查合格书", "verify-by": "record",
    }  # fmt: skip
    said |= {key.replace("_", "-"): value for key, value in fields.items()}
    base = {"programme": PROMISES, "subject": code}
    made, later = date.fromisoformat(on), date.fromisoformat(since or on)
    drafts = [
        Draft(**base, kind="opened", effective_on=made, fields=said, links={"case": f"{CASES}/{case_}"}),
        Draft(**base, kind="moved", stage="made", effective_on=made),
    ]
    if stage != "made":
        drafts.append(Draft(**base, kind="moved", stage=stage, effective_on=later))
    found = promise_of(state_of(drafts))
    assert found is not None
    return found


def ledger_in(folder: Path) -> Ledger:
    on = ["enterprise-register", CASES, PROMISES]
    return ledger_of(make_zone(folder, name="云岭高新区", code="yunling", on=on, simulated=True))


def record(
    ledger: Ledger, drafts: Iterable[Draft], actor: str = "政务服务中心 贺", on: date = date(2026, 3, 4)
) -> None:
    append(ledger, list(drafts), actor=actor, now=datetime(on.year, on.month, on.day, 8, tzinfo=UTC))
