"""What a ledger can tell of a period: an indicator's figure in the sense that a claim asks for, and what proves it.

The same indicator answers 交付8126套 with its figure, 增长6.1% with its growth on a year before, 新增28家 of what is held
with its change since the day before the period, 累计 with all since the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from dajuan.answers.target import Binding
from dajuan.figures.ask import EVER, RootedEngine, figures
from dajuan.figures.figure import Figure
from dajuan.figures.period import Period
from dajuan.figures.trace import trace
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_as_known
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Change, Count, Cumulative, Indicator, InStage, Last, Programme, Sum
from dajuan.programmes.units import Unit

_BEGINNING = date(1, 1, 1)
_SOME = 200
"""Subjects whose entries are read at a time when evidence is looked for."""


class Proof(NamedTuple):
    entries: int
    proven: int
    """Of them those that came with evidence, whose subject has some by then, or that somebody else looked at; of a figure
    that rests on very many subjects at least so many: looking stops when some were found."""


class Told(NamedTuple):
    """A value in base units, of which figure, and whether it is just what was asked for."""

    value: Fraction | None
    span: Period
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator of a programme, or the part of it that a target is bound to."""

    programme: Programme
    indicator: Indicator
    field: str = ""
    part: str = ""

    @property
    def unit(self) -> Unit | None:
        return indicator_unit(self.indicator)

    def __str__(self) -> str:
        return str(Binding(self.programme.code, self.indicator.key, self.field, self.part))


class Tellings:
    """Figures of one ledger as known at one size, each asked once."""

    def __init__(self, ledger: Ledger, engine: RootedEngine, *, as_of: date = EVER, size: int | None = None) -> None:
        self.ledger, self.engine, self.as_of, self.size = ledger, engine, as_of, size
        self._figures: dict[tuple[str, Period], Figure | None] = {}
        self._proofs: dict[tuple[str, Period], Proof] = {}

    def of(
        self, measure: Measure, span: Period, *, basis: str, cumulative: bool, points: bool, net: bool
    ) -> Iterator[Told]:
        """What the indicator has for a claim of this basis; nothing where it cannot have any."""
        definition = measure.indicator.definition
        if basis == "growth" and not points:
            if isinstance(definition, Change):
                yield Told(self.value(measure, span), span)
            else:
                yield Told(self._growth(measure, span), span)
        elif points:
            yield Told(self._difference(measure, span, span.year_before()), span)
        elif basis == "change" and isinstance(definition, Last | InStage | Cumulative):
            before = Period("day", *[span.start - timedelta(days=1)] * 2)
            # 新增 counts those that came; only 净增 is what there is more of.
            yield Told(self._difference(measure, span, before), span, certain=net)
        elif basis in ("level", "change", "share"):
            flows = isinstance(definition, Count | Sum)
            # 累计 may mean since January or since the beginning, and a name loses it when words are compared.
            certain = not (flows and cumulative) and not (isinstance(definition, Cumulative) and not cumulative)
            yield Told(self.value(measure, span), span, certain)
            if cumulative and flows:
                ever = Period("span", _BEGINNING, span.end)
                yield Told(self.value(measure, ever), ever, certain=False)

    def value(self, measure: Measure, span: Period) -> Fraction | None:
        found = self._figure(measure, span)
        unit = measure.unit
        return None if found is None or found.value is None else found.value * (unit.factor if unit else 1)

    def _growth(self, measure: Measure, span: Period) -> Fraction | None:
        now, before = self.value(measure, span), self.value(measure, span.year_before())
        return now / before - 1 if now is not None and before is not None and before > 0 else None

    def _difference(self, measure: Measure, span: Period, other: Period) -> Fraction | None:
        now, before = self.value(measure, span), self.value(measure, other)
        return now - before if now is not None and before is not None else None

    def _figure(self, measure: Measure, span: Period) -> Figure | None:
        key = str(measure), span
        if key not in self._figures:
            found = figures(
                self.engine, measure.programme, measure.indicator.key, [span], by=measure.field, as_of=self.as_of,
                size=self.size,
            )  # fmt: skip
            self._figures[key] = next((one for one in found if (one.part or "") == measure.part), None)
        return self._figures[key]

    # What proves it ---------------------------------------------------------------------------------------------------

    def proof(self, measure: Measure, span: Period) -> Proof:
        key = str(measure), span
        if key not in self._proofs:
            self._proofs[key] = self._proof(measure, span)
        return self._proofs[key]

    def _proof(self, measure: Measure, span: Period) -> Proof:
        figure = self._figure(measure, span)
        entries = figure.entries if figure else 0
        try:
            grounds = trace(
                self.engine, measure.programme, measure.indicator.key, span, part=measure.part or None,
                by=measure.field, as_of=self.as_of, size=self.size,
            )  # fmt: skip
        except LedgerError:
            return Proof(entries, entries)  # A rule's result has no list of entries to look at.
        behind = {(one.subject, seq, one.on) for one in grounds for seq in one.seqs}
        subjects = sorted({one.subject for one in grounds})
        for place in range(0, len(subjects), _SOME):
            proven = self._proven(measure.programme, set(subjects[place : place + _SOME]), behind)
            if proven:
                return Proof(len(behind), proven)
        return Proof(len(behind), 0)

    def _proven(self, programme: Programme, subjects: set[str], behind: set[tuple[str, int, date]]) -> int:
        size = self.engine.size if self.size is None else self.size
        states = states_as_known(self.ledger, programme=programme.code, subjects=subjects, size=size)
        return sum(_is_proven(states, *one) for one in behind if one[0] in subjects)


def _is_proven(states: Mapping[str, State], subject: str, seq: int, on: date) -> bool:
    state = states.get(subject)
    if state is None or seq not in state.entries:
        return False
    by_then = (other for other in state.evidence() if state.entries[other].effective_on <= on)
    return state.is_verified(seq) or any(True for _ in by_then)
