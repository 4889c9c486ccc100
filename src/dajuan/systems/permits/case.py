"""审批件 a case as its entries have it: what is known of the project, its moments, the papers that came in, what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.state import Fields, State
from dajuan.standards.permits.certificates import Certificate
from dajuan.systems.permits import CASES

ENDED = "ended"
BEFORE_DEAL = frozenset({"", "accepted", "mock-reviewed"})


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    fields: Fields
    stage: str
    accepted_on: date
    papers: frozenset[str]
    """Kinds of evidence that any of its entries has."""
    links: Mapping[str, tuple[str, ...]]
    """Relation → codes."""
    enterprise: str

    @property
    def name(self) -> str:
        return self.fields.text("name")

    @property
    def builder(self) -> str:
        return self.fields.text("builder")

    @property
    def stands(self) -> bool:
        return self.stage != ENDED

    def linked(self, relation: str) -> tuple[str, ...]:
        return self.links.get(relation, ())

    def at(self, field: str) -> datetime | None:
        """A moment, by the clock of the place."""
        return self.fields.moment(field)

    def has(self, some: Iterable[Certificate]) -> list[Certificate]:
        """Which of these were issued, the first issued first."""
        return sorted((one for one in some if self.at(one.issued)), key=lambda one: self.fields.text(one.issued))

    def lacks(self, some: Iterable[Certificate]) -> list[Certificate]:
        return [one for one in some if self.at(one.issued) is None]


def case_of(state: State) -> Case | None:
    """None where it was not opened."""
    if state.opened is None:
        return None
    stage, accepted = state.stage, state.reached("accepted")
    return Case(
        code=state.subject,
        fields=state.fields(),
        stage=str(stage.value) if stage else "",
        accepted_on=accepted.on if accepted else state.entries[state.opened].effective_on,
        papers=frozenset(state.evidence_kinds()),
        links=state.all_links(),
        enterprise=state.linked_one("enterprise"),
    )


def cases_of(ledger: Ledger, *, as_of: date | None = None, size: int | None = None) -> list[Case]:
    """Every case, as it was on a day, as the log's first ``size`` entries have it."""
    found = (case_of(state) for state in states_on(ledger, programme=CASES, as_of=as_of, size=size))
    return [one for one in found if one is not None]
