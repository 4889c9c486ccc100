"""The groups with what they own and answer for, as a viewer may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.answers.board import Standing
from dajuan.figures.period import period_of
from dajuan.figures.trace import trace
from dajuan.ledger.trouble import LedgerError
from dajuan.subjects.row import Row
from dajuan.systems.firms import every
from dajuan.systems.state_owned.accounts import Accounts, accounts_of
from dajuan.systems.state_owned.owning import PROJECTS, STAKES, Owned, Stake, owned, stakes_of
from dajuan.systems.state_owned.reform import TASKS, Reform, Task, reform, tasks_of
from dajuan.systems.state_owned.tree import COMPANIES, Tree, tree_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.access.things import thing_of_target
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of

_INVESTED = "invested"
"""The projects' indicator of what was invested; its lineage says of which project."""


class Book(NamedTuple):
    tree: Tree
    projects: Mapping[str, Row]
    stakes: Mapping[str, list[Stake]]
    planned: Mapping[str, int]
    """分, by project."""
    invested: Mapping[str, int]
    """In the year so far."""
    tasks: list[Task]


class Group(NamedTuple):
    """A company with all that are under it."""

    row: Row
    companies: list[str]
    accounts: Accounts
    planned: Owned
    invested: Owned
    led: list[Standing]
    joint: list[Standing]
    """Targets that it answers for, and that it helps with."""
    tasks: list[Task]

    @property
    def reform(self) -> Reform:
        return reform(self.tasks)

    @property
    def red(self) -> int:
        return sum(one.light.colour == "red" for one in self.led)


def _made(moment: Moment) -> Book:
    tree = tree_of(_rows(COMPANIES, moment))
    names = {row.name: code for code, row in tree.rows.items()}
    projects = {row.code: row for row in _rows(PROJECTS, moment)}
    stakes = stakes_of(_rows(STAKES, moment), projects.values(), names)
    mine = {code: projects[code] for code in stakes if code in projects}
    planned = {code: _money(row.fields.get("planned-total")) for code, row in mine.items()}
    tasks = tasks_of(_rows(TASKS, moment), names, day_of(moment))
    return Book(tree, mine, {code: stakes[code] for code in mine}, planned, _invested(moment), tasks)


def _rows(programme: str, moment: Moment) -> list[Row]:
    """Empty where the zone keeps no such."""
    return list(every(served().subjects(), programme, as_of=moment.as_of, size=moment.size))


def _money(value: object) -> int:
    return value if isinstance(value, int) else 0


def _invested(moment: Moment) -> dict[str, int]:
    pack, on = served().programmes.get(PROJECTS), day_of(moment)
    if pack is None or _INVESTED not in pack.indicators:
        return {}
    found: dict[str, int] = {}
    with served().engine() as engine:
        span = period_of(f"{on.year}-01-01/{on}")
        for one in trace(engine, pack, _INVESTED, span, as_of=moment.as_of, size=moment.size):
            found[one.subject] = found.get(one.subject, 0) + one.minor
    return found


_BOOKS = Kept((COMPANIES, STAKES, PROJECTS, TASKS), _made)


def book_at(moment: Moment) -> Book:
    """Of the whole zone. Raises ``Http404`` where it keeps no companies."""
    programme_called(COMPANIES)
    return _BOOKS.at(moment)


def company_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    row = book_at(moment).tree.rows.get(code)
    if row is None or not sees(viewer, row):
        raise Http404
    return row


def group_of(viewer: Viewer, code: str, moment: Moment) -> Group:
    """``code``: one that the viewer may see. Sums are of all that is under it; of lists he sees what is his to see."""
    book = book_at(moment)
    within = book.tree.within(code)
    some, names = set(within), book.tree.names(code)
    led, joint = targets_of(viewer, names, moment)
    return Group(
        book.tree.rows[code], within, accounts_of(book.tree.rows[code]),
        owned(some, book.stakes, book.planned), owned(some, book.stakes, book.invested), led, joint,
        [one for one in book.tasks if one.company in some],
    )  # fmt: skip


def all_owned(moment: Moment) -> tuple[Owned, Owned]:
    """Of all groups together, what is planned and what was invested: a project of two groups is there once."""
    book = book_at(moment)
    every_one = set(book.tree.rows)
    return owned(every_one, book.stakes, book.planned), owned(every_one, book.stakes, book.invested)


def targets_of(viewer: Viewer, names: Collection[str], moment: Moment) -> tuple[list[Standing], list[Standing]]:
    """Of this year's plan, those that one of these answers for, and those that one helps with; none without a plan."""
    on = day_of(moment)
    seen = [one for one in _standings(on, moment) if viewer.may(Action.SEE, thing_of_target(one.target))]
    led = [one for one in seen if one.target.owner in names]
    joint = [one for one in seen if one.target.owner not in names and set(one.target.co_owners) & set(names)]
    return led, joint


def _standings(on: date, moment: Moment) -> list[Standing]:
    try:
        return list(served().board(on.year, moment).standings)
    except LedgerError:  # The year has no plan.
        return []
