"""What of a rule nobody here could read: it is shown, and leaves open whatever it could decide."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dajuan.standards.rules.conditions import Bounded, Condition, Line, Points, Weighed
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.standards.words import NOTHING, Words, amount


@dataclass(frozen=True)
class Unread(Condition):
    """A condition of which only is known that there is one: neither met nor missed."""

    @property
    def unconfirmed(self) -> bool:
        return True

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        return Weighed(Truth.UNKNOWN, (Line(self, depth, Truth.UNKNOWN, note=_UNREAD),))


@dataclass(frozen=True)
class AtLeastUnread(Bounded):
    """At least a bound that could not be confirmed, which lies from ``least`` to ``most``: the bounds of the grades on both
    sides of it. It decides only where any bound between them would."""

    least: Fraction
    most: Fraction

    @property
    def unconfirmed(self) -> bool:
        return True

    @property
    def asked(self) -> Words:
        least, most = (amount(one, self.measure.unit) for one in (self.least, self.most))
        return Words(f"≥ 未核实（在 {least} 与 {most} 之间）", f"≥ unconfirmed (between {least} and {most})")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        read = self.measure.read(facts)
        if read.value is None:
            return Weighed(Truth.UNKNOWN, (Line(self, depth, Truth.UNKNOWN, missing=read.missing),))
        sure = read.value.low >= self.most or read.value.high < self.least
        truth = Truth.UNKNOWN if not sure else Truth.YES if read.value.low >= self.most else Truth.NO
        return Weighed(truth, (Line(self, depth, truth, read.value, note=NOTHING if sure else _UNREAD),))


_UNREAD = Words("未见原文，须对照原文判断", "the text was not seen: to be judged by it")
