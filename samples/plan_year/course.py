"""How a target fares: the share of it that is there by each month's end, and what is reported of that."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dajuan.answers.target import Target

SHAPES: dict[str, float] = {
    "ahead": 0.24,
    "steady": 0.38,
    "early": 0.09,
    "late": 0.11,
    "behind": 0.09,
    "stuck": 0.02,
    "overshoot": 0.02,
    "fading": 0.02,
    "silent": 0.03,
}
"""How often each occurs where nothing is said: ahead of schedule, on it, done by the middle of the year, a jump at its
end, short of the target, far short, far over, no more word after May, no word at all."""
_ENDS = {
    "ahead": (1.02, 1.12), "steady": (1.0, 1.04), "early": (1.0, 1.05), "late": (1.0, 1.03), "behind": (0.74, 0.95),
    "stuck": (0.25, 0.55), "overshoot": (1.4, 1.6), "fading": (0.6, 0.9), "silent": (0, 0),
}  # fmt: skip
_LAST_WORD = 5
_POINTS = {"behind": -0.8, "stuck": -1.6, "fading": -0.4, "ahead": 0.7, "overshoot": 1.4}
"""Of a rate: by how many points it ends beside its target."""


@dataclass(frozen=True)
class Course:
    shape: str
    shares: tuple[float, ...]
    """By each month's end; of a target due in June the sixth is the end, of one due next March the fifteenth would be."""
    wobble: tuple[float, ...]
    """−1 to 1, less and less."""

    @property
    def silent(self) -> bool:
        return self.shape == "silent"

    def told(self, month: int) -> bool:
        return not self.silent and not (self.shape == "fading" and month > _LAST_WORD)


def course(random: Random, shape: str = "", *, due_month: int = 12) -> Course:
    shape = shape or random.choices(list(SHAPES), list(SHAPES.values()))[0]
    end, shares, best = random.uniform(*_ENDS[shape]), [], 0.0
    for month in range(1, 13):
        best = max(best, end * _way(shape, min(1.0, month / due_month)) * random.uniform(0.94, 1.0))
        # What was missed by its day goes on slowly; what was to be there is there.
        shares.append(end + 0.02 * (month - due_month) if month >= due_month else min(best, end))
    return Course(shape, tuple(shares), tuple(random.uniform(-1, 1) * (13 - month) / 12 for month in range(1, 13)))


def _way(shape: str, time: float) -> float:
    """How much of what it comes to in the end is there when this much of the time is over."""
    if shape == "early":
        return min(1.0, time * 1.9)
    if shape == "late":
        return time * 0.6 if time < 0.8 else 0.5 + (time - 0.8) * 2.5
    return time**0.9 if shape in {"ahead", "overshoot"} else time


def value_told(target: Target, fares: Course, month: int) -> str:
    """What is reported of a number, in the unit of the target: since January, or the level by then."""
    assert target.value is not None
    amount, unit = target.value.amount, target.value.amount.unit
    aim, share = float(amount.written), fares.shares[month - 1]
    if unit.dimension in ("ratio", "point"):
        return f"{_rate(target, fares, month, aim):.1f}{unit.written}"
    if target.accrues:
        number = aim * (share if target.bound == "at-least" else min(share, 1.015))
    else:
        number = _level(target, aim, share)
    if target.bound == "range" and target.upper is not None:
        number = min(number, float(target.upper.amount.written))
    if unit.factor == 1 and (unit.dimension == "count" or (unit.dimension == "duration" and target.accrues)):
        return f"{int(number + 1e-9)}{unit.written}"
    return f"{number:.2f}".rstrip("0").rstrip(".") + unit.written


def _level(target: Target, aim: float, share: float) -> float:
    start = aim * (1.15 if target.bound == "at-most" else 0.85)
    if target.baseline is not None and target.baseline.unit.base == target.value.amount.unit.base:  # type: ignore[union-attr]
        start = float(target.baseline.value / target.value.amount.unit.factor)  # type: ignore[union-attr]
    return start + (aim - start) * share


def _rate(target: Target, fares: Course, month: int, aim: float) -> float:
    """Growth and shares move about their target; a share of all is never more than all."""
    beside = _POINTS.get(fares.shape, 0.2) + fares.wobble[month - 1]
    if target.bound == "about":
        beside = beside / 3
    value = aim - beside if target.bound == "at-most" else aim + beside
    return min(value, 100.0) if target.basis != "growth" and aim <= 100 else value
