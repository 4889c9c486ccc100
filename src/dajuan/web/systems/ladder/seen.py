"""The ladder as a viewer may see it."""

from __future__ import annotations

from collections.abc import Iterable

from dajuan.programmes.pack import Programme
from dajuan.systems.firms import REGISTER, TITLES, Firm, firms
from dajuan.systems.ladder.standing import Ladder, Standing, ladder
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import Kept, day_of


def register_pack() -> Programme:
    """Raises ``Http404`` where the zone keeps no register of enterprises."""
    return programme_called(REGISTER)


def _made(moment: Moment) -> Ladder:
    here = served()
    found = firms(here.subjects(), here.programmes, as_of=moment.as_of, size=moment.size)
    return ladder(found, register_pack(), day_of(moment))


_LADDERS = Kept((REGISTER, TITLES), _made)


def ladder_at(moment: Moment) -> Ladder:
    """Of the whole zone."""
    register_pack()
    return _LADDERS.at(moment)


def mine(standings: Iterable[Standing], viewer: Viewer) -> list[Standing]:
    """Those of enterprises that are the viewer's to see."""
    if viewer.owners() is None:
        return list(standings)
    return [one for one in standings if viewer.may(Action.SEE, Thing(one.owners, (one.code,)))]


def firm_called(viewer: Viewer, code: str, moment: Moment) -> Firm:
    """Raises ``Http404`` where there is none, or it is not the viewer's to see."""
    row, here = enterprise_called(viewer, code, moment), served()
    return next(
        firms(here.subjects(), here.programmes, stages=(), only=[row.code], as_of=moment.as_of, size=moment.size)
    )
