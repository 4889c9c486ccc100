"""The ladder as a viewer may see it; made anew when the register, the titles or the day have changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date

from django.http import Http404

from dajuan.programmes.pack import Programme
from dajuan.systems.firms import REGISTER, TITLES, Firm, firms
from dajuan.systems.ladder.standing import Ladder, Standing, ladder
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served

_KEPT = 8
_made: OrderedDict[tuple[object, ...], Ladder] = OrderedDict()
_making = threading.Lock()
STAGES = ("present",)


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


def register_pack() -> Programme:
    """Raises ``Http404`` where the zone keeps no register of enterprises."""
    pack = served().programmes.get(REGISTER)
    if pack is None:
        raise Http404
    return pack


def ladder_at(moment: Moment) -> Ladder:
    """Of the whole zone."""
    here, pack, on = served(), register_pack(), day_of(moment)
    subjects = here.subjects()
    key = (here.stamp(), subjects.last_of(REGISTER), subjects.last_of(TITLES), on, moment.as_of, moment.size)
    with _making:
        if key not in _made:
            found = firms(subjects, here.programmes, stages=STAGES, as_of=moment.as_of, size=moment.size)
            _made[key] = ladder(found, pack, on)
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


def mine(standings: Iterable[Standing], viewer: Viewer) -> list[Standing]:
    """Those of enterprises that are the viewer's to see."""
    if viewer.owners() is None:
        return list(standings)
    return [one for one in standings if viewer.may(Action.SEE, Thing(one.owners, (one.code,)))]


def firm_called(viewer: Viewer, code: str, moment: Moment) -> Firm:
    """Raises ``Http404`` where there is none, or it is not the viewer's to see."""
    here = served()
    pack = register_pack()
    found = next(
        firms(here.subjects(), here.programmes, stages=(), only=[code], as_of=moment.as_of, size=moment.size), None
    )
    if found is None or not viewer.may(Action.SEE, thing_of_row(pack, found.row)):
        raise Http404
    return found
