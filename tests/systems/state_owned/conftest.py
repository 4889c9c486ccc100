"""A zone with the two groups."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.systems.state_owned.life import ACTOR, PROGRAMMES, make_groups

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.state_owned.owning import PROJECTS


class Office:
    def __init__(self, zone: Zone, ledger: Ledger) -> None:
        self.zone, self.ledger, self.subjects = zone, ledger, Subjects(ledger, zone.derived)

    def record(self, *drafts: Draft) -> None:
        append(self.ledger, drafts, actor=ACTOR)
        self.subjects.follow()

    def rows(self, programme: str) -> list[Row]:
        return list(every(self.subjects, programme))


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(PROJECTS, *PROGRAMMES), simulated=True)
    made = Office(zone, ledger_of(zone))
    make_groups(made.ledger)
    made.subjects.follow()
    yield made
    made.subjects.close()
    made.ledger.store.close()
