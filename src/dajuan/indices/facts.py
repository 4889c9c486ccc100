"""Facts of several years: what units stated, and what is filled in from their own other years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from dajuan.indices.scheme import Panel
from dajuan.indices.table import Array, Mask


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    units: tuple[str, ...]
    years: tuple[int, ...]
    """One after the other; the last is the year that is scored."""
    keys: tuple[str, ...]
    values: Array
    """Units by years by keys, NaN where nothing was stated."""
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: Mask | None = None
    """Where a value is not the year's own."""

    def of(self, key: str, back: int = 0) -> Array:
        """A fact of the year that is scored, or of one so many years before; NaN where that is not known."""
        place = len(self.years) - 1 - back
        if key not in self.keys or place < 0:
            return np.full(len(self.units), np.nan)
        return self.values[:, place, self.keys.index(key)]

    def own(self, key: str, back: int = 0) -> Array:
        """The same without what was filled in: growth against a value that stands in for itself is none."""
        values = self.of(key, back)
        if self.filled is None or key not in self.keys or len(self.years) - 1 - back < 0:
            return values
        return np.where(self.filled[:, len(self.years) - 1 - back, self.keys.index(key)], np.nan, values)


def filled(facts: Facts, panel: Panel) -> Facts:
    """With the gaps filled in that a panel may fill."""
    values = facts.values.copy()
    chosen = [at for at, key in enumerate(facts.keys) if not panel.only or key in panel.only]
    if panel.method == "latest":
        _latest(facts.values, values, chosen, panel.years)
    return replace(facts, values=values, filled=np.isnan(facts.values) & ~np.isnan(values))


def _latest(known: Array, values: Array, chosen: list[int], years: int) -> None:
    for year in range(known.shape[1]):
        for back in range(1, min(years, year) + 1):
            gaps = np.isnan(values[:, year][:, chosen])
            values[:, year, chosen] = np.where(gaps, known[:, year - back][:, chosen], values[:, year][:, chosen])
