"""Scores by output per mu, and grades by rank of scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.land.rule_text import rule_called
from dajuan.standards.supervision.rule_file import Origin

_FILE = "grades.yaml"


class Item(NamedTuple):
    measure: str
    base: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class ScoreRule:
    origin: Origin
    items: tuple[Item, ...]

    def score(self, found: Mapping[str, Fraction]) -> Fraction | None:
        """None where an item is not known."""
        if any(one.measure not in found for one in self.items):
            return None
        return sum((found[one.measure] / one.base * one.weight for one in self.items), Fraction())


@dataclass(frozen=True, slots=True)
class GradeRule:
    """``cuts``: grade → the share of all by which it ends."""

    origin: Origin
    cuts: Mapping[str, Fraction]
    ungraded: str

    def grades(self, scores: Mapping[str, Fraction | None]) -> dict[str, str]:
        """By the highest score first; equal scores have the rank of the first of them. "": not graded.

        A grade begins behind the share of those ahead of it, so that of few the last grade stays empty, as in 景宁 in 2022.
        """
        known = {key: score for key, score in scores.items() if score is not None}
        ordered = sorted(known.values(), reverse=True)
        first: dict[Fraction, int] = {}
        for rank, score in enumerate(ordered, 1):
            first.setdefault(score, rank)
        return {
            key: self._grade(Fraction(first[known[key]] - 1, len(known))) if key in known else self.ungraded
            for key in scores
        }

    def _grade(self, ahead: Fraction) -> str:
        return next(grade for grade, end in self.cuts.items() if ahead < end)


def score_rule(code: str, on: date) -> ScoreRule:
    """Raises :class:`RuleError` where there is none of this code in force."""
    origin, rule = rule_called(_FILE, "scores", code, on)
    items = (Item(one["measure"], Fraction(str(one["base"])), Fraction(str(one["weight"]))) for one in rule["items"])
    return ScoreRule(origin, tuple(items))


def grade_rule(code: str, on: date) -> GradeRule:
    """Raises :class:`RuleError` where there is none of this code in force."""
    origin, rule = rule_called(_FILE, "grades", code, on)
    return GradeRule(origin, {grade: Fraction(str(end)) / 100 for grade, end in rule["cuts"].items()}, rule["ungraded"])
