"""A zone with the projects and works of ``life``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.systems.works.life import ACTOR, TODAY, make_works

from dajuan.answers.rules import Rules, rules_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.zone import Zone, make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.works.progress import Progress, progress_of
from dajuan.systems.works.project import PROJECTS, WORKS, Project, link_same, projects_of, reported_to


class Office:
    def __init__(self, zone: Zone, ledger: Ledger) -> None:
        self.zone, self.ledger, self.subjects = zone, ledger, Subjects(ledger, zone.derived)
        self.rules: Rules = rules_of(zone)

    def record(self, *drafts: Draft) -> None:
        append(self.ledger, drafts, actor=ACTOR)
        self.subjects.follow()

    def projects(self) -> list[Project]:
        found: list[Project] = []
        for code in (PROJECTS, WORKS):
            states = states_of_programme(self.ledger, programme=code)
            found += projects_of(every(self.subjects, code), states, self.ledger.programmes[code], TODAY)
        return link_same(found)

    def one(self, code: str) -> Project:
        return next(one for one in self.projects() if one.row.code == code)

    def progress(self, *projects: Project) -> list[Progress]:
        some = projects or tuple(self.projects())
        upto = reported_to(some, TODAY)
        return [progress_of(one, TODAY.year, upto, self.rules) for one in some]


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(PROJECTS, WORKS), simulated=True)
    made = Office(zone, ledger_of(zone))
    make_works(made.ledger)
    made.subjects.follow()
    yield made
    made.subjects.close()
    made.ledger.store.close()
