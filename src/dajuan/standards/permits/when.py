"""何时 when: conditions over what is known of a case, all of which have to hold; not known stays not known.

``{approval: filed}`` · ``{land-way: [sale, lease]}`` (one of these) · ``{hazardous: true}`` · ``{floor-area: {at_least: 300平方米}}``
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.language import Quantity, read_numbers
from dajuan.programmes.pack import Field
from dajuan.programmes.values.quantities import unit_for
from dajuan.standards.rules.interval import Truth, every
from dajuan.standards.rules.nodes import Node
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words, amount

Facts = Mapping[str, object]
"""Field → its value: a choice's key, yes or no, a number in base units."""
_BOUNDS: Mapping[str, tuple[Callable[[Fraction, Fraction], bool], str]] = {
    "at_least": (operator.ge, "≥"),
    "less_than": (operator.lt, "<"),
}
_FLAGS = {"true": True, "false": False}


class Term(NamedTuple):
    """``form``: "" where it is one of ``wanted``, else a bound, its number and unit."""

    key: str
    wanted: frozenset[object]
    form: str = ""
    bound: Fraction = Fraction()
    unit: str = ""

    def weigh(self, facts: Facts) -> Truth:
        value = facts.get(self.key)
        if value is None:
            return Truth.UNKNOWN
        if self.form:
            return _truth(isinstance(value, Fraction) and _BOUNDS[self.form][0](value, self.bound))
        return _truth(value in self.wanted)

    def said(self, fields: Mapping[str, Field]) -> Words:
        """``立项方式：备案``, as the pack calls field and choices."""
        field = fields[self.key]
        if self.form:
            bound = f" {_BOUNDS[self.form][1]} {amount(self.bound, self.unit)}"
            return Words(field.name.zh + bound, field.name.said("en") + bound)
        if self.wanted <= {True, False}:
            zh, en = ("是", "yes") if True in self.wanted else ("否", "no")
            return Words(f"{field.name.zh}：{zh}", f"{field.name.said('en')}: {en}")
        chosen = [one.name for one in field.choices if one.key in self.wanted]
        zh, en = "、".join(one.zh for one in chosen), ", ".join(one.said("en") for one in chosen)
        return Words(f"{field.name.zh}：{zh}", f"{field.name.said('en')}: {en}")


class When(NamedTuple):
    terms: tuple[Term, ...] = ()
    place: str = ""

    def weigh(self, facts: Facts) -> Truth:
        """Without any condition, yes."""
        return every(one.weigh(facts) for one in self.terms)

    def missing(self, facts: Facts) -> tuple[str, ...]:
        """Fields that it would take to know."""
        return tuple(one.key for one in self.terms if facts.get(one.key) is None)

    def said(self, fields: Mapping[str, Field]) -> Words:
        parts = [one.said(fields) for one in self.terms]
        return Words("，".join(one.zh for one in parts), "; ".join(one.en for one in parts))

    def check(self, fields: Mapping[str, Field]) -> None:
        """Raises :class:`RuleError` where a field or a choice is not in the pack."""
        for one in self.terms:
            field = fields.get(one.key)
            if field is None:
                raise RuleError(f"审批件没有字段 {one.key}", f"a case has no field {one.key}", self.place)
            known: set[object] = {True, False} if field.type == "flag" else {choice.key for choice in field.choices}
            if (one.form and not field.is_quantity) or not one.wanted <= known:
                raise RuleError(f"字段 {one.key} 不能这样问", f"the field {one.key} cannot be asked so", self.place)
            if one.form and one.unit != (base := unit_for(field.type, field.unit).base):
                raise RuleError(f"字段 {one.key} 的界限要写单位，用{base}或可换算的", f"the bound of {one.key} is to be in {base}, or in what can be made that", self.place)  # fmt: skip


def read_when(node: Node, key: str = "when") -> When:
    """The table under a key; without one, what always holds. Raises :class:`RuleError` naming the line."""
    table = node.table(key)
    return When(tuple(_term(table, field) for field in table), node.place)


def _term(table: Node, key: str) -> Term:
    said = table[key]
    if isinstance(said, Node):
        said.only(*_BOUNDS)
        forms = [form for form in _BOUNDS if form in said]
        if len(forms) != 1:
            raise said.refuse(f"{key} 写一个界限", f"{key} takes one bound")
        bound, unit = _quantity(said, said[forms[0]])
        return Term(key, frozenset(), forms[0], bound, unit)
    words = said if isinstance(said, list) else [said]
    return Term(key, frozenset(_FLAGS.get(one, one) for one in words))


def _quantity(node: Node, raw: object) -> tuple[Fraction, str]:
    read = [one for one in read_numbers(str(raw)) if isinstance(one, Quantity)]
    if len(read) != 1 or read[0].low is None or read[0].low != read[0].high:
        raise node.refuse(f"“{raw}”读不成一个数", f"“{raw}” cannot be read as one number")
    return Fraction(read[0].low), read[0].unit or ""


def _truth(holds: bool) -> Truth:
    return Truth.YES if holds else Truth.NO
