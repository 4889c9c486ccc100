"""Where an enterprise stands with a title: holds it, could have it, nearly could, lacks more, or nobody can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.standards.rules.assess import Verdict, assess, rules
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.systems.firms import Firm

NEAR = Fraction(1, 5)
"""Nearly there: no fact has to change by more than a fifth of what it is. Ours, no official line."""
EXPIRING = 90
"""Days before a title's end from which it is looked at. Ours."""


class Group(StrEnum):
    HELD = "held"
    EXPIRING = "expiring"
    READY = "ready"
    """Meets the rule and does not hold the title."""
    NEAR = "near"
    OPEN = "open"
    """What is known does not decide it."""
    FAR = "far"


class Standing(NamedTuple):
    """With one title, on a day; what a list shows of it."""

    code: str
    name: str
    owners: tuple[str, ...]
    group: Group
    truth: Truth
    score: Interval | None
    effort: Fraction | None
    lacking: tuple[tuple[str, str], ...]
    """What is not met, in both languages."""
    missing: tuple[str, ...]
    """Facts that nobody stated; yearly ones with their year."""
    until: date | None
    """The last day of a title that is held."""


def standing_of(firm: Firm, verdict: Verdict) -> Standing:
    title = next((one for one in firm.titles if one.key == verdict.rule.title and one.held(verdict.on)), None)
    effort = verdict.effort
    lacking = tuple((line.name.zh, line.name.en) for line in verdict.lacking)
    return Standing(
        firm.code, firm.name, firm.row.owners, _group(verdict, effort, title.days_left(verdict.on) if title else None, title is not None),
        verdict.truth, verdict.score, effort, lacking, tuple(sorted(verdict.missing)), title.until if title else None,
    )  # fmt: skip


def _group(verdict: Verdict, effort: Fraction | None, left: int | None, held: bool) -> Group:
    if held:
        return Group.EXPIRING if left is not None and left <= EXPIRING else Group.HELD
    if verdict.truth is Truth.YES:
        return Group.READY
    if verdict.truth is Truth.UNKNOWN:
        return Group.OPEN
    return Group.NEAR if effort is not None and effort <= NEAR else Group.FAR


def verdicts(firm: Firm, pack: Programme, on: date, changes: Mapping[str, Fraction] | None = None) -> list[Verdict]:
    """Of every title's rule that is in force, in the order of the ladder."""
    facts = firm.facts(pack, on, changes)
    return [assess(rule, facts, on=on) for rule in rules().values() if rule.title and rule.in_force(on)]


def other_verdicts(
    firm: Firm, pack: Programme, on: date, changes: Mapping[str, Fraction] | None = None
) -> list[Verdict]:
    """Of every rule in force that gives no title: its size, its code, its factory."""
    facts = firm.facts(pack, on, changes)
    return [assess(rule, facts, on=on) for rule in rules().values() if not rule.title and rule.in_force(on)]


Ladder = Mapping[str, tuple[Standing, ...]]
"""Rule → where each enterprise stands, the least effort first."""


def ladder(some: Iterable[Firm], pack: Programme, on: date) -> Ladder:
    found: dict[str, list[Standing]] = {one.key: [] for one in rules().values() if one.title}
    for firm in some:
        for verdict in verdicts(firm, pack, on):
            found[verdict.rule.key].append(standing_of(firm, verdict))
    return {key: tuple(sorted(standings, key=_order)) for key, standings in found.items()}


_GROUPS = list(Group)


def _order(one: Standing) -> tuple[int, bool, Fraction, str]:
    ends = Fraction(one.until.toordinal()) if one.until and one.group in (Group.HELD, Group.EXPIRING) else Fraction()
    return _GROUPS.index(one.group), one.effort is None, (one.effort or Fraction()) + ends, one.code


def counted(standings: Iterable[Standing]) -> dict[Group, int]:
    many = Counter(one.group for one in standings)
    return {group: many[group] for group in Group}
