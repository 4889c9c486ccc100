"""Projects and public works as a viewer may see them: his alone, each once, with the forecast of all learnt from all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.read import states_of_programme
from dajuan.systems.firms import every
from dajuan.systems.works.doubts import Doubt, doubts
from dajuan.systems.works.foresight import End, Foresight, Key, foresee
from dajuan.systems.works.progress import Progress, Whole, progress_of, whole
from dajuan.systems.works.project import PROGRAMMES, Project, distinct, link_same, projects_of, reported_to
from dajuan.systems.works.settings import Settings, settings_of
from dajuan.systems.works.slipping import Listed, Slip, listed
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


class Book(NamedTuple):
    """Of the whole zone."""

    on: date
    upto: date | None
    """The end of the last month of the year that anybody reported."""
    projects: list[Project]
    foresight: Foresight
    settings: Settings

    @property
    def year(self) -> int:
        return self.on.year


class Seen(NamedTuple):
    """A viewer's part of it."""

    book: Book
    progress: list[Progress]
    """Each project once, those under way first: of a work that is on both lists the project."""
    twins: list[Project]
    """Works that a project stands for: in no sum."""

    @property
    def whole(self) -> Whole:
        return whole(self.progress, self.book.year, self.book.upto, served().rules)

    @property
    def end(self) -> End:
        return self.end_of(self.progress)

    def end_of(self, some: Iterable[Progress]) -> End:
        return self.book.foresight.end(keys_of(some))

    @property
    def unstarted(self) -> list[Progress]:
        """With a plan, and not begun: in the plan, not in the forecast."""
        return [one for one in self.progress if one.plan and one.project.started is None]

    def asked(self, *, which: str, owner: str, state: str) -> list[Progress]:
        """Of one list, of one owner, in one state; "" asks for all."""
        return [
            one
            for one in self.progress
            if which in ("", one.project.row.programme)
            and (not owner or owner in one.project.row.owners)
            and state in ("", one.state)
        ]

    @property
    def listed(self) -> list[Listed]:
        return listed(self.progress, self.book.on, self.book.upto, self.book.settings, served().rules)

    @property
    def doubts(self) -> list[Doubt]:
        return doubts([*(one.project for one in self.progress), *self.twins], self.book.year)

    def slips_of(self, one: Project) -> tuple[Slip, ...]:
        return next((each.slips for each in self.listed if each.progress.project.key == one.key), ())

    def doubts_of(self, one: Project) -> list[Doubt]:
        return [each for each in self.doubts if each.project.key == one.key]

    def called(self, programme: str, code: str) -> Progress:
        """Raises ``Http404``."""
        for one in self.progress:
            if one.project.key == (programme, code):
                return one
        twin = next((one for one in self.twins if one.key == (programme, code)), None)
        if twin is None:
            raise Http404
        return progress_of(twin, self.book.year, self.book.upto, served().rules)


def keys_of(some: Iterable[Progress]) -> list[Key]:
    return [one.project.key for one in some]


def _made(moment: Moment) -> Book:
    here, on = served(), day_of(moment)
    projects: list[Project] = []
    for code in PROGRAMMES:
        pack = here.programmes.get(code)
        if pack is not None:
            rows = every(here.subjects(), code, as_of=moment.as_of, size=moment.size)
            states = states_of_programme(here.ledger, programme=code, size=moment.size)
            projects += projects_of(rows, states, pack, on)
    projects, upto, settings = link_same(projects), reported_to(projects, on), settings_of(here.zone)
    return Book(on, upto, projects, foresee(projects, on.year, upto, settings.assumed), settings)


_BOOKS = Kept(PROGRAMMES, _made, most=4)


def seen_at(viewer: Viewer, moment: Moment) -> Seen:
    """Raises ``Http404`` where the zone keeps neither list."""
    packs = served().programmes
    if not any(code in packs for code in PROGRAMMES):
        raise Http404
    book = _BOOKS.at(moment)
    mine = [one for one in book.projects if viewer.may(Action.SEE, thing_of_row(packs.get(one.row.programme), one.row))]
    once = sorted(distinct(mine), key=lambda one: (not one.is_running, one.key))
    keys = {one.key for one in once}
    progress = [progress_of(one, book.year, book.upto, served().rules) for one in once]
    return Seen(book, progress, [one for one in mine if one.key not in keys])
