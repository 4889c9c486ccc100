"""What a system's life is made up in: who is there, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from samples.year.enterprises import GONE
from samples.year.month import Life

from dajuan.ledger.entry import Evidence
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger

REGISTER = "enterprise-register"


@dataclass(frozen=True)
class Firm:
    """An enterprise of the register, as it was founded; figures in 万元."""

    code: str
    name: str
    industry: str
    district: str
    revenue: float
    employees: int
    rd_spend: float
    assets: float

    @property
    def reference(self) -> str:
        return f"{REGISTER}/{self.code}"


@dataclass(frozen=True)
class Place:
    """The zone's enterprises that are there all along, in the order of the register."""

    firms: tuple[Firm, ...]
    since: datetime
    """The moment from which something may happen: in the year before the plan under way, when that year's has been handed out."""
    until: datetime
    """The midnight that today begins with."""
    seed: int
    file: Callable[[str, str], Evidence]
    """Keeps a paper of one page as evidence: its kind, its text."""
    ledger: Ledger
    """For a :class:`~samples.plan_year.agenda.Call` that has to know what was recorded until then."""
    derived: Path
    evidence: EvidenceStore
    """For what a system itself keeps as evidence."""

    @property
    def today(self) -> date:
        return self.until.date()

    def random(self, system: str) -> Random:
        """A system's own chance, so that another's life leaves it as it was."""
        return Random(f"{self.seed}-{system}")

    def at(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.until.tzinfo)

    def days(self) -> list[date]:
        """Every day of the life."""
        first = self.since.date()
        return [first + timedelta(days=n) for n in range((self.today - first).days)]


def firms_of(lives: Iterable[Life]) -> tuple[Firm, ...]:
    """Those that nobody strikes off, then or later. ``lives``: those of the first year, in their order."""
    return tuple(
        Firm(
            life.code,
            str(row["name"]),
            str(row["industry"]),
            str(row["district"]),
            float(str(row["revenue"])),
            int(str(row["employees"])),
            float(str(row["rd-spend"])),
            float(str(row["assets"])),
        )
        for nth, life in enumerate(lives)
        if nth % GONE and "revenue" in (row := life.said[0][1]) and life.stage == "present"
    )
