"""亮灯 lights: from which gap a target is behind, and which colour says so. Read from ``lights.yaml`` or a zone's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args

from dajuan.standards.supervision.rule_file import Origin, entry, origin_of, rule_file, share
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

_FILE = "lights.yaml"

State = Literal["done", "on_schedule", "slightly_behind", "behind", "far_behind", "overdue", "not_due", "unmeasured"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class LightRules:
    """``points``: behind from ``behind`` (included) points below schedule, far behind over ``far``; both as shares.

    ``ratio``: behind under ``behind`` of what is due, far behind under ``far`` of it.
    """

    origin: Origin
    form: Literal["points", "ratio"]
    behind: Fraction
    far: Fraction
    slight: Words
    colours: Mapping[State, str]

    def state(self, done: Fraction, due: Fraction) -> State:
        """How a completion rate stands to the share that is due; both as shares of the goal."""
        if done >= due:
            return "on_schedule"
        if self.form == "points":
            below = due - done
            return "far_behind" if below > self.far else "behind" if below >= self.behind else "slightly_behind"
        reached = done / due if due else Fraction(0)
        return "far_behind" if reached < self.far else "behind" if reached < self.behind else "slightly_behind"


def light_rules(code: str | None = None, on: date | None = None) -> LightRules:
    """A rule set of ours by its code (default: points below schedule), in force on a day. Raises :class:`RuleError`."""
    return light_rules_of(entry(_FILE, code, on))


def light_rules_of(rule: Mapping[str, Any]) -> LightRules:
    """A rule set from its data, ours or a zone's. Raises :class:`RuleError`."""
    origin = origin_of(rule)
    colours = dict(rule.get("colours") or {})
    missing, strange = set(STATES) - set(colours), set(colours) - set(STATES)
    unknown = set(colours.values()) - set(rule_file(_FILE)["colour_names"])
    if missing or strange or unknown:
        wrong = "、".join(sorted(missing | strange | unknown))
        raise RuleError(
            f"规则 {origin.code} 的 colours：每种情形一种灯色，缺少或不认识 {wrong}",
            f"rule {origin.code}, colours: one known colour for each state; missing or unknown: {wrong}",
        )
    form = rule.get("form")
    if form == "points":
        behind, far = share(rule, "yellow_from"), share(rule, "red_over")
        ordered = 0 <= behind <= far
    elif form == "ratio":
        behind, far = share(rule, "yellow_below"), share(rule, "red_below")
        ordered = 0 <= far <= behind <= 1
    else:
        raise RuleError(
            f"规则 {origin.code}：form 只能是 points 或 ratio", f"rule {origin.code}: form is points or ratio"
        )
    if not ordered:
        raise RuleError(f"规则 {origin.code}：红灯门槛应比黄灯严", f"rule {origin.code}: red must lie beyond yellow")
    slight = rule.get("slight") or {}
    return LightRules(origin, form, behind, far, Words(slight.get("zh", ""), slight.get("en", "")), colours)


@cache
def state_names() -> Mapping[State, Words]:
    return {state: Words(**names) for state, names in rule_file(_FILE)["states"].items()}


@cache
def colour_names() -> Mapping[str, Words]:
    return {colour: Words(**names) for colour, names in rule_file(_FILE)["colour_names"].items()}
