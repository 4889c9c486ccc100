"""序时 schedules: how places publish what share of a year's goal is due by which month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dajuan.standards.supervision.rule_file import Origin, entry, origin_of, share
from dajuan.standards.trouble import RuleError

_FILE = "schedules.yaml"

Counting = Literal["months", "days"]


@dataclass(frozen=True, slots=True)
class PublishedSchedule:
    """Straight when there are no ``points`` (months gone → share of the goal)."""

    origin: Origin
    counting: Counting = "months"
    points: tuple[tuple[int, Fraction], ...] = ()


def published_schedule(code: str | None = None, on: date | None = None) -> PublishedSchedule:
    """One by its code, or the default, in force on a day. Raises :class:`RuleError`."""
    rule = entry(_FILE, code, on)
    origin = origin_of(rule)
    if rule["kind"] == "straight":
        return PublishedSchedule(origin, rule["counting"])
    if rule["kind"] != "given":
        raise RuleError(
            f"规则 {origin.code}：没有 {rule['kind']} 这种曲线", f"rule {origin.code}: no kind {rule['kind']}"
        )
    written = {str(month): value for month, value in rule["points"].items()}
    points = tuple((int(month), share(written, month)) for month in sorted(written, key=int))
    return PublishedSchedule(origin, points=points)
