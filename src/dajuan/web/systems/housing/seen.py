"""Estates and resettlement as a viewer may see them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.read import states_of_programme
from dajuan.systems.firms import every
from dajuan.systems.housing.estate import HOUSING, RESETTLEMENT, Estate, estates_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


class Seen(NamedTuple):
    on: date
    estates: list[Estate]
    resettlement: list[Estate]


def _made(moment: Moment) -> Seen:
    return Seen(day_of(moment), _of(HOUSING, moment), _of(RESETTLEMENT, moment))


def _of(programme: str, moment: Moment) -> list[Estate]:
    here = served()
    pack = here.programmes.get(programme)
    if pack is None:
        return []
    rows = every(here.subjects(), programme, as_of=moment.as_of, size=moment.size)
    states = states_of_programme(here.ledger, programme=programme, size=moment.size)
    return estates_of(rows, states, pack, day_of(moment))


_SEEN = Kept((HOUSING, RESETTLEMENT), _made, most=4)


def seen_at(viewer: Viewer, moment: Moment) -> Seen:
    """Raises ``Http404`` where the zone keeps neither list."""
    packs = served().programmes
    if HOUSING not in packs and RESETTLEMENT not in packs:
        raise Http404
    on, estates, resettlement = _SEEN.at(moment)

    def mine(some: list[Estate]) -> list[Estate]:
        return [one for one in some if viewer.may(Action.SEE, thing_of_row(packs.get(one.row.programme), one.row))]

    return Seen(on, mine(estates), mine(resettlement))


def called(some: list[Estate], code: str) -> Estate:
    """Raises ``Http404``."""
    found = next((one for one in some if one.code == code), None)
    if found is None:
        raise Http404
    return found
