"""A table of numbers: a row a unit, a column an indicator, NaN where nobody said anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.indices.trouble import IndicesError

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array
    """Units by columns."""
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How units are classed (industry, size): the class of every unit, "" where it is not known."""

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.units), len(self.columns)):
            shape = f"{len(self.units)} × {len(self.columns)}"
            raise IndicesError(
                f"表应是 {shape}，数是 {self.values.shape}", f"a table of {shape} with values of {self.values.shape}"
            )
        if np.isinf(self.values).any():
            raise IndicesError("表里有无穷大的数", "the table holds an infinite number")

    def place(self, column: str) -> int:
        return self.columns.index(column)

    def column(self, column: str) -> Array:
        return self.values[:, self.place(column)]

    def rows(self, chosen: Mask) -> Table:
        """Only these units."""
        kept = np.flatnonzero(chosen)
        return Table(
            tuple(self.units[one] for one in kept),
            self.columns,
            self.values[kept],
            {name: tuple(some[one] for one in kept) for name, some in self.classes.items()},
        )

    def taking(self, columns: Sequence[str]) -> Table:
        """These columns, in this order; one that the table does not have is all missing."""
        values = np.full((len(self.units), len(columns)), np.nan)
        for at, one in enumerate(columns):
            if one in self.columns:
                values[:, at] = self.column(one)
        return Table(self.units, tuple(columns), values, self.classes)

    def having(self, values: Array) -> Table:
        """The same units and columns with other values."""
        return replace(self, values=values)

    def in_classes(self, by: str) -> dict[str, Mask]:
        """The units of each class; those whose class is not known are in none."""
        if by not in self.classes:
            there = "、".join(self.classes) or "（无）"
            raise IndicesError(
                f"没有名为 {by} 的分类；有：{there}",
                f"units are not classed by {by}; there are: {', '.join(self.classes)}",
            )
        named = np.array(self.classes[by], dtype=object)
        return {one: named == one for one in dict.fromkeys(self.classes[by]) if one}


def divided(over: Array, under: Array, *, otherwise: float = np.nan) -> Array:
    """Only by what is more than nothing."""
    found: Array = np.full(np.broadcast_shapes(over.shape, under.shape), otherwise)
    np.divide(over, under, out=found, where=under > 0)
    return found
