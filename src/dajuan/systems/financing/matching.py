"""匹配: a firm's need against every product: hard conditions first, then a score whose every part is told."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from dajuan.standards.rules.conditions import Line
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Interval, Truth, every
from dajuan.standards.rules.nodes import number_of, read_yaml, words_of
from dajuan.standards.words import NOTHING, Words, amount, interval
from dajuan.systems.financing.products import Product
from dajuan.systems.financing.terms import GUARANTEES, Terms


class Need(NamedTuple):
    """元, months; ``guarantees``: what the firm can offer (none: not said, any will do); ``rate``: the most it would pay."""

    amount: Fraction
    months: int
    guarantees: frozenset[str] = frozenset()
    rate: Fraction | None = None


class Reason(NamedTuple):
    """One hard condition."""

    name: Words
    asked: Words
    found: Words
    truth: Truth
    missing: frozenset[str] = frozenset()


class Part(NamedTuple):
    """A part of the score: its points of so many, and why."""

    key: str
    name: Words
    points: Fraction
    most: Fraction
    why: Words


class Match(NamedTuple):
    product: Product
    truth: Truth
    reasons: tuple[Reason, ...]
    parts: tuple[Part, ...]

    @property
    def score(self) -> Fraction:
        return sum((one.points for one in self.parts), Fraction())

    @property
    def lacking(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.truth is Truth.NO)

    @property
    def missing(self) -> frozenset[str]:
        return frozenset().union(*(one.missing for one in self.reasons if one.truth is Truth.UNKNOWN))


class Weights(NamedTuple):
    label: Words
    cost: Fraction
    speed: Fraction
    amount: Fraction
    rates: Interval
    days: Interval


@cache
def weights() -> Weights:
    """Those of ``weights.yaml``."""
    path = Path(__file__).parent / "weights.yaml"
    node = read_yaml(path.read_text("utf-8"), path.name)
    points, cost, speed = node.need("weights"), node.need("cost"), node.need("speed")
    return Weights(
        words_of(node, "label"),
        number_of(points, points.need("cost"), ""),
        number_of(points, points.need("speed"), ""),
        number_of(points, points.need("amount"), ""),
        Interval(number_of(cost, cost.need("best"), "1"), number_of(cost, cost.need("worst"), "1")),
        Interval(number_of(speed, speed.need("best"), ""), number_of(speed, speed.need("worst"), "")),
    )


def matches(need: Need, facts: Facts, products: Iterable[Product]) -> list[Match]:
    """Those that fit, then those of which it is not known, then those that do not; the best score first in each. A
    product whose terms cannot be read is left out."""
    found = [match(need, facts, one, one.terms) for one in products if one.terms is not None]
    order = (Truth.YES, Truth.UNKNOWN, Truth.NO)
    return sorted(found, key=lambda one: (order.index(one.truth), -one.score, len(one.lacking), one.product.code))


def match(need: Need, facts: Facts, product: Product, terms: Terms) -> Match:
    reasons = (*_of_the_need(need, terms), *_of_the_firm(need, facts, terms))
    return Match(product, every(one.truth for one in reasons), reasons, _scored(need, terms))


def _of_the_need(need: Need, terms: Terms) -> Iterable[Reason]:
    yield _within(Words("金额", "amount"), need.amount, terms.amount, "元")
    yield _within(Words("期限", "term"), Fraction(need.months), terms.months, "个月")
    offered = need.guarantees & set(terms.guarantee)
    yield Reason(
        Words("担保方式", "guarantee"), _named(terms.guarantee), _named(sorted(need.guarantees)) if need.guarantees else _ANY,
        _truth(bool(offered) or not need.guarantees),
    )  # fmt: skip
    if need.rate is not None:
        said, most = amount(terms.rate.low, "1"), amount(need.rate, "1")
        yield Reason(
            Words("最低利率", "lowest rate"), Words(f"≥ {said}", f"≥ {said}"), Words(f"最多 {most}", f"{most} at most"),
            _truth(terms.rate.low <= need.rate),
        )  # fmt: skip


def _of_the_firm(need: Need, facts: Facts, terms: Terms) -> Iterable[Reason]:
    if terms.who is not None:
        weighed = terms.who.weigh(facts, {}, 0)
        # Under “any of these” only the whole decides: a branch that fails is not lacking where another holds.
        optional: int | None = None
        for line in weighed.lines:
            if optional is not None and line.depth > optional:
                continue
            optional = line.depth if line.joins == "any" else None
            if line.joins != "all":
                yield _any_of(weighed.lines, line) if line.joins else _alone(line)
    if terms.limit is not None:
        yield _limited(need, facts, terms)


def _alone(line: Line) -> Reason:
    return Reason(line.name, line.asked, line.found, line.truth, line.missing)


def _any_of(lines: tuple[Line, ...], joined: Line) -> Reason:
    """What any of several would meet, with all of them."""
    after = lines[lines.index(joined) + 1 :]
    own = [*takewhile(lambda one: one.depth > joined.depth, after)]
    asked = Words("；".join(one.name.zh for one in own), "; ".join(one.name.en for one in own))
    return Reason(joined.name, asked, joined.found, joined.truth, frozenset().union(*(one.missing for one in own)))


def _limited(need: Need, facts: Facts, terms: Terms) -> Reason:
    assert terms.limit is not None
    name, share = terms.limit.of.words, amount(terms.limit.share, "1")
    said = Words(f"{name.zh}的 {share} 以内", f"within {share} of {name.en}")
    read = terms.limit.read(facts)
    if read.value is None:
        return Reason(_CEILING, said, NOTHING, Truth.UNKNOWN, read.missing)
    sure, may = need.amount <= read.value.low, need.amount <= read.value.high
    most = interval(read.value, "元")
    truth = Truth.YES if sure else Truth.UNKNOWN if may else Truth.NO
    return Reason(_CEILING, said, Words(f"最多 {most}", f"{most} at most"), truth)


def _scored(need: Need, terms: Terms) -> tuple[Part, ...]:
    by = weights()
    rate, days, fit = terms.rate.low, Fraction(terms.days), _fit(need.amount, terms.amount)
    said = amount(rate, "1")
    return (
        Part("cost", Words("成本", "cost"), by.cost * _along(rate, by.rates), by.cost, Words(f"年利率 {said} 起", f"from {said} a year")),
        Part("speed", Words("速度", "speed"), by.speed * _along(days, by.days), by.speed, Words(f"{terms.days} 天放款", f"money in {terms.days} days")),
        Part("amount", Words("额度合适", "amount fit"), by.amount * fit, by.amount, Words(f"额度 {interval(terms.amount, '元')}", f"amounts {interval(terms.amount, '元')}")),
    )  # fmt: skip


def _along(value: Fraction, scale: Interval) -> Fraction:
    """One at the best end and below, nought at the worst and beyond."""
    return min(Fraction(1), max(Fraction(), (scale.high - value) / (scale.high - scale.low)))


def _fit(asked: Fraction, offered: Interval) -> Fraction:
    """One in the middle of what is offered, nought at its ends and outside."""
    half = (offered.high - offered.low) / 2
    if half == 0:
        return Fraction(int(asked == offered.low))
    return max(Fraction(), 1 - abs(asked - offered.low - half) / half)


def _within(name: Words, value: Fraction, bounds: Interval, unit: str) -> Reason:
    asked, found = interval(bounds, unit), amount(value, unit)
    return Reason(name, Words(asked, asked), Words(found, found), _truth(bounds.low <= value <= bounds.high))


def _named(keys: Iterable[str]) -> Words:
    names = [GUARANTEES[one] for one in keys]
    return Words("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _truth(holds: bool) -> Truth:
    return Truth.YES if holds else Truth.NO


_ANY = Words("没有限定", "any")
_CEILING = Words("额度上限", "ceiling")
