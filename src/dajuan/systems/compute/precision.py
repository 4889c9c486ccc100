"""精度: a computing power is of one precision, and powers of different ones are never added or compared.

In offers and reports 20P may be twenty PFLOPS of FP64 or of FP16: they differ by a factor of thirty and more on the same
card. A power is therefore a pair, and :func:`totals` gives one number for each precision. TOPS count integer
operations and go with INT8 only; 卡时 and 核时 are work done, not a power.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, NoReturn


class Precision(StrEnum):
    FP64 = "fp64"
    FP32 = "fp32"
    FP16 = "fp16"
    INT8 = "int8"

    @property
    def unit(self) -> str:
        """What a power of this precision is told in."""
        return "TOPS" if self is Precision.INT8 else "PFLOPS"

    @property
    def giga(self) -> int:
        """GFLOPS or GOPS in one of that unit."""
        return 10**3 if self is Precision.INT8 else 10**6


class Power(NamedTuple):
    """``giga``: GFLOPS, of INT8 GOPS."""

    precision: Precision
    giga: int

    def told(self) -> str:
        """3.5 PFLOPS（FP16）."""
        amount = Fraction(self.giga, self.precision.giga)
        return f"{float(amount):,.6g} {self.precision.unit}（{self.precision.name}）"

    def __add__(self, other: object) -> NoReturn:
        raise TypeError("powers are added by totals(), which keeps precisions apart")


def totals(powers: Iterable[Power]) -> Mapping[Precision, Power]:
    """The sum of each precision. There is no sum of them all."""
    found: dict[Precision, int] = {}
    for one in powers:
        found[one.precision] = found.get(one.precision, 0) + one.giga
    return MappingProxyType({precision: Power(precision, giga) for precision, giga in found.items()})
