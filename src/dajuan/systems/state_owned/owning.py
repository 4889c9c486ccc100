"""谁的项目: companies with the projects that they own, and a project's money divided among its owners: all of it, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.subjects.row import Row

STAKES, PROJECTS = "state-stakes", "investment-projects"
HELD = "held"
_MILLION = 1_000_000


class Part(StrEnum):
    LEAD = "lead"
    JOINT = "joint"
    AGENT = "agent"
    """Builds it for another: it is not its money."""


class Doubt(StrEnum):
    NOT_WHOLE = "not-whole"
    """The shares stated do not come to the whole; they are taken in proportion."""
    SOME = "some"
    """Some have a share and some none; all are taken as even."""


class Stake(NamedTuple):
    company: str
    project: str
    part: Part
    share: Fraction | None
    by_name: bool
    """Nobody recorded it: the project names the company as its builder."""


def stakes_of(rows: Iterable[Row], projects: Iterable[Row], names: Mapping[str, str]) -> dict[str, list[Stake]]:
    """By project, whoever leads first. ``names``: company's name → code. Where a project has none on record, the company
    that it names as its builder leads it."""
    found: dict[str, list[Stake]] = defaultdict(list)
    for row in rows:
        company, project = row.linked_one("company"), row.linked_one("project")
        if row.stage == HELD and company in names.values() and project:
            share = row.fields.get("share")
            part = Part(str(row.fields.get("part")))
            found[project].append(Stake(company, project, part, _share(share), False))
    for row in projects:
        builder = names.get(str(row.fields.get("builder", "")))
        if builder and row.code not in found:
            found[row.code].append(Stake(builder, row.code, Part.LEAD, None, True))
    order = list(Part)
    return {project: sorted(some, key=lambda one: order.index(one.part)) for project, some in found.items()}


def _share(value: object) -> Fraction | None:
    return Fraction(value, _MILLION) if isinstance(value, int) else None


def divided(money: int, stakes: Sequence[Stake]) -> dict[str, int]:
    """分 of one project's money for each that owns it: by shares, else evenly; together exactly ``money``, what does not
    divide goes to whoever comes first."""
    owners = list(dict.fromkeys(one.company for one in stakes if one.part is not Part.AGENT))
    if not owners:
        return {}
    weights = _weights(stakes, owners)
    whole = sum(weights.values(), Fraction())
    found = {code: int(money * weight / whole) for code, weight in weights.items()}
    found[owners[0]] += money - sum(found.values())
    return found


def _weights(stakes: Sequence[Stake], owners: Sequence[str]) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for one in stakes:
        if one.part is not Part.AGENT:
            shares[one.company] += one.share or 0
    stated = all(one.share is not None for one in stakes if one.part is not Part.AGENT)
    if stated and any(shares.values()):
        return dict(shares)
    return dict.fromkeys(owners, Fraction(1))


def doubt(stakes: Sequence[Stake]) -> Doubt | None:
    shares = [one.share for one in stakes if one.part is not Part.AGENT]
    stated = [one for one in shares if one is not None]
    if stated and len(stated) < len(shares):
        return Doubt.SOME
    return Doubt.NOT_WHOLE if stated and sum(stated) != 1 else None


class Owned(NamedTuple):
    """What some companies own: projects each once, money of them by share and in full, 分."""

    projects: tuple[str, ...]
    by_share: int
    in_full: int


def owned(companies: set[str], stakes: Mapping[str, Sequence[Stake]], money: Mapping[str, int]) -> Owned:
    """``money``: of each project. Of a group with all its companies, or of all groups: nothing counts twice."""
    mine = {
        project: some
        for project, some in stakes.items()
        if any(one.company in companies and one.part is not Part.AGENT for one in some)
    }
    parts = (divided(money.get(project, 0), some) for project, some in mine.items())
    by_share = sum(fen for part in parts for company, fen in part.items() if company in companies)
    return Owned(tuple(sorted(mine)), by_share, sum(money.get(project, 0) for project in mine))
