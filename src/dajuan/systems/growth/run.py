"""One run: facts of a year → scores, ranks and their intervals, by a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dajuan.indices.choices import Choices, Tell
from dajuan.indices.construct import Construction, construct
from dajuan.indices.measures import measured
from dajuan.indices.scheme import Growth, Scheme
from dajuan.indices.uncertainty import spread
from dajuan.programmes.pack import Programme
from dajuan.subjects.subjects import Subjects
from dajuan.systems.growth.register import facts_of
from dajuan.systems.growth.results import Results, results_of

_REVENUE_GREW = Growth("revenue")


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """What makes a run what it is: whoever asks this again gets the same bytes."""

    scheme: Scheme
    year: int
    as_of: date
    size: int


@dataclass(frozen=True, eq=False, slots=True)
class Ran:
    asked: Asked
    made: Construction
    results: Results

    @property
    def median(self) -> float:
        return float(np.nanmedian(self.made.scores))

    @property
    def scored(self) -> int:
        return int(np.sum(~np.isnan(self.made.scores)))

    @property
    def left_out(self) -> int:
        return sum(1 for one in self.results.lines if one.left_out == "data")

    def growing(self) -> int | None:
        """Of the firms that are scored those whose revenue grew; None where no indicator of the scheme measures it."""
        indicators = self.made.scheme.indicators.values()
        key = next((one.key for one in indicators if one.measure == _REVENUE_GREW), None)
        if key is None:
            return None
        grew = self.made.raw.column(key)
        return int(np.sum(grew[~np.isnan(self.made.scores)] > 0))


def run(subjects: Subjects, packs: Mapping[str, Programme], asked: Asked, *, tell: Tell | None = None) -> Ran:
    """Raises ``IndicesError`` where nothing can come of it."""
    facts = facts_of(subjects, packs, asked.scheme, year=asked.year, as_of=asked.as_of, size=asked.size)
    table = measured(asked.scheme, facts)
    made = construct(asked.scheme, table)
    return Ran(asked, made, results_of(table, made, spread(Choices(made), tell=tell)))
