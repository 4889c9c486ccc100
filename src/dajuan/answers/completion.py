"""完成率: how much of a target a value is, and whether it meets it. Exact; everyone in this room asks here.

A bound says which ends count: ``at_least`` low, ``at_most`` high, ``range`` both, ``exactly`` and ``about`` either (low
where both are given). 左右 (``about``) is one-sided, as in ``comparison``: more than promised is not less than promised
(``less`` turns it round), and what may be short of it is ``comparison``'s tolerance.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from dajuan.comparison.verdict import tolerance

Bound = Literal["at_least", "at_most", "range", "about", "exactly"]


def meets(
    value: Fraction,
    low: Fraction | None,
    high: Fraction | None,
    bound: Bound,
    *,
    rate: bool = False,
    less: bool = False,
) -> bool:
    """Whether a value keeps the promise; all three in one unit. ``rate``: 左右 is meant in points (a share or growth).

    Raises ``ValueError`` where the bound's own end is None.
    """
    if bound == "range":
        return goal(low, high, "at_least") <= value <= goal(low, high, "at_most")
    end = goal(low, high, bound)
    if bound == "exactly":
        return value == end
    short = slack(end, rate) if bound == "about" else 0
    return value <= end + short if fewer(bound, less) else value >= end - short


def completion(
    value: Fraction,
    low: Fraction | None,
    high: Fraction | None,
    bound: Bound,
    baseline: Fraction | None = None,
    *,
    less: bool = False,
) -> Fraction | None:
    """A share of the target, 1 where it is just reached; None where a share would say nothing.

    Without a baseline: value ÷ target; a ceiling that holds is 1, however far below, and one that is broken is
    target ÷ value. With one: the part of the way from baseline to target that is done; it may be negative or over 1.
    A target of nought, or below, has no share without a baseline: 1 when met, None when not.
    """
    if bound in ("range", "exactly"):
        return _within(value, goal(low, high, "at_least" if low is not None else bound), high, bound, baseline)
    end, down = goal(low, high, bound), fewer(bound, less)
    if baseline is not None and baseline != end and (end < baseline) == down:
        return (value - baseline) / (end - baseline)
    return _share(value, end, down)


def goal(low: Fraction | None, high: Fraction | None, bound: Bound) -> Fraction:
    """The one number that a bound is about; of a range its low end."""
    first, second = (high, None) if bound == "at_most" else (low, high if bound in ("about", "exactly") else None)
    end = first if first is not None else second
    if end is None:
        raise ValueError(f"目标没有数值（{bound}） / the target has no number ({bound})")
    return end


def fewer(bound: Bound, less: bool) -> bool:
    """Whether less is better: a ceiling, or an indicator of that kind."""
    return bound == "at_most" or (bound == "about" and less)


def slack(end: Fraction, rate: bool) -> Fraction:
    """By how much 左右 may be missed and is still met; ``rate``: in points, else in proportion."""
    met = Fraction(tolerance("about", "rate" if rate else "level").met)
    return met if rate else met * abs(end)


def _share(value: Fraction, end: Fraction, down: bool) -> Fraction | None:
    if down and value <= end:
        return Fraction(1)
    if end < 0 or (end == 0 and not down):
        return Fraction(1) if not down and value >= end else None
    return end / value if down else value / end


def _within(
    value: Fraction, low: Fraction, high: Fraction | None, bound: Bound, baseline: Fraction | None
) -> Fraction | None:
    top = low if bound == "exactly" or high is None else high
    if low <= value <= top:
        return Fraction(1)
    below = value < low
    near = low if below else top
    if baseline is not None and baseline != near and (baseline < near) == below:
        return (value - baseline) / (near - baseline)
    if near <= 0:
        return None
    return value / near if below else near / value
