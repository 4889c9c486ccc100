"""条款: who is entitled to a policy and to how much, as its text in the register says.

who:
  all:
    - {held: high-tech}
    - {of: rd-spend, at_least: 100万元}
pays: {share: 5%, of: rd-spend, most: 50万元}      # or {fixed: 10万元}, or {tiers: [[1亿元, 50万元], [5000万元, 20万元]], of: revenue}
every: year                                        # or once
not_with: [other-policy]                           # 就高不重复: whoever has one of these does not get it
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dajuan.standards.rules.conditions import Condition, Line
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.standards.rules.measures import Measure, Named
from dajuan.standards.rules.nodes import Node, number_of, read_yaml
from dajuan.standards.rules.reading import Reading, measures_of
from dajuan.standards.rules.reading_measures import measure_of
from dajuan.standards.words import Words, amount

YEAR, ONCE = "year", "once"


class Tier(NamedTuple):
    bound: Fraction
    pays: Fraction


@dataclass(frozen=True)
class Pays:
    """``fixed``, a ``share`` of a measure up to ``most``, or by ``tiers`` of it, the highest first; in 元."""

    fixed: Fraction | None = None
    share: Fraction | None = None
    of: Measure | None = None
    most: Fraction | None = None
    tiers: tuple[Tier, ...] = ()

    def amount(self, facts: Facts) -> Interval | None:
        """What it comes to; None where that is not known. Cut down to whole fen."""
        if self.fixed is not None:
            return Interval(self.fixed, self.fixed)
        read = self.of.read(facts).value if self.of else None
        if read is None:
            return None
        low, high = (self._at(one) for one in read)
        return Interval(_to_fen(low), _to_fen(high))

    def _at(self, value: Fraction) -> Fraction:
        if self.tiers:
            return next((one.pays for one in self.tiers if value >= one.bound), Fraction())
        found = value * (self.share or 0)
        return found if self.most is None else min(found, self.most)

    @property
    def words(self) -> Words:
        if self.fixed is not None:
            said = amount(self.fixed, "元")
            return Words(said, said)
        assert self.of is not None
        name = self.of.words
        if self.tiers:
            zh = "；".join(f"≥ {amount(one.bound, self.of.unit)} 给 {amount(one.pays, '元')}" for one in self.tiers)
            return Words(f"按{name.zh}：{zh}", f"by {name.en}: {zh.replace('给', 'pays')}")
        share = amount(self.share or Fraction(), "1")
        most = f"，最多 {amount(self.most, '元')}" if self.most is not None else ""
        most_en = f", {amount(self.most, '元')} at most" if self.most is not None else ""
        return Words(f"{name.zh}的 {share}{most}", f"{share} of {name.en}{most_en}")


@dataclass(frozen=True)
class Terms:
    who: Condition
    pays: Pays
    every: str
    not_with: tuple[str, ...]

    def grant_code(self, policy: str, year: int, firm: str) -> str:
        """The grant's code: the same for the same year, so that the ledger takes it once."""
        return f"{policy}.{year if self.every == YEAR else ONCE}.{firm}"


class Entitlement(NamedTuple):
    truth: Truth
    lines: tuple[Line, ...]
    amount: Interval | None

    @property
    def missing(self) -> frozenset[str]:
        return frozenset().union(*(one.missing for one in self.lines if one.truth is Truth.UNKNOWN))

    @property
    def reason(self) -> Words:
        """Why somebody is entitled: the conditions that hold with what was found, in the order of the terms."""
        held = [one for one in self.lines if one.truth is Truth.YES and not one.joins]
        zh = "；".join(f"{one.name.zh}（{one.found.zh}）" if one.found.zh else one.name.zh for one in held)
        en = "; ".join(f"{one.name.en} ({one.found.en})" if one.found.en else one.name.en for one in held)
        return Words(zh, en)


@lru_cache(256)
def read_terms(text: str, policy: str = "terms") -> Terms:
    """Raises :class:`RuleError` naming the line."""
    node = read_yaml(text, policy)
    node.only("who", "pays", "every", "not_with", "measures")
    measures = measures_of(node)
    every = node.get("every", YEAR)
    if every not in (YEAR, ONCE):
        raise node.refuse(f"every 只能是 {YEAR} 或 {ONCE}", f"every is {YEAR} or {ONCE}")
    not_with = tuple(map(str, node.listing("not_with"))) if "not_with" in node else ()
    return Terms(Reading(measures).condition(node.need("who"), node), _pays(node, measures), every, not_with)


def _pays(node: Node, measures: dict[str, Named]) -> Pays:
    node.need("pays")
    pays = node.table("pays")
    pays.only("fixed", "share", "of", "most", "tiers")
    if "fixed" in pays:
        return Pays(fixed=number_of(pays, pays["fixed"], "元"))
    of = measure_of(pays.need("of"), measures, pays)
    if "tiers" in pays:
        tiers = tuple(_tier(pays, one, of.unit) for one in pays.listing("tiers"))
        if [one.bound for one in tiers] != sorted((one.bound for one in tiers), reverse=True):
            raise pays.refuse("各档从高写起", "the highest tier comes first")
        return Pays(of=of, tiers=tiers)
    if of.unit != "元":
        raise pays.refuse(f"按比例的要是金额，{of.words.zh}不是", f"a share is of money, {of.words.en} is none")
    share = number_of(pays, pays.need("share"), "1")
    most = number_of(pays, pays["most"], "元") if "most" in pays else None
    return Pays(share=share, of=of, most=most)


def _tier(node: Node, raw: object, unit: str) -> Tier:
    if not isinstance(raw, list) or len(raw) != 2:
        raise node.refuse("一档写成 [界限, 金额]", "a tier is [bound, sum]")
    return Tier(number_of(node, raw[0], unit), number_of(node, raw[1], "元"))


def entitlement(terms: Terms, facts: Facts) -> Entitlement:
    """What a policy makes of an enterprise's facts."""
    weighed = terms.who.weigh(facts, {}, 0)
    return Entitlement(weighed.truth, weighed.lines, terms.pays.amount(facts))


def _to_fen(yuan: Fraction) -> Fraction:
    return Fraction(yuan * 100 // 1, 100)


def in_force(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
