"""The chain that an address names, if the viewer may see it, at the moment that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from django.http import Http404

from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import CHAINS, PROGRAMMES
from dajuan.systems.chains.ground import Ground
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.reading import Look
from dajuan.systems.chains.settings import lines_of
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served


class Found(NamedTuple):
    row: Row
    """As the moment has it."""
    thing: Thing
    """Whose it is now."""
    look: Look
    day: date

    def overview(self, viewer: Viewer) -> Overview:
        here = served()
        return Overview(here.ledger, self.look, self.row, self.day, lines_of(here.zone), partial(sees, viewer))


def missing_packs() -> list[str]:
    """Packs that the zone has not switched on."""
    return [code for code in PROGRAMMES if code not in served().programmes]


def look_at(moment: Moment) -> Look:
    return Look(served().subjects(), moment.as_of, moment.size)


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


def chain_called(viewer: Viewer, code: str, moment: Moment) -> Found:
    """Raises ``Http404`` where there is none, none yet at that moment, or none that this viewer may see."""
    now = None if missing_packs() else served().subjects().one(CHAINS, code)
    if now is None or viewer.enterprise:
        raise Http404
    thing = thing_of_row(served().programmes[CHAINS], now)
    look = look_at(moment)
    row = now if moment.is_now else look.one(CHAINS, code)
    if row is None or not viewer.may(Action.SEE, thing):
        raise Http404
    return Found(row, thing, look, day_of(moment))


def chains_seen(viewer: Viewer, moment: Moment) -> Iterator[Found]:
    """The chains on the list that this viewer may see, in the order of their codes."""
    if missing_packs() or viewer.enterprise:
        return
    look, pack = look_at(moment), served().programmes[CHAINS]
    rows = list(look.rows(CHAINS))
    now = rows if moment.is_now else Look(look.subjects).rows(CHAINS)
    things = {row.code: thing_of_row(pack, row) for row in now}
    for row in rows:
        thing = things.get(row.code, Thing())
        if row.stage != "dropped" and viewer.may(Action.SEE, thing):
            yield Found(row, thing, look, day_of(moment))


def ground_of(viewer: Viewer, code: str, on: date) -> tuple[Found, Ground]:
    """What a change starts from: the chain as it is now. Whether the viewer may change it is the caller's to ask."""
    found = chain_called(viewer, code, Moment())
    return found, Ground(served().programmes, found.look, found.row, on)
