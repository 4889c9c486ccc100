"""如果……: other numbers than those that are so, from the address: ``if.rd-staff=28`` in the units people write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.programmes.values import read_value, show_value
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.standards.rules.assess import Verdict
from dajuan.standards.rules.facts import vocabulary
from dajuan.systems.firms import Firm
from dajuan.web.words import Words, words_of

PREFIX = "if."


class Lever(NamedTuple):
    """A number that one may try."""

    key: str
    name: Words
    unit: str
    now: str
    """As it is; "" where it is not known."""
    tried: str


class Tried(NamedTuple):
    levers: list[Lever]
    changes: Mapping[str, Fraction]
    troubles: list[Words]


def tried(firm: Firm, pack: Programme, year: int, verdicts: Iterable[Verdict], asked: Mapping[str, str]) -> Tried:
    """``year``: whose numbers a yearly fact's change stands for. Levers are the numbers that the rules in force turn on."""
    keys = dict.fromkeys(key for one in verdicts for key in one.version.better if key in pack.fields)
    levers: list[Lever] = []
    changes: dict[str, Fraction] = {}
    troubles: list[Words] = []
    for key in (one for one in keys if vocabulary()[one].kind == "number"):
        field, said = pack.fields[key], asked.get(PREFIX + key, "").strip()
        levers.append(Lever(key, words_of(field.name), field.unit, _now(firm, pack, key, year), said))
        if not said:
            continue
        try:
            changes[key] = _base(pack, key, said)
        except ValueTrouble as trouble:
            troubles.append(Words(f"{field.name.zh}：{trouble.zh}", f"{field.name.said('en')}: {trouble.en}"))
    return Tried(levers, changes, troubles)


def _now(firm: Firm, pack: Programme, key: str, year: int) -> str:
    values = firm.years.get(key, {})
    value = values.get(year) if vocabulary()[key].yearly else values[max(values)] if values else None
    return "" if value is None else show_value(pack.fields[key], value, with_unit=False)


def _base(pack: Programme, key: str, said: str) -> Fraction:
    value = read_value(pack.fields[key], said)
    return Fraction(int(value), 10 ** pack.fields[key].scale)
