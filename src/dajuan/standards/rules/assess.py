"""``assess("tech-sme", facts, on=date(2026, 5, 1))``: the verdict of an official rule in force on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from dajuan.standards.rules.conditions import Line
from dajuan.standards.rules.facts import Facts, titles
from dajuan.standards.rules.grades import Grade, Reached, graded
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.standards.rules.measures import Change
from dajuan.standards.rules.reading import read_rule
from dajuan.standards.rules.rule import Rule, Version
from dajuan.standards.rules.scoring import PartScored
from dajuan.standards.trouble import RuleError

FOLDER = Path(__file__).parents[1] / "enterprise"


class Verdict(NamedTuple):
    rule: Rule
    version: Version
    on: date
    truth: Truth
    """Whether it is met; unknown where what is known does not decide it."""
    score: Interval | None
    parts: tuple[PartScored, ...]
    """The table of points in the law's order: each group, then its parts."""
    lines: tuple[Line, ...]
    """The conditions in the law's order."""
    grades: tuple[Reached, ...]
    """Of a rule that tells a class or a level: each, the best first. ``truth`` is then whether any is reached."""

    @property
    def at_least(self) -> Grade | None:
        """The best that is sure."""
        return next((one.grade for one in self.grades if one.truth is Truth.YES), None)

    @property
    def at_most(self) -> Grade | None:
        """The best that is not ruled out."""
        return next((one.grade for one in self.grades if one.truth is not Truth.NO), None)

    @property
    def grade(self) -> Grade | None:
        """The class or level; None where there is none, or what is known does not decide it."""
        return self.at_least if self.at_least is self.at_most else None

    @property
    def missing(self) -> frozenset[str]:
        """Facts that nobody stated and that could still matter; a yearly one with its year, ``revenue@2025``."""
        asked: list[frozenset[str]] = [
            one.missing for one in self.lines if one.truth is Truth.UNKNOWN and not one.unconfirmed
        ]
        if self.score is not None and not self.score.is_exact:
            asked += [one.scored.missing for one in self.parts if one.group]
        return frozenset().union(*asked)

    @property
    def lacking(self) -> tuple[Line, ...]:
        """The conditions that are not met and stand by themselves or in a row of which all must be; of a rule with grades
        those of the next one above."""
        return tuple(_lacking(self._wanted[1]))

    @property
    def _wanted(self) -> tuple[Truth, tuple[Line, ...]]:
        """What there is to reach yet, and whether it is."""
        if not self.grades:
            return self.truth, self.lines
        above = tuple(takewhile(lambda one: one.truth is not Truth.YES, self.grades))
        return (above[-1].truth, above[-1].lines) if above else (Truth.YES, ())

    @property
    def effort(self) -> Fraction | None:
        """How far it is, by least effort: the largest change of any one fact that is wanted, as a share of what there is.
        None where something is lacking that no change of one number mends, or something is not known."""
        truth, _ = self._wanted
        if truth is Truth.YES:
            return Fraction()
        if truth is Truth.UNKNOWN:
            return None
        efforts = [_effort(one, self) for one in self.lacking]
        known = [one for one in efforts if one is not None]
        return max(known) if known and len(known) == len(efforts) else None


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule of ours by its key: those of titles in the order of ``facts.yaml``, then the others."""
    order = [*titles(), ""]
    read = [read_rule(path.read_text(encoding="utf-8"), path.name) for path in FOLDER.glob("*/*.yaml")]
    return {one.key: one for one in sorted(read, key=lambda one: (order.index(one.title), one.key))}


def rule_called(key: str) -> Rule:
    if key not in rules():
        listed = "、".join(rules())
        raise RuleError(
            f"没有名为 {key} 的规则；有：{listed}", f"there is no rule {key}; there are {', '.join(rules())}"
        )
    return rules()[key]


def assess(
    rule: str | Rule,
    facts: Mapping[str, object] | Facts,
    *,
    on: date,
    held: Mapping[str, date | None] | None = None,
    version: str = "",
) -> Verdict:
    """What a rule makes of facts (see :mod:`~dajuan.standards.rules.facts`) on a day. ``held``: titles with the last day of
    each; ``version``: another than the one in force, such as the old one for a re-check.

    Raises :class:`RuleError` where no version is in force, or a fact is none that rules know.
    """
    asked = rule_called(rule) if isinstance(rule, str) else rule
    chosen = asked.version(on, version)
    known = facts if isinstance(facts, Facts) else Facts(facts, on, held=held)
    points, parts = chosen.table.score(known) if chosen.table else ({}, ())
    weighed, grades = graded(chosen.requires, known, points)
    return Verdict(asked, chosen, on, weighed.truth, points.get("total"), parts, weighed.lines, grades)


def _lacking(lines: tuple[Line, ...]) -> Iterator[Line]:
    """A row of alternatives that holds hides what it holds of; one that does not is told with all of them."""
    hidden: int | None = None
    for line in lines:
        if hidden is not None and line.depth > hidden:
            continue
        hidden = None
        if line.joins:
            if line.truth is not Truth.NO or line.joins == "any":
                hidden = line.depth
            if line.truth is Truth.NO and line.joins == "any":
                yield line
        elif line.truth is Truth.NO and not line.unconfirmed:
            yield line


def _effort(line: Line, verdict: Verdict) -> Fraction | None:
    if line.joins == "any":
        ways = [_way(one, verdict) for one in _alternatives(verdict.lines, line)]
        known = [one for one in ways if one is not None]
        return min(known) if known else None
    if line.scores:
        steps = [change.effort for _, change in steps_to(verdict, line.scores, line.lacks)]
        known = [one for one in steps if one is not None]
        return max(known) if known and len(known) == len(steps) else None
    return line.change.effort if line.change else None


def _way(lines: tuple[Line, ...], verdict: Verdict) -> Fraction | None:
    """The effort of one alternative: the largest of what it lacks."""
    efforts = [_effort(one, verdict) for one in _lacking(lines)]
    known = [one for one in efforts if one is not None]
    return max(known) if known and len(known) == len(efforts) else None


def _alternatives(lines: tuple[Line, ...], of: Line) -> Iterator[tuple[Line, ...]]:
    """The lines of each alternative under a line."""
    first = next(place for place, one in enumerate(lines) if one is of) + 1
    under = tuple(takewhile(lambda one: one.depth > of.depth, lines[first:]))
    starts = [place for place, one in enumerate(under) if one.depth == of.depth + 1]
    for start, end in zip(starts, [*starts[1:], len(under)], strict=True):
        yield under[start:end]


def steps_to(verdict: Verdict, what: str, points: Fraction) -> list[tuple[PartScored, Change]]:
    """Changes of single facts that each bring a part of ``what`` its next band, the least for a point first, until so many
    points are together; empty where they do not come together."""
    chosen: list[tuple[PartScored, Change]] = []
    for part, change in sorted(_steps(verdict, what), key=lambda one: _dear(*one)):
        if points > 0:
            chosen.append((part, change))
            points -= part.scored.gains
    return chosen if points <= 0 else []


def _steps(verdict: Verdict, what: str) -> Iterator[tuple[PartScored, Change]]:
    for part in verdict.parts:
        change = part.scored.change
        if part.group and what in ("total", part.group, part.key) and change is not None and part.scored.gains > 0:
            yield part, change


def _dear(part: PartScored, change: Change) -> tuple[bool, Fraction]:
    """Where there is nothing yet of a fact, any change of it is dearer than one of what there is."""
    effort = change.effort
    return effort is None, (effort or Fraction()) / part.scored.gains
