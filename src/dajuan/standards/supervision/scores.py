"""得分 scores: by which method a completion becomes points, and what is added or taken. From ``scores.yaml`` or a zone's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from dajuan.standards.supervision.rule_file import (
    Origin,
    entry,
    optional_number,
    optional_share,
    origin_of,
    share,
)
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

_FILE = "scores.yaml"

Method = Literal["goal", "race", "completion"]
Grey = Literal["omit", "zero"]


class EventRule(NamedTuple):
    """``points`` each time, ``most`` in all (both signed alike); None: nobody has said, so it is only listed."""

    name: Words
    points: Fraction | None
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class ScoreRules:
    origin: Origin
    method: Method
    cap: Fraction
    """The completion that counts at most; 1 but for the completion method."""
    race_step: Fraction
    grey: Grey
    fewest: int
    co_owner: Fraction | None
    half_share: Fraction | None
    """时间过半、任务过半: what is to be done by the end of June; None where the check is off."""
    half_points: Fraction | None
    events: Mapping[str, EventRule]


def score_rules(code: str | None = None, on: date | None = None, *, cap: Fraction | None = None) -> ScoreRules:
    """A rule set of ours by its code (default: goal), in force on a day. Raises :class:`RuleError`.

    ``cap`` sets, as a share, what a file leaves open: the completion method is off without it.
    """
    return score_rules_of(entry(_FILE, code, on), cap=cap)


def score_rules_of(rule: Mapping[str, Any], *, cap: Fraction | None = None) -> ScoreRules:
    """A rule set from its data, ours or a zone's. Raises :class:`RuleError`."""
    origin = origin_of(rule)
    method = rule.get("method")
    if method not in ("goal", "race", "completion"):
        raise _wrong(origin, "method", "goal、race、completion")
    settings = rule.get("settings") or {}
    grey = settings.get("grey", "omit")
    if grey not in ("omit", "zero"):
        raise _wrong(origin, "grey", "omit、zero")
    fewest = settings.get("fewest", 1)
    if type(fewest) is not int or fewest < 1:
        raise _wrong(origin, "fewest", "1、2、3…")
    half = settings.get("half_time") or {}
    return ScoreRules(
        origin,
        method,
        _cap(rule, origin, cap) if method == "completion" else Fraction(1),
        share(rule, "race_step") if method == "race" else Fraction(0),
        grey,
        fewest,
        optional_share(settings, "co_owner"),
        optional_share(half, "share"),
        optional_number(half, "points"),
        {kind: _event(origin, kind, one) for kind, one in (settings.get("events") or {}).items()},
    )


def _cap(rule: Mapping[str, Any], origin: Origin, cap: Fraction | None) -> Fraction:
    found = cap if cap is not None else optional_share(rule, "cap")
    if found is None:
        raise RuleError(
            f"规则 {origin.code} 的封顶（cap）没有核实，不预设：请由园区给出，如 100%",
            f"rule {origin.code}: its cap could not be confirmed and is not assumed; the zone has to give it, as 100 %",
        )
    if found < 1:
        raise _wrong(origin, "cap", "≥ 100%")
    return found


def _event(origin: Origin, kind: str, one: Mapping[str, Any]) -> EventRule:
    points, most = optional_number(one, "points"), optional_number(one, "most")
    if points is not None and most is not None and (points * most < 0 or abs(most) < abs(points)):
        raise _wrong(origin, f"{kind}.most", f"≥ {points}" if points > 0 else f"≤ {points}")
    return EventRule(Words(str(one.get("zh", kind)), str(one.get("en", kind))), points, most)


def _wrong(origin: Origin, key: str, right: str) -> RuleError:
    return RuleError(f"规则 {origin.code}：{key} 应为 {right}", f"rule {origin.code}: {key} should be {right}")
