"""A zone with parcels: what tests of land begin with. Its county, 990172, is none that was ever assigned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.land.codes import Desk
from dajuan.systems.land.parcels import CODES, PARCELS
from dajuan.systems.land.settings import our_settings

DIVISION = "990172"
SERIES = f"{DIVISION}001001GB"
FIRST = f"{SERIES}00001W00000000"
OFFICE = "规划建设局"
ACTOR = f"{OFFICE} 梁"
TODAY = date(2025, 10, 15)
NOW = datetime(2025, 10, 15, 9, 0, tzinfo=UTC)
MU = 66_667
"""一亩, in 0.01 平方米, to the nearest."""
ON = (PARCELS, CODES, "enterprise-register", "investment-projects")
SETTINGS = replace(our_settings(), divisions=(DIVISION,))


@contextmanager
def office(folder: Path, address: str = "ledger.sqlite") -> Iterator[Desk]:
    """Whoever records for the planning office."""
    zone = make_zone(folder / "zone", name="云岭高新区", code="yunling", on=ON, database=address, simulated=True)
    ledger = ledger_of(zone)
    subjects = Subjects(ledger, zone.derived)
    try:
        yield Desk(ledger, subjects, SETTINGS, ACTOR, TODAY, now=NOW)
    finally:
        subjects.close()
        ledger.store.close()


def paper(kind: str) -> Evidence:
    return Evidence(name=f"{kind}.pdf", sha256="ab" * 32, size=1, kind=kind, media_type="application/pdf")


def opened(code: str, on: date = TODAY, *, links: dict[str, str] | None = None, **fields: Value) -> list[Draft]:
    told: dict[str, Value] = {"name": f"{code} 地块", "lead-department": OFFICE, "area": 30 * MU, **fields}
    return [
        Draft(programme=PARCELS, subject=code, kind="opened", effective_on=on, fields=told, links=links or {}),
        moved(code, "listed", on),
    ]


def moved(code: str, stage: str, on: date = TODAY, kind: str = "", **fields: Value) -> Draft:
    evidence = (paper(kind),) if kind else ()
    return Draft(
        programme=PARCELS, subject=code, kind="moved", effective_on=on, stage=stage, fields=fields, evidence=evidence
    )


def open_parcels(ledger: Ledger, codes: Iterator[str] | list[str]) -> None:
    append(ledger, [draft for code in codes for draft in opened(code)], actor=ACTOR, now=NOW)
