"""Measures: what a condition or a band of points looks at — a fact, a share of two, a growth, years since a day.

Each tells its value from facts, and what one fact would have to change for the value to reach a bound.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from dajuan.standards.rules.facts import Facts, Read, vocabulary
from dajuan.standards.rules.interval import Interval, exactly, minus, over, plus
from dajuan.standards.words import Words

_FINE = Context(prec=60)


class Change(NamedTuple):
    """One fact, moved by so much (of the last year, where it is yearly). ``of``: where it stands now."""

    fact: str
    by: Fraction
    of: Fraction

    @property
    def effort(self) -> Fraction | None:
        """The change as a share of what there is; None where there is nothing yet."""
        return abs(self.by) / abs(self.of) if self.of else None


class Measure(Protocol):
    @property
    def unit(self) -> str: ...
    @property
    def words(self) -> Words: ...
    def read(self, facts: Facts) -> Read: ...
    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        """The change of one fact that brings an exactly known value to the bound; None where no single one is at hand."""
        ...


def _together(some: Iterable[Read]) -> frozenset[str]:
    return frozenset().union(*(one.missing for one in some))


@dataclass(frozen=True)
class Fact:
    """A fact as it is; a yearly one of ``back`` years before the day's."""

    key: str
    back: int = 1

    @property
    def unit(self) -> str:
        return vocabulary()[self.key].unit

    @property
    def words(self) -> Words:
        kind = vocabulary()[self.key]
        if not kind.yearly or self.back == 1:
            return kind.name
        if not self.back:
            return Words(f"{kind.name.zh}（当年）", f"{kind.name.en} (this year)")
        return Words(f"{kind.name.zh}（前{self.back}年）", f"{kind.name.en} ({self.back} years before)")

    def read(self, facts: Facts) -> Read:
        return facts.number(self.key, self.back)

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        now = self.read(facts).value
        if now is None or not now.is_exact or (self.back != 1 and vocabulary()[self.key].yearly):
            return None
        return Change(self.key, bound - now.low, now.low)


@dataclass(frozen=True)
class Share:
    """One measure over another. ``inside``: the first is a part of the second, so that both grow by the same."""

    part: Measure
    whole: Measure
    inside: bool = False

    @property
    def unit(self) -> str:
        return "1" if self.part.unit == self.whole.unit else f"{self.part.unit}/{self.whole.unit}"

    @property
    def words(self) -> Words:
        return Words(f"{self.part.words.zh} ÷ {self.whole.words.zh}", f"{self.part.words.en} ÷ {self.whole.words.en}")

    def read(self, facts: Facts) -> Read:
        part, whole = self.part.read(facts), self.whole.read(facts)
        missing = _together((part, whole))
        if part.value is None or whole.value is None:
            return Read(None, missing)
        return Read(over(part.value, whole.value), missing)

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        part, whole = self.part.read(facts).value, self.whole.read(facts).value
        if part is None or whole is None or not (part.is_exact and whole.is_exact) or (self.inside and bound == 1):
            return None
        lacking = bound * whole.low - part.low
        target = part.low + (lacking / (1 - bound) if self.inside else lacking)
        return self.part.change(facts, target)


@dataclass(frozen=True)
class Total:
    """The sum of a yearly fact over the last ``years``, or, ``mean``, its average."""

    key: str
    years: int
    mean: bool = False

    @property
    def unit(self) -> str:
        return vocabulary()[self.key].unit

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        if self.mean:
            return Words(f"近{self.years}年平均{name.zh}", f"mean {name.en} of {self.years} years")
        return Words(f"近{self.years}年{name.zh}合计", f"{name.en} of {self.years} years together")

    def read(self, facts: Facts) -> Read:
        reads = [facts.number(self.key, back) for back in range(1, self.years + 1)]
        values = [one.value for one in reads if one.value is not None]
        if len(values) < len(reads):
            return Read(None, _together(reads))
        total = plus(values)
        return Read(Interval(total.low / self.years, total.high / self.years) if self.mean else total)

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        now, last = self.read(facts).value, facts.number(self.key).value
        if now is None or last is None or not (now.is_exact and last.is_exact):
            return None
        lacking = (bound - now.low) * (self.years if self.mean else 1)
        return Change(self.key, lacking, last.low)


@dataclass(frozen=True)
class Difference:
    """One measure less another: 净资产 is assets less liabilities."""

    one: Measure
    other: Measure

    @property
    def unit(self) -> str:
        return self.one.unit

    @property
    def words(self) -> Words:
        return Words(f"{self.one.words.zh} − {self.other.words.zh}", f"{self.one.words.en} − {self.other.words.en}")

    def read(self, facts: Facts) -> Read:
        one, other = self.one.read(facts), self.other.read(facts)
        if one.value is None or other.value is None:
            return Read(None, _together((one, other)))
        return Read(minus(one.value, other.value))

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        other = self.other.read(facts).value
        return self.one.change(facts, bound + other.low) if other is not None and other.is_exact else None


@dataclass(frozen=True)
class Growth:
    """Growth of a yearly amount. ``form``: ``last`` year on the one before; ``mean`` of the last ``years`` such;
    ``compound`` over ``years``; ``ratio-mean``, the certification guide's ½(y2/y1 + y3/y2) − 1 with its own rules for nought.
    """

    key: str
    form: str
    years: int = 1
    less: str = ""
    """A fact to be taken off first (net assets: assets less liabilities)."""

    @property
    def unit(self) -> str:
        return "1"

    @property
    def words(self) -> Words:
        kind, less = vocabulary()[self.key].name, vocabulary()[self.less].name if self.less else None
        zh = f"（{kind.zh} − {less.zh}）" if less else kind.zh
        en = f"({kind.en} − {less.en})" if less else kind.en
        return {
            "last": Words(f"{zh}比上年增长", f"growth of {en} on the year before"),
            "mean": Words(f"近{self.years}年{zh}平均增长率", f"mean growth of {en} over {self.years} years"),
            "compound": Words(f"近{self.years}年{zh}复合增长率", f"compound growth of {en} over {self.years} years"),
            "ratio-mean": Words(f"{zh}增长率（三年两比之均）", f"growth of {en} (mean of two ratios in three years)"),
        }[self.form]

    def read(self, facts: Facts) -> Read:
        many = 3 if self.form == "ratio-mean" else self.years + 1
        reads = [self._amount(facts, back) for back in range(1, many + 1)]
        values = [one.value for one in reads]
        if self.form == "ratio-mean":
            return self._ratio_mean(reads)
        if any(one is None for one in values):
            return Read(None, _together(reads))
        known = [one for one in values if one is not None]
        return Read(_compound(known) if self.form == "compound" else _mean_growth(known))

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        before = self._amount(facts, 2).value
        last = self._amount(facts, 1).value
        if (
            self.form != "last"
            or self.less
            or before is None
            or last is None
            or not (before.is_exact and last.is_exact)
        ):
            return None
        return Change(self.key, before.low * (1 + bound) - last.low, last.low)

    def _amount(self, facts: Facts, back: int) -> Read:
        one = facts.number(self.key, back)
        if not self.less:
            return one
        other = facts.number(self.less, back)
        if one.value is None or other.value is None:
            return Read(None, _together((one, other)))
        return Read(minus(one.value, other.value))

    @staticmethod
    def _ratio_mean(reads: list[Read]) -> Read:
        """195号: the first year nought → the last two years alone; the second nought → no growth at all."""
        third, second, first = (one.value for one in reads)
        if third is None or second is None:
            return Read(None, _together(reads[:2]))
        if second.low <= 0:
            return Read(exactly(0) if second.high <= 0 else None, frozenset())
        latest = over(third, second)
        if first is None:
            return Read(None, reads[2].missing)
        if latest is None or first.low <= 0 < first.high:
            return Read(None)
        if first.high <= 0:
            return Read(Interval(latest.low - 1, latest.high - 1))
        earlier = over(second, first)
        if earlier is None:
            return Read(None)
        both = plus((latest, earlier))
        return Read(Interval(both.low / 2 - 1, both.high / 2 - 1))


def _mean_growth(newest_first: list[Interval]) -> Interval | None:
    ratios = [over(one, before) for one, before in itertools.pairwise(newest_first)]
    known = [one for one in ratios if one is not None]
    if len(known) < len(ratios):
        return None
    total = plus(known)
    return Interval(total.low / len(known) - 1, total.high / len(known) - 1)


def _compound(newest_first: list[Interval]) -> Interval | None:
    ratio = over(newest_first[0], newest_first[-1])
    if ratio is None or ratio.low < 0:
        return None
    years = len(newest_first) - 1
    return Interval(_root(ratio.low, years) - 1, _root(ratio.high, years) - 1)


def _root(number: Fraction, nth: int) -> Fraction:
    """To fifty digits, so that 1.05 squared has the root 1.05."""
    exact = _FINE.divide(Decimal(number.numerator), Decimal(number.denominator))
    if nth == 2:  # The only one that rules ask for, and a hundred times as quick.
        root = _FINE.sqrt(exact)
    else:
        root = _FINE.power(exact, _FINE.divide(Decimal(1), Decimal(nth))) if exact else Decimal(0)
    return Fraction(root.quantize(Decimal(1).scaleb(-40), context=_FINE))


@dataclass(frozen=True)
class YearsSince:
    """Full years from a day to the end of last year (``at`` = ``year-end``) or to the day asked about (``day``)."""

    key: str
    at: str = "year-end"

    @property
    def unit(self) -> str:
        return "年"

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        until = ("到上年末", "to the end of last year") if self.at == "year-end" else ("到当日", "to the day")
        return Words(f"{name.zh}{until[0]}满几年", f"full years {until[1]}: {name.en}")

    def read(self, facts: Facts) -> Read:
        since = facts.day(self.key)
        if not isinstance(since, date):
            return Read(exactly(0)) if since is None else Read(None, frozenset({self.key}))
        # On 31 December a year that began on 1 January is full.
        until = date(facts.on.year, 1, 1) if self.at == "year-end" else facts.on
        full = until.year - since.year - ((until.month, until.day) < (since.month, since.day))
        return Read(exactly(max(0, full)))

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        return None


@dataclass(frozen=True)
class Named:
    """A measure that a rule gives a name of its own."""

    measure: Measure
    words: Words

    @property
    def unit(self) -> str:
        return self.measure.unit

    def read(self, facts: Facts) -> Read:
        return self.measure.read(facts)

    def change(self, facts: Facts, bound: Fraction) -> Change | None:
        return self.measure.change(facts, bound)
