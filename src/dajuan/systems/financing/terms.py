"""条款: who may have a product, how much, at what rate, for how long, against what; as its text in the register says.

who:
  all:
    - {held: high-tech}
    - {of: revenue, at_least: 500万元}
amount: [50万元, 1000万元]
limit: {share: 10%, of: revenue}        # 额度不超过 also at most this much of a fact
rate: [3.45%, 4.5%]                     # 年利率
months: [6, 36]
guarantee: [credit, ip-pledge]          # 任一 any of these
days: 5                                 # 放款时效 days to money
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from dajuan.standards.rules.conditions import Condition
from dajuan.standards.rules.facts import Facts, Read
from dajuan.standards.rules.interval import Interval
from dajuan.standards.rules.measures import Measure
from dajuan.standards.rules.nodes import Node, number_of, read_yaml
from dajuan.standards.rules.reading import Reading
from dajuan.standards.rules.reading_measures import measure_of
from dajuan.standards.words import Words

_LONGEST = 1000
"""Days to money."""
GUARANTEES: Mapping[str, Words] = MappingProxyType(
    {
        "credit": Words("信用", "credit alone"),
        "mortgage": Words("抵押", "mortgage"),
        "pledge": Words("质押", "pledge"),
        "guarantor": Words("保证", "guarantor"),
        "guarantee-company": Words("担保公司", "guarantee company"),
        "ip-pledge": Words("知识产权质押", "pledge of intellectual property"),
        "receivables": Words("应收账款", "receivables"),
        "supply-chain": Words("供应链", "supply chain"),
    }
)


@dataclass(frozen=True)
class Limit:
    share: Fraction
    of: Measure

    def read(self, facts: Facts) -> Read:
        found = self.of.read(facts)
        if found.value is None:
            return found
        return Read(Interval(found.value.low * self.share, found.value.high * self.share))


@dataclass(frozen=True)
class Terms:
    """元, yearly rates as shares of one, months, days."""

    who: Condition | None
    amount: Interval
    rate: Interval
    months: Interval
    guarantee: tuple[str, ...]
    days: int
    limit: Limit | None = None


@lru_cache(256)
def read_terms(text: str, product: str = "terms") -> Terms:
    """Raises :class:`RuleError` naming the line."""
    node = read_yaml(text, product)
    node.only("who", "amount", "limit", "rate", "months", "guarantee", "days")
    guarantee = node.need("guarantee")
    if not isinstance(guarantee, list) or not guarantee or not set(guarantee) <= set(GUARANTEES):
        listed = "、".join(GUARANTEES)
        raise node.refuse(f"guarantee 是列表，只能是 {listed}", f"guarantee is a list of {listed}")
    return Terms(
        Reading({}).condition(node["who"], node) if "who" in node else None,
        _range(node, "amount", "元"),
        _range(node, "rate", "1"),
        _range(node, "months", ""),
        tuple(guarantee),
        node.whole_of(node.need("days"), _LONGEST),
        _limit(node) if "limit" in node else None,
    )


def _range(node: Node, key: str, unit: str) -> Interval:
    raw = node.need(key)
    if not isinstance(raw, list) or len(raw) != 2:
        raise node.refuse(f"{key} 写成 [最低, 最高]", f"{key} is [least, most]")
    low, high = (number_of(node, one, unit) for one in raw)
    if not 0 <= low <= high:
        raise node.refuse(f"{key} 的最低高于最高或为负", f"{key} is upside down or negative")
    return Interval(low, high)


def _limit(node: Node) -> Limit:
    limit = node["limit"]
    if not isinstance(limit, Node):
        raise node.refuse("limit 要写 {share: 10%, of: revenue}", "limit is {share: 10%, of: revenue}")
    limit.only("share", "of")
    of = measure_of(limit.need("of"), {}, limit)
    if of.unit != "元":
        raise limit.refuse("额度按金额定", "a limit is a share of money")
    return Limit(number_of(limit, limit.need("share"), "1"), of)
