"""功率和能量 power and energy: two types, each added to its own only. Energy over power is hours."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple, final


@final
class Power:
    """In whole watts, as the ledger keeps it."""

    __slots__ = ("watts",)

    def __init__(self, watts: int = 0) -> None:
        self.watts = watts

    def __add__(self, other: Power) -> Power:
        return Power(self.watts + other.watts) if isinstance(other, Power) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Power) and self.watts == other.watts

    def __hash__(self) -> int:
        return hash((Power, self.watts))

    def __bool__(self) -> bool:
        return self.watts != 0

    def __repr__(self) -> str:
        return f"Power({self.watts})"

    @property
    def kilowatts(self) -> Fraction:
        return Fraction(self.watts, 1000)


@final
class Energy:
    """In whole watt-hours."""

    __slots__ = ("watt_hours",)

    def __init__(self, watt_hours: int = 0) -> None:
        self.watt_hours = watt_hours

    def __add__(self, other: Energy) -> Energy:
        return Energy(self.watt_hours + other.watt_hours) if isinstance(other, Energy) else NotImplemented

    def __truediv__(self, other: Power) -> Fraction:
        """等效利用小时数: hours at full power. Raises ``ZeroDivisionError`` of no power."""
        return Fraction(self.watt_hours, other.watts) if isinstance(other, Power) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Energy) and self.watt_hours == other.watt_hours

    def __hash__(self) -> int:
        return hash((Energy, self.watt_hours))

    def __bool__(self) -> bool:
        return self.watt_hours != 0

    def __repr__(self) -> str:
        return f"Energy({self.watt_hours})"

    @property
    def kilowatt_hours(self) -> Fraction:
        return Fraction(self.watt_hours, 1000)


class Heat(NamedTuple):
    """In whole megajoules: neither added to electricity nor to power without saying so."""

    megajoules: int = 0

    @property
    def gigajoules(self) -> Fraction:
        return Fraction(self.megajoules, 1000)


def all_power(some: Iterable[Power]) -> Power:
    return sum(some, Power())


def all_energy(some: Iterable[Energy]) -> Energy:
    return sum(some, Energy())


def all_heat(some: Iterable[Heat]) -> Heat:
    return Heat(sum(one.megajoules for one in some))
