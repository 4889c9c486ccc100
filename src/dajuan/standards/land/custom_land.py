"""What custom land is asked for, by a published rule that a zone chooses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from dajuan.standards.land.rule_text import rule_called, told
from dajuan.standards.supervision.rule_file import Origin, optional_number
from dajuan.standards.words import Words

_FILE = "custom_land.yaml"
Sense = Literal["least", "over", "most"]
_SIGNS: dict[Sense, str] = {"least": "≥", "over": ">", "most": "≤"}


class Measure(NamedTuple):
    """``unit``: "" of a plain ratio."""

    key: str
    name: Words
    unit: str


class Bound(NamedTuple):
    """``value`` in the measure's unit; ``uses`` empty: whatever the land is used for."""

    measure: str
    sense: Sense
    value: Fraction
    uses: tuple[str, ...]

    def holds(self, found: Fraction) -> bool:
        if self.sense == "over":
            return found > self.value
        return found >= self.value if self.sense == "least" else found <= self.value

    @property
    def said(self) -> str:
        """``≥ 800``."""
        return f"{_SIGNS[self.sense]} {float(self.value):g}"


@dataclass(frozen=True, slots=True)
class CustomRule:
    origin: Origin
    scope: Words
    note: Words
    bounds: tuple[Bound, ...]

    def bound(self, measure: str, use: str) -> Bound | None:
        """What this use is held to; None where the rule says nothing of it."""
        own = (one for one in self.bounds if one.measure == measure and (not one.uses or use in one.uses))
        return next(own, None)


def custom_rule(code: str, on: date) -> CustomRule:
    """Raises :class:`RuleError` where there is none, not on that day, or none that was confirmed."""
    origin, rule = rule_called(_FILE, "rules", code, on)
    return CustomRule(
        origin, Words(**rule["scope"]), Words(**rule["note"]), tuple(_bound(one) for one in rule["bounds"])
    )


def _bound(one: dict[str, object]) -> Bound:
    for sense in _SIGNS:
        value = optional_number(one, sense)
        if value is not None:
            uses = one.get("uses", ())
            assert isinstance(uses, list | tuple)
            return Bound(str(one["measure"]), sense, value, tuple(uses))
    raise ValueError(one)


@cache
def measures() -> dict[str, Measure]:
    listed = told(_FILE)["measures"].items()
    return {key: Measure(key, Words(one["zh"], one["en"]), one["unit"]) for key, one in listed}
