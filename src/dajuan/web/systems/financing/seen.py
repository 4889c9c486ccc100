"""Applications, products, institutions and firms as a viewer may see them."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from dajuan.figures.figure import Figure
from dajuan.ledger.read import states_of_programme
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row
from dajuan.systems.financing.applications import APPLICATIONS, Application, application
from dajuan.systems.financing.consent import CONSENTS, MEMBERS
from dajuan.systems.financing.products import PRODUCTS, Product, products
from dajuan.systems.firms import REGISTER, Firm, every, firms
from dajuan.web.access.dossiers import items_shown
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import Kept
from dajuan.web.systems.this_year import of_year


class Applied(NamedTuple):
    row: Row
    life: Application

    @property
    def firm(self) -> str:
        """The credit code of who applied; "": nobody linked one."""
        return self.row.linked_one("enterprise")

    def said(self, key: str) -> str:
        return str(self.row.fields.get(key, ""))


def packs_needed() -> dict[str, Programme]:
    """Raises ``Http404`` where the zone has not switched financing on."""
    return {one: programme_called(one) for one in (REGISTER, MEMBERS, PRODUCTS, APPLICATIONS, CONSENTS)}


def _made(moment: Moment) -> dict[str, Applied]:
    here = served()
    states = states_of_programme(here.ledger, programme=APPLICATIONS, size=moment.size)
    rows = every(here.subjects(), APPLICATIONS, as_of=moment.as_of, size=moment.size)
    return {
        row.code: Applied(row, application(row.code, states[row.code].seen(as_of=moment.as_of)))
        for row in rows
        if row.code in states
    }


_APPLIED = Kept((APPLICATIONS,), _made)


def applications(viewer: Viewer, moment: Moment) -> list[Applied]:
    """The newest first. By whose each is now: what somebody once answered for is not theirs for ever."""
    pack, now = packs_needed()[APPLICATIONS], _APPLIED.at(Moment())
    found = [
        one
        for code, one in _APPLIED.at(moment).items()
        if code in now and viewer.may(Action.SEE, thing_of_row(pack, now[code].row))
    ]
    return sorted(found, key=lambda one: (one.row.since, one.row.code), reverse=True)


def rows_seen(programme: str, viewer: Viewer, moment: Moment) -> list[Row]:
    """Of a programme, by whose each is now."""
    pack, subjects = programme_called(programme), served().subjects()
    rows = list(every(subjects, programme, as_of=moment.as_of, size=moment.size))
    now = {row.code: row for row in (every(subjects, programme) if moment.is_past else rows)}
    return [row for row in rows if row.code in now and viewer.may(Action.SEE, thing_of_row(pack, now[row.code]))]


def application_called(viewer: Viewer, code: str, moment: Moment) -> Applied:
    found = next((one for one in applications(viewer, moment) if one.row.code == code), None)
    if found is None:
        raise Http404
    return found


def products_of(viewer: Viewer, moment: Moment) -> list[Product]:
    """Those on offer; a bank sees its own."""
    pack = packs_needed()[PRODUCTS]
    found = products(served().subjects(), as_of=moment.as_of, size=moment.size)
    if not viewer.institution:
        return found
    own = served().subjects().some(PRODUCTS, [one.code for one in found])
    return [one for one in found if one.code in own and viewer.may(Action.SEE, thing_of_row(pack, own[one.code]))]


def days_to_money(year: int, moment: Moment) -> list[Figure]:
    """The median and the ninth decile of those applied for in a year, as far as it has come."""
    return of_year(APPLICATIONS, ("days-to-money", "days-to-money-p90"), year, moment)


def firm_called(viewer: Viewer, code: str, moment: Moment) -> Firm:
    """An enterprise with its facts, for itself and for the zone. Raises ``Http404``; to a bank always."""
    packs_needed()
    row, here = enterprise_called(viewer, code, moment), served()
    found = firms(
        here.subjects(), here.programmes, stages=(row.stage,), only=[code], as_of=moment.as_of, size=moment.size
    )
    return next(found)


def applicant_called(viewer: Viewer, code: str) -> Row:
    """An enterprise that a bank has to do with: one that applied to it or consents to it. Raises ``Http404``."""
    packs_needed()
    row = served().subjects().one(REGISTER, code)
    if row is None:
        raise Http404
    applied = any(one.firm == code for one in applications(viewer, Moment()))
    if not items_shown(viewer, row) and not (viewer.institution and applied):
        raise Http404
    return row
