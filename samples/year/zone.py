"""A zone that takes the files in, as if each month had come in on the third of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from samples.year.month import PROGRAMMES, Month
from samples.year.workbooks import write_month

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book
from dajuan.ledger.zone import Zone, make_zone

DEPARTMENTS = {
    "enterprise-register": "市场监管局 林", "investment-projects": "经济发展局 周", "housing-delivery": "住房建设局 江",
}  # fmt: skip
CHECKER = "督查室 程"


def simulated_zone(folder: Path, on: Sequence[str] = PROGRAMMES, name: str = "云岭高新区（虚构）") -> Zone:
    return make_zone(folder, name=name, code="yunling", on=on, simulated=True)


class Intake:
    """收表: months come in one after another; each is looked through by a second person, then a checkpoint is signed."""

    def __init__(self, zone: Zone, ledger: Ledger, folder: Path) -> None:
        self.zone, self.ledger, self.folder = zone, ledger, folder
        self.checked = 0
        """Entries looked through."""

    def comes_in(self, month: Month) -> datetime:
        return datetime.combine(month.end + timedelta(days=3), time(9), self.ledger.timezone)

    def is_checked(self, month: Month) -> datetime:
        return self.comes_in(month) + timedelta(days=2)

    def take(self, month: Month) -> None:
        for programme, path in write_month(month, self.folder):
            done = import_book(
                self.ledger, read_book(path.read_bytes(), path.name), evidence=self.zone.evidence(), folder=path.parent,
                actor=DEPARTMENTS[programme], programme=programme, now=self.comes_in(month),
            )  # fmt: skip
            if done.troubles:
                raise SystemExit(f"{path}: {done.troubles[0]}")

    def check(self, month: Month) -> str:
        """Look a month through; gives the checkpoint signed then."""
        with self.ledger.store.reading() as reader:
            last = reader.head().size - 1
        looked = [
            Draft(programme=one, subject="", kind="verified", effective_on=month.end, about=(self.checked, last))
            for one in PROGRAMMES
            if month.subjects.get(one) or month.flows.get(one)
        ]
        self.checked = append(self.ledger, looked, actor=CHECKER, now=self.is_checked(month)).size
        with self.ledger.store.reading() as reader:
            note = signed_checkpoint(reader, self.zone.origin, self.zone.signer())
        (self.zone.checkpoints / f"{month.end:%Y-%m}-{self.checked}.note").write_text(note, encoding="utf-8")
        return note


def run_year(folder: Path, zone_folder: Path, months: Iterable[Month]) -> Iterator[tuple[Month, str]]:
    """Import month after month; gives each month when it is in, with the checkpoint signed then."""
    zone = simulated_zone(zone_folder)
    ledger = ledger_of(zone)
    intake = Intake(zone, ledger, folder)
    for month in months:
        intake.take(month)
        yield month, intake.check(month)
    ledger.store.close()
