"""项目 projects: when one should have started and been entered in the statistics, and what the three batches take in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from dajuan.standards.months import months_after
from dajuan.standards.supervision.rule_file import Origin, entry, optional_number, origin_of
from dajuan.standards.trouble import RuleError

_FILE = "projects.yaml"
_YI = 10**8

Colour = Literal["yellow", "red"]


@dataclass(frozen=True, slots=True)
class StartRule:
    """Due this month and not started is yellow; the month that follows so many months of it is red."""

    origin: Origin
    red_months: int

    def colour(self, due: date, on: date) -> Colour | None:
        """Of what has not started by a day. The month in which it is due is the first."""
        months = _months_between(due, on) + 1
        return None if months < 1 else "red" if months >= self.red_months else "yellow"


@dataclass(frozen=True, slots=True)
class EntryRule:
    """Months after the start with no entry in the statistics."""

    origin: Origin
    yellow_months: int
    red_months: int

    def colour(self, started: date, on: date) -> Colour | None:
        if on > months_after(started, self.red_months):
            return "red"
        return "yellow" if on >= months_after(started, self.yellow_months) else None


@dataclass(frozen=True, slots=True)
class BatchRule:
    """Planned totals, 元, from which on a batch takes a project in, by its category."""

    origin: Origin
    least: Mapping[str, Fraction]

    def takes(self, category: str, total: Fraction) -> bool | None:
        """None of a category that the rule does not name."""
        return None if category not in self.least else total >= self.least[category]


def start_rule(code: str) -> StartRule:
    """Raises :class:`RuleError`, as the others do."""
    rule = _of_kind("start", code)
    return StartRule(origin_of(rule), _months(rule, "red_months"))


def entry_rule(code: str) -> EntryRule:
    rule = _of_kind("entry", code)
    return EntryRule(origin_of(rule), _months(rule, "yellow_months"), _months(rule, "red_months"))


def batch_rule(code: str) -> BatchRule:
    rule = _of_kind("batch", code)
    return BatchRule(origin_of(rule), {key: Fraction(str(value)) * _YI for key, value in rule["least"].items()})


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _of_kind(kind: str, code: str) -> Mapping[str, Any]:
    rule = entry(_FILE, code, None)
    if rule["kind"] != kind:
        raise RuleError(
            f"规则 {code} 是 {rule['kind']}，不是 {kind}", f"rule {code} is of kind {rule['kind']}, not {kind}"
        )
    return rule


def _months(rule: Mapping[str, Any], key: str) -> int:
    number = optional_number(rule, key)
    if number is None or number.denominator != 1 or number < 1:
        raise RuleError(
            f"规则 {rule['code']}：{key} 是 1 以上的整数", f"rule {rule['code']}: {key} is a whole number from 1 on"
        )
    return int(number)
