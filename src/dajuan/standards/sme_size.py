"""大中小微 at a glance: the class of a row of the register, by the rule ``sme-size`` (工信部联企业〔2011〕300号).

``assess("sme-size", …)`` tells the same with every line; this is for counting many. Where a number is missing, or a bound
could not be confirmed, the class is told only if no value of it could change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

from dajuan.standards.rules.assess import rules
from dajuan.standards.rules.conditions import Condition
from dajuan.standards.rules.facts import vocabulary
from dajuan.standards.rules.grades import Cases
from dajuan.standards.rules.rule import Version

NAMES: Mapping[str, tuple[str, str]] = {
    "large": ("大型", "large"),
    "medium": ("中型", "medium"),
    "small": ("小型", "small"),
    "micro": ("微型", "micro"),
}
CLASSES = tuple(NAMES)
_MINOR = {"元": 100, "人": 1}
"""分 in a 元."""

Bounds = Mapping[str, tuple[int | None, ...]]
"""Of each measure the lower bounds of large, medium, small in minor units (分, 人); None where it is unconfirmed."""


def sme_size(levels: Mapping[str, str | int | bool], on: date) -> str | None:
    """The class by an enterprise's levels in minor units (分, 人) on a day; None where they do not decide it."""
    bounds = bounds_of(str(levels.get("industry", "")), on)
    if bounds is None:
        return None
    numbers = {measure: value for measure in bounds if type(value := levels.get(measure)) is int}
    lowest, highest = (_class(bounds, numbers, hopeful=hopeful) for hopeful in (False, True))
    return lowest if lowest == highest else None


def bounds_of(industry: str, on: date) -> Bounds | None:
    """What is asked of an industry by the version in force on a day."""
    return next((table.get(industry) for version, table in _tables() if version.in_force(on)), None)


def _class(bounds: Bounds, numbers: Mapping[str, int], *, hopeful: bool) -> str:
    """The class if all that is not known spoke for the enterprise (or against it)."""
    for place, name in enumerate(CLASSES[:-1]):
        if all(_reached(some, place, numbers.get(measure), hopeful) for measure, some in bounds.items()):
            return name
    return CLASSES[-1]


def _reached(some: tuple[int | None, ...], place: int, number: int | None, hopeful: bool) -> bool:
    if number is None:
        return hopeful
    bound = some[place]
    if bound is None:  # Not known, but it lies between that of the class below and that of the class above.
        bound = some[place + 1] if hopeful else some[place - 1]
    return bound is None or number >= bound


@cache
def _tables() -> list[tuple[Version, Mapping[str, Bounds]]]:
    return [(one, _table(one.requires)) for one in rules()["sme-size"].versions]


def _table(condition: Condition) -> Mapping[str, Bounds]:
    cases = condition.cases if isinstance(condition, Cases) else {}
    return {industry: {key: _minor(key, some) for key, some in case.bounds.items()} for industry, case in cases.items()}


def _minor(measure: str, bounds: tuple[Fraction | None, ...]) -> tuple[int | None, ...]:
    per_unit = _MINOR[vocabulary()[measure].unit]
    return tuple(None if one is None else int(one * per_unit) for one in bounds)
