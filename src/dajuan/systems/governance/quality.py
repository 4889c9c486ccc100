"""质量分 the score: three measures, each a numerator over a denominator, weighted as ``governance.toml`` says."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.governance.completeness import Filled
from dajuan.systems.governance.settings import Settings
from dajuan.systems.governance.timeliness import Freshness
from dajuan.systems.governance.validity import Checked


class Measure(NamedTuple):
    part: int
    whole: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.part, self.whole)


class Quality(NamedTuple):
    """None where there is nothing to measure: no subjects, no cycle that is known."""

    completeness: Measure | None
    """Values that are there, of those asked for."""
    validity: Measure | None
    """Values that pass, of those that are there."""
    timeliness: Measure | None
    """Days that the last entry may be old, of those that it is, or of themselves while it is younger."""
    score: Fraction | None
    """Out of 100; what is not measured has no weight."""


def quality(filled: Iterable[Filled], checked: Checked, fresh: Freshness, settings: Settings) -> Quality:
    found = {
        "completeness": _completeness(filled),
        "validity": Measure(checked.right, checked.checked) if checked.checked else None,
        "timeliness": _timeliness(fresh),
    }
    return Quality(**found, score=_score(found, settings))


def _completeness(filled: Iterable[Filled]) -> Measure | None:
    some = list(filled)
    asked = sum(one.asked for one in some)
    return Measure(sum(one.has for one in some), asked) if asked else None


def _timeliness(fresh: Freshness) -> Measure | None:
    if fresh.age is None or fresh.allowed is None:
        return None
    return Measure(fresh.allowed, max(fresh.allowed, fresh.age))


def _score(found: dict[str, Measure | None], settings: Settings) -> Fraction | None:
    measured = {key: one for key, one in found.items() if one is not None and settings.weights[key]}
    weight = sum(settings.weights[key] for key in measured)
    if not weight:
        return None
    return sum((one.share * settings.weights[key] for key, one in measured.items()), Fraction()) * 100 / weight
