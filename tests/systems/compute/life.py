"""A small compute network in a ledger: two centres, three offers, an enterprise's jobs and vouchers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.store import store_at
from dajuan.programmes.find import find_programmes
from dajuan.programmes.pack import Programme
from dajuan.subjects.subjects import Subjects
from dajuan.systems.compute.metering import Run, told
from dajuan.systems.compute.needs import read_need
from dajuan.systems.compute.steps import requested

CODES = ("compute-centres", "compute-offers", "compute-jobs", "compute-vouchers", "compute-users")
FIRM, OTHER_FIRM = "91410100MA0000001X", "91410100MA00000021"
ZONE = ZoneInfo("Asia/Shanghai")
SINCE, TODAY = date(2025, 10, 1), date(2025, 10, 15)
NOW = datetime(2025, 10, 15, 4, tzinfo=UTC)
ACTOR = "数字经济局 方"
HOUR = 3_600_000
START = round(datetime(2025, 10, 15, 8, tzinfo=ZONE).timestamp() * 1000)


def packs(*more: str) -> dict[str, Programme]:
    found = find_programmes(Path("/nowhere")).programmes
    return {code: found[code] for code in (*CODES, *more)}


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), packs(), ZONE)


def opened(programme: str, code: str, stage: str, fields: Mapping[str, Value], on: date = SINCE) -> list[Draft]:
    return [
        Draft(programme=programme, subject=code, kind="opened", effective_on=on, fields=dict(fields)),
        Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=on),
    ]


def centre(code: str, name: str, **fields: Value) -> list[Draft]:
    said: dict[str, Value] = {
        "name": name, "kind": "intelligent", "location": "zone", "protection": 3, "pue-stated": 1_250_000, "engine": "local",
        "steward": "数字经济局",
    }  # fmt: skip
    found = opened("compute-centres", code, "registered", {**said, **fields})
    return [
        *found,
        Draft(programme="compute-centres", subject=code, kind="moved", stage="connected", effective_on=SINCE),
    ]


def offer(code: str, at: str, **fields: Value) -> list[Draft]:
    """64 cards, 0.3 PFLOPS each at FP16, 80 GB, 12 yuan the card-hour."""
    said: dict[str, Value] = {
        "name": f"{at} {code}", "centre": f"compute-centres/{at}", "device": "gpu", "sold-by": "card", "quantity": 64,
        "memory": 80, "fp16": 19_200_000, "fp32": 9_600_000, "price": 1200, "power-draw": 400, "steward": "数字经济局",
        "valid-from": "2025-10-01", "valid-until": "2025-12-31",
    }  # fmt: skip
    return opened("compute-offers", code, "offered", {**said, **fields})


def job(code: str, *, firm: str = FIRM, on: date = TODAY, **typed: str) -> list[Draft]:
    """Eight cards at FP16 for two hours, three thousand yuan at most."""
    said = {
        "name": f"训练 {code}", "enterprise": firm, "precision": "fp16", "amount": "8卡", "memory": "40", "hours": "2",
        "latest-finish": "2025-10-18", "location": "city", "budget": "3000", "steward": "数字经济局",
        "objective": "balanced", "command": "sleep 1",
    }  # fmt: skip
    fields, troubles = read_need(
        said | {key.replace("_", "-"): value for key, value in typed.items()}, packs()["compute-jobs"]
    )
    assert troubles == []
    return requested(code, fields, on)


def voucher(code: str, yuan: int, firm: str = FIRM) -> list[Draft]:
    said: dict[str, Value] = {
        "name": f"算力券 {code}", "enterprise": firm, "face": yuan * 100, "valid-from": "2025-01-01",
        "valid-until": "2025-12-31", "steward": "数字经济局",
    }  # fmt: skip
    return opened("compute-vouchers", code, "issued", said)


def network() -> list[Draft]:
    return [
        *centre("ZX-1", "云岭智算中心"),
        *centre("CS-1", "省超算云岭节点", kind="supercomputing", location="province", protection=3),
        *offer("O-A", "ZX-1"),
        *offer("O-B", "CS-1", price=900, memory=64),
        *offer(
            "O-C",
            "CS-1",
            **{"sold-by": "core"},
            device="cpu",
            quantity=4096,
            memory=4,
            fp16=0,
            fp32=0,
            fp64=200_000_000,
            price=12,
        ),
    ]


def metered_job(code: str, *, firm: str = FIRM, hours: int = 2) -> list[Draft]:
    """One that was placed, ran on eight cards, and was metered."""
    run = Run(START, START + hours * HOUR, 8, "completed")
    moves: list[tuple[str, dict[str, Value]]] = [
        ("matched", {"offer": "compute-offers/O-A", "placed-quantity": 8, "price": 1200, "quoted": 19_200,
                     "planned-start": "2025-10-15T00:00:00+00:00"}),
        ("submitted", {"engine": "local", "engine-job": "7"}),
        ("running", {}),
        ("ended", {"outcome": "completed", "attempts": told([run])}),
        ("metered", {"card-time": run.metered}),
    ]  # fmt: skip
    return [
        *job(code, firm=firm),
        *(
            Draft(programme="compute-jobs", subject=code, kind="moved", stage=stage, effective_on=TODAY, fields=fields)
            for stage, fields in moves
        ),
    ]


def record(ledger: Ledger, drafts: list[Draft], **more: Any) -> None:
    append(ledger, drafts, actor=ACTOR, now=NOW, **more)


def subjects_of(ledger: Ledger, folder: Path) -> Subjects:
    found = Subjects(ledger, folder)
    found.follow()
    return found
