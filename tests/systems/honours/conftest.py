"""A zone with the two firms and their honours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.systems.honours.life import FIRM, OTHER, PROGRAMMES, make_honours

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import REGISTER


class Office:
    def __init__(self, zone: Zone, ledger: Ledger) -> None:
        self.zone, self.ledger, self.subjects = zone, ledger, Subjects(ledger, zone.derived)

    def record(self, *drafts: Draft, actor: str) -> None:
        append(self.ledger, drafts, actor=actor)
        self.subjects.follow()


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(REGISTER, *PROGRAMMES), simulated=True)
    made = Office(zone, ledger_of(zone))
    firms = [
        Draft(programme=REGISTER, subject=code, kind="opened", effective_on=date(2020, 1, 1),
              fields={"name": name, "industry": "industry", "district": "云河办事处"})
        for code, name in ((FIRM, "云岭一号科技有限公司"), (OTHER, "云岭二号制造有限公司"))
    ]  # fmt: skip
    append(made.ledger, firms, actor="市场监管局 吴")
    make_honours(made.ledger)
    made.subjects.follow()
    yield made
    made.subjects.close()
    made.ledger.store.close()
