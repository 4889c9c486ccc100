"""来历: what the figure of a target rests on — the entries, who recorded them, their evidence, whether anybody checked.

Of a figure from an indicator what ``figures.trace`` finds, as of the board's day and as known at its size; of what was
reported by hand the target's own entries. All that there is counts; of very many only the newest are listed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dajuan.answers.binding import bound_to
from dajuan.answers.board import Board, Standing
from dajuan.answers.target import PROGRAMME, Binding, Target
from dajuan.figures.ask import RootedEngine
from dajuan.figures.period import Period
from dajuan.figures.trace import Ground, evidence_kinds, trace
from dajuan.ledger.entry import Evidence, moment_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_between, states_as_known
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.entry_words import happened
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Programme
from dajuan.programmes.units import same_base

MOST = 40
"""Entries listed of one target."""
_TOLD = ("reported", "progress", "doing")
_PASSED = frozenset({"reviewed", "done", "closed"})
"""审核通过、办结、销号: what was reported before was looked at by whoever took the step."""
_STEPS = frozenset({"reported", "reviewed", "sent-back", "done", "closed"})


class Fact(NamedTuple):
    """One entry behind a figure."""

    seq: int
    on: date
    actor: str
    subject: str
    """Code and name of what it is about; "" of the target itself."""
    says: str
    verified: bool
    """Somebody else looked at it."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    facts: tuple[Fact, ...] = ()
    """Newest last."""
    entries: tuple[int, ...] = ()
    """All of them, listed or not, by their place in the log."""
    evidence: int = 0
    """Files and addresses, each once."""
    verified: int = 0
    """Entries that somebody else looked at."""
    source: str = ""
    """The indicator it was computed from, by its programme's name and its own; "" where it was reported by hand."""
    indicator: str = ""
    """The same as ``dajuan trace`` takes it."""
    ruled: bool = False
    """It was decided by a rule over all fields, so that no entries can be listed."""
    decimals: int | None = None
    """Of the indicator, where the target is in its unit."""


def lineages(board: Board, ledger: Ledger, engine: RootedEngine, *, verified: bool = False) -> dict[str, Lineage]:
    """Of every target on the board, by its code."""
    return _Lineages(board, ledger, engine, verified).all()


class _Lineages:
    def __init__(self, board: Board, ledger: Ledger, engine: RootedEngine, verified: bool) -> None:
        self.board, self.ledger, self.engine, self.verified = board, ledger, engine, verified
        self.grounds: dict[Binding, list[Ground]] = {}
        self.ruled: set[Binding] = set()
        self.states: dict[str, dict[str, State]] = {}

    def all(self) -> dict[str, Lineage]:
        bound = [one for one in self.board.standings if one.measured.origin == "figures" and one.target.binding]
        wanted: dict[str, set[str]] = defaultdict(set)
        for one in bound:
            for ground in self._traced(one.target):
                wanted[one.target.binding.programme].add(ground.subject)  # type: ignore[union-attr]
        wanted[PROGRAMME] |= {one.target.code for one in self.board.standings}
        for programme, subjects in wanted.items():
            self.states[programme] = states_as_known(
                self.ledger, programme=programme, subjects=subjects, size=self.board.size
            )
        return {one.target.code: self._of(one) for one in self.board.standings}

    def _of(self, one: Standing) -> Lineage:
        if one.measured.origin == "figures" and one.target.binding:
            return self._bound(one.target, one.target.binding)
        return self._own(one.target)

    # From an indicator --------------------------------------------------------------------------------------------

    def _traced(self, target: Target) -> list[Ground]:
        binding = target.binding
        if binding is None:
            return []
        if binding not in self.grounds:
            year, day = target.year, self.board.as_of
            span = Period("span", date(year, 1, 1), min(date(year, 12, 31), day))
            try:
                programme, indicator = bound_to(self.ledger.programmes, binding)
                self.grounds[binding] = trace(
                    self.engine, programme, indicator.key, span, part=binding.part or None, by=binding.field,
                    as_of=day, size=self.board.size, verified=self.verified,
                )  # fmt: skip
            except LedgerError:  # what a rule decides rests on all of a subject's fields: no list of entries
                self.grounds[binding] = []
                self.ruled.add(binding)
        return self.grounds[binding]

    def _bound(self, target: Target, binding: Binding) -> Lineage:
        programme, indicator = bound_to(self.ledger.programmes, binding)
        states = self.states.get(programme.code, {})
        found: dict[int, str] = {}
        for ground in self._traced(target):
            state = states[ground.subject]
            kinds = evidence_kinds(programme, programme.indicators[ground.indicator])
            found |= dict.fromkeys(ground.seqs, ground.subject)
            found |= dict.fromkeys(_bringing(state, kinds, ground.on), ground.subject)
        unit, asked = indicator_unit(indicator), target.value
        same = unit is not None and asked is not None and same_base(unit, asked.amount.unit)
        alike = same and unit is not None and asked is not None and unit.factor == asked.amount.unit.factor
        part = f"（{binding.part}）" if binding.part else ""
        made = _lineage(
            [(seq, states[subject]) for seq, subject in sorted(found.items())],
            programme,
            source=f"{programme.name.zh}·{indicator.name.zh}{part}",
            indicator=str(binding),
            decimals=indicator.decimals if alike else None,
        )
        return replace(made, ruled=binding in self.ruled)

    # From what was reported ---------------------------------------------------------------------------------------

    def _own(self, target: Target) -> Lineage:
        state = self.states[PROGRAMME][target.code]
        day = self.board.as_of
        chosen = [
            (seq, state)
            for seq, entry in state.entries.items()
            if entry.effective_on <= day and (entry.stage in _STEPS or not set(entry.fields).isdisjoint(_TOLD))
        ]
        return _lineage(chosen, self.ledger.programmes[PROGRAMME])


def _lineage(
    found: list[tuple[int, State]],
    programme: Programme,
    *,
    source: str = "",
    indicator: str = "",
    decimals: int | None = None,
) -> Lineage:
    evidence = {
        one.sha256 or one.address for seq, state in found if seq in state.entries for one in state.entries[seq].evidence
    }
    return Lineage(
        facts=tuple(_fact(seq, state, programme) for seq, state in found[-MOST:] if seq in state.entries),
        entries=tuple(seq for seq, _ in found),
        evidence=len(evidence),
        verified=sum(_checked(seq, state) for seq, state in found),
        source=source,
        indicator=indicator,
        decimals=decimals,
    )


def _fact(seq: int, state: State, programme: Programme) -> Fact:
    entry = state.entries[seq]
    name = state.level("name")
    subject = f"{state.subject} {name.value if name else ''}".strip() if programme.code != PROGRAMME else ""
    return Fact(
        seq, entry.effective_on, entry.actor, subject, happened(entry, programme, "zh"), _checked(seq, state),
        entry.evidence,
    )  # fmt: skip


def _checked(seq: int, state: State) -> bool:
    """Whether another than its author verified an entry, or passed the report that it is part of."""
    entry = state.entries.get(seq)
    if entry is None:
        return False
    passed = state.programme == PROGRAMME and any(
        later > seq and other.stage in _PASSED and other.actor != entry.actor for later, other in state.entries.items()
    )
    return passed or state.is_verified(seq)


def _bringing(state: State, kinds: set[str], day: date) -> list[int]:
    """The entries that brought evidence of these kinds by a day."""
    return [
        seq
        for seq, some in state.evidence().items()
        if any(one.kind in kinds for one in some) and state.entries[seq].effective_on <= day
    ]


def known_on(ledger: Ledger, size: int) -> date:
    """The day, on the zone's clock, of the last of the log's first entries: up to then the sheet knows."""
    for _, entry in entries_between(ledger, start=max(size - 1, 0), stop=size):
        return moment_of(entry.recorded_at).astimezone(ledger.timezone).date()
    raise LedgerError("台账还是空的", "the ledger is empty")
