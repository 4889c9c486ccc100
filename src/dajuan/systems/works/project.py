"""项目: what is known of one project or public work — its way, its money by month, its plans by year. Money in 分."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.state import State, counting_moves
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row

PROJECTS, WORKS = "investment-projects", "public-works"
PROGRAMMES = (PROJECTS, WORKS)
INVESTED, TOTAL, YEAR = "invested", "planned-total", "planned-year"


class Family(NamedTuple):
    """The stages of a pack of projects by what they mean here."""

    before: tuple[str, ...]
    agreed: str
    """From which on a start is waited for."""
    running: tuple[str, ...]
    over: tuple[str, ...]
    stalled: tuple[str, ...]
    gone: tuple[str, ...]


_MILESTONES = {PROJECTS: ("signed", "started", "producing"), WORKS: ("approved", "started", "completed")}
"""Agreed, begun, over: all else the order of the pack tells, of a zone's own stages too."""


def family_of(pack: Programme) -> Family:
    agreed, begun, over = _MILESTONES[pack.code]
    way = [key for key, stage in pack.stages.items() if not stage.side]
    first, last = (way.index(key) if key in way else len(way) for key in (begun, over))
    aside = [stage for stage in pack.stages.values() if stage.side]
    return Family(
        tuple(way[:first]), agreed, tuple(way[first:last]), tuple(way[last:]),
        tuple(one.key for one in aside if not one.final), tuple(one.key for one in aside if one.final),
    )  # fmt: skip


class Move(NamedTuple):
    stage: str
    on: date
    seq: int


class Month(NamedTuple):
    """What was reported of a period, named by its last day."""

    end: date
    fen: int
    seq: int


class Project(NamedTuple):
    row: Row
    family: Family
    moves: tuple[Move, ...]
    """Those that count, in order of time."""
    months: tuple[Month, ...]
    """In order of time."""
    plans: Mapping[int, int]
    """年度计划投资 stated in each year, for that year alone."""
    same: str
    """The project of the other list that it is; "" of one that stands for itself."""

    @property
    def key(self) -> tuple[str, str]:
        return self.row.programme, self.row.code

    @property
    def stage(self) -> str:
        return self.moves[-1].stage if self.moves else ""

    @property
    def is_running(self) -> bool:
        return self.stage in self.family.running

    @property
    def total(self) -> int | None:
        return _money(self.row, TOTAL)

    @property
    def lead(self) -> str:
        """Whose the money is; "" where nobody is named."""
        return self.row.owners[0] if self.row.owners else ""

    def reached(self, stages: Collection[str]) -> date | None:
        """When it first came to one of these."""
        return next((one.on for one in self.moves if one.stage in stages), None)

    @property
    def started(self) -> date | None:
        return self.reached(self.family.running)

    def done(self, first: date, last: date) -> int:
        return sum(one.fen for one in self.months if first <= one.end <= last)

    def done_in(self, year: int) -> int:
        return self.done(date(year, 1, 1), date(year, 12, 31))

    @property
    def to_date(self) -> int:
        return sum(one.fen for one in self.months)

    def day(self, field: str) -> date | None:
        said = self.row.fields.get(field)
        return date.fromisoformat(str(said)) if said else None


def projects_of(rows: Iterable[Row], states: Mapping[str, State], pack: Programme, on: date) -> list[Project]:
    """A list's projects as of a day. ``rows`` and ``states``: of that pack, as known at one moment."""
    family = family_of(pack)
    return [_project(row, states[row.code].seen(as_of=on), pack, family) for row in rows if row.code in states]


def distinct(projects: Iterable[Project]) -> list[Project]:
    """Each once: of a work that is on the list of projects too, that project stands for both, where it is among them."""
    some = list(projects)
    codes = {one.row.code for one in some if one.row.programme == PROJECTS}
    return [one for one in some if one.same not in codes]


def reported_to(projects: Iterable[Project], on: date) -> date | None:
    """The last month's end of the year up to which anything was reported; None where nothing of the year was."""
    return max(
        (one.end for it in projects for one in it.months if one.end.year == on.year and one.end <= on), default=None
    )


def link_same(projects: Iterable[Project]) -> list[Project]:
    """With the works that no link names but that have a project's approval code (投资项目代码) taken for that project."""
    some = list(projects)
    by_code = {
        one.row.fields["approval-code"]: one.row.code
        for one in some
        if one.row.programme == PROJECTS and one.row.fields.get("approval-code")
    }
    return [
        one._replace(same=by_code.get(one.row.fields.get("approval-code", ""), ""))
        if one.row.programme == WORKS and not one.same
        else one
        for one in some
    ]


def _project(row: Row, state: State, pack: Programme, family: Family) -> Project:
    moves = tuple(Move(str(held.value), held.on, held.seq) for held in counting_moves(state, pack))
    months, plans = [], dict[int, tuple[date, int, int]]()
    for seq, entry in state.entries.items():
        said = entry.fields.get(INVESTED)
        if entry.kind == "measured" and isinstance(said, int):
            months.append(Month(entry.effective_on, said, seq))
        planned = entry.fields.get(YEAR)
        if entry.kind != "measured" and isinstance(planned, int):
            held = entry.effective_on, seq, planned
            plans[entry.effective_on.year] = max(plans.get(entry.effective_on.year, held), held)
    return Project(
        row, family, moves, tuple(sorted(months)), {year: planned for year, (_, _, planned) in plans.items()},
        row.linked_one("project") if row.programme == WORKS else "",
    )  # fmt: skip


def _money(row: Row, key: str) -> int | None:
    value = row.fields.get(key)
    return value if isinstance(value, int) else None
