"""The whole of it: two years before, this year up to the evening before today, and what lies beside the zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from samples.demo.desk import DAYS, Desk
from samples.demo.documents import Documents, tables, written
from samples.demo.ground import zone_geojson
from samples.demo.people import Person, of_enterprises, organisations, people, toml
from samples.demo.placing import PROJECTS, REGISTER, Placing
from samples.demo.stopwatch import Stopwatch
from samples.demo.workbooks import written as workbooks
from samples.demo.years import plan_year
from samples.plan_year.agenda import Call, Step, carry_out
from samples.plan_year.closing import closings
from samples.plan_year.decisions import written as decided
from samples.plan_year.papers import sheet
from samples.plan_year.run import agenda, last_day
from samples.plan_year.script import Stage
from samples.plan_year.settling import settled
from samples.systems import lived, programmes
from samples.systems.land import DIVISION
from samples.systems.place import Place, firms_of
from samples.systems.talent import rosters
from samples.year.enterprises import enterprises
from samples.year.month import PROGRAMMES, Month
from samples.year.scale import YUNLING, Scale
from samples.year.simulate import months
from samples.year.zone import Intake, simulated_zone

from dajuan.answers.read import targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.entry import Entry
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import entries_between, size_of
from dajuan.ledger.zone import SETTINGS, Zone, zone_at

SCALE = replace(YUNLING, invested=(213.0, 236.4, 252.0))
SMALL = replace(SCALE, firms=2000, projects=60, signed=12, under_way=36)
ACCOUNTS = 2
"""Of enterprises."""
GONE = "deregistered"
CLOSED_IN = 2
"""Days that closing a year takes."""


@dataclass(frozen=True)
class Demo:
    """A zone as of a day; its ledger is closed."""

    zone: Zone
    today: date
    year: int
    """The year whose plan is under way."""
    entries: int
    targets: tuple[Target, ...]
    """Of that year."""
    documents: Documents
    workbooks: tuple[Path, Path]
    people: tuple[Person, ...]


def make(
    folder: Path,
    *,
    today: date,
    seed: int = 2024,
    scale: Scale = SCALE,
    reports: bool = False,
    watch: Stopwatch | None = None,
) -> Demo:
    """Make it in ``folder``, which should be empty. ``reports`` prints each month as it is done; ``watch`` times the parts."""
    year = plan_year(today)
    documents = written(folder / "documents", year)
    zone = _served(simulated_zone(folder / "zone", (PROGRAMME, *PROGRAMMES, *programmes()), "云岭高新区"))
    ledger = ledger_of(zone)
    try:
        making = _Making(zone, ledger, folder / "files", today, seed, reports, watch or Stopwatch())
        making.lived(year, documents, scale)
        books = workbooks(ledger, folder / "documents", year)
        everybody = _people_beside(folder, ledger)
        for place in (folder, zone.folder):
            (place / "zone.geojson").write_text(zone_geojson(zone.name), encoding="utf-8")
        made = tuple(targets(ledger, year=year))
        return Demo(zone, today, year, size_of(ledger), made, documents, books, everybody)
    finally:
        ledger.store.close()


def _served(zone: Zone) -> Zone:
    """With the settings that its pages want: one click signs in, the county code is made up."""
    with (zone.folder / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write('\n[web]\ndemo = true\nlicence = "模拟数据，可任意使用 / simulated data, free to use"\n')
        settings.write(f'\n[land]\ndivisions = ["{DIVISION}"]  # 虚构的区划代码 / a county that is none\n')
    return zone_at(zone.folder)


@dataclass(frozen=True)
class _Making:
    zone: Zone
    ledger: Ledger
    files: Path
    today: date
    seed: int
    reports: bool
    watch: Stopwatch

    @property
    def until(self) -> datetime:
        """The midnight that today begins with."""
        return self._at(self.today)

    @property
    def eve(self) -> datetime:
        return self.until - timedelta(days=DAYS)

    def lived(self, year: int, documents: Documents, scale: Scale) -> None:
        """Three years of the register and the months after them that have been, two years of plans."""
        placing, part = Placing(self.seed), self.watch.part
        intake, said = Intake(self.zone, self.ledger, self.files), tables(self.files, year)
        with part("拟出三年", "three years made up"):
            all_months = [placing.placed(one) for one in months(year - 2, 4, seed=self.seed, scale=scale)]
        with part("第一年：表格导入", "first year: workbooks imported"):
            for month in all_months[:12]:
                intake.take(month)
                intake.check(month)
        before = self._handed_out(documents.last, year - 1, said["last-bindings"], said["last-decisions"])
        with part("拟出各系统两年", "two years of the systems made up"):
            others = self._systems(year, scale)
        new_year = self._at(date(year, 1, 1))
        earlier = [one for one in others if one.moment < new_year]
        with part("第二年：表格导入、计划、各系统记录", "second year: imports, plan, systems"):
            carry_out(self.ledger, [*earlier, *agenda(before, intake, all_months[12:24], self.reports)])
            carry_out(self.ledger, closings(self.zone, before, last_day(year - 1)))
        with part("第三年：到今天", "third year: up to today"):
            now = self._handed_out(documents.plan, year, said["bindings"], said["decisions"])
            self._until_today(now, intake, all_months[24:], [one for one in others if one.moment >= new_year])

    def _handed_out(self, plan: Path, year: int, bindings: Path, decisions: Path) -> Stage:
        found = settled(self.zone, self.ledger, plan, year, lambda known: decided(known, bindings, decisions))
        return Stage(self.ledger, self.zone.evidence(), found, year, self.seed, self.ledger.timezone)

    def _systems(self, year: int, scale: Scale) -> list[Step | Call]:
        """What the systems live through beside the plans."""
        firms = firms_of(enterprises(Random(self.seed), scale.firms, year - 2))
        store = self.zone.evidence()
        place = Place(
            firms,
            self._at(date(year - 1, 2, 1)),
            self.until,
            self.seed,
            lambda kind, text: sheet(store, kind, text),
            self.ledger,
            self.zone.derived,
            store,
        )
        for day, roster in rosters(place).items():
            (self.files.parent / "documents" / f"人才名册（虚构）{day}.xlsx").write_bytes(roster)
        return lived(place)

    def _until_today(self, stage: Stage, intake: Intake, later: Sequence[Month], others: Sequence[Step | Call]) -> None:
        """As in any year, but for targets on somebody's desk: of these nothing else happens in the last days."""
        silent = {code for code, one in stage.decisions.each("course") if one.said == "silent"}
        life = [
            one for one in [*others, *agenda(stage, intake, later, self.reports)]
            if one.moment < self.until and _subject(one) not in silent
        ]  # fmt: skip
        end = last_day(stage.year)
        closing = self._at(end + timedelta(days=1))
        carry_out(self.ledger, [one for one in life if one.moment < min(closing, self.eve)])
        if closing < self.until:
            carry_out(self.ledger, [one for one in closings(self.zone, stage, end) if one.moment < self.until])
            carry_out(self.ledger, [one for one in life if closing <= one.moment < self.eve])
        known = targets(self.ledger, year=stage.year)
        squeezed = closing < self.until and self.eve < closing + timedelta(days=CLOSED_IN)
        desk = Desk(stage, known, self.until, squeezed).steps()
        taken = {one.draft.subject for one in desk}
        carry_out(self.ledger, [*desk, *(one for one in life if one.moment >= self.eve and _subject(one) not in taken)])

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.ledger.timezone)


def _subject(one: Step | Call) -> str:
    return one.draft.subject if isinstance(one, Step) else ""


def _people_beside(folder: Path, ledger: Ledger) -> tuple[Person, ...]:
    """Writes ``people.toml``."""
    entries = [one for _, one in entries_between(ledger)]
    own, accounts = of_enterprises(_behind_projects(entries)[:ACCOUNTS])
    everybody = (*people(one.actor for one in entries), *accounts)
    (folder / "people.toml").write_text(toml([*organisations(), *own], everybody), encoding="utf-8")
    return everybody


def _behind_projects(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Credit code and name of the enterprises still there, those with the most projects first."""
    names: dict[str, str] = {}
    projects: Counter[str] = Counter()
    for one in entries:
        if one.programme == REGISTER and "name" in one.fields:
            names[one.subject] = str(one.fields["name"])
        if one.programme == REGISTER and one.stage == GONE:
            names.pop(one.subject, None)
        if one.programme == PROJECTS and "enterprise" in one.links:
            projects[one.links["enterprise"].removeprefix(f"{REGISTER}/")] += 1
    return [(code, names[code]) for code, _ in projects.most_common() if code in names]
