"""The people, teams, shares and jobs of the zone served, as a page's moment has them and its viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TEAMS, TITLES
from dajuan.systems.talent.city import Share, shares
from dajuan.systems.talent.counts import Counts, counts
from dajuan.systems.talent.jobs import Office, offices
from dajuan.systems.talent.people import Person, people, teams
from dajuan.systems.talent.settings import Settings, settings_of
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import Kept, day_of
from dajuan.web.words import Words, words_of

NOW = Moment()


class Known(NamedTuple):
    people: dict[str, Person]
    teams: dict[str, Row]
    counts: Counts


def _made(moment: Moment) -> Known:
    subjects, as_of, size = served().subjects(), moment.as_of, moment.size
    found = people(subjects, as_of=as_of, size=size)
    return Known({one.code: one for one in found}, teams(subjects, as_of=as_of, size=size), counts(found))


_KNOWN = Kept((PEOPLE, TITLES, TEAMS), _made)


def known_at(moment: Moment = NOW) -> Known:
    """Everybody. Raises ``Http404`` where the zone keeps no such programmes."""
    for one in (PEOPLE, TITLES, TEAMS):
        programme_called(one)
    return _KNOWN.at(moment)


def settings() -> Settings:
    return settings_of(served().zone)


def office() -> Thing:
    """What belongs to nobody in particular is the office's."""
    return Thing((settings().office,))


def seen(viewer: Viewer, moment: Moment = NOW) -> list[Person]:
    """Those that the viewer may see, in the order of their codes."""
    pack = programme_called(PEOPLE)
    return [one for one in known_at(moment).people.values() if viewer.may(Action.SEE, thing_of_row(pack, one.row))]


def person_called(viewer: Viewer, code: str, moment: Moment = NOW) -> Person:
    """Raises ``Http404`` where there is none, or none that this viewer may see."""
    found = known_at(moment).people.get(code)
    if found is None or not viewer.may(Action.SEE, thing_of_row(programme_called(PEOPLE), found.row)):
        raise Http404
    return found


def teams_seen(viewer: Viewer, moment: Moment = NOW) -> list[Row]:
    pack = programme_called(TEAMS)
    return [row for row in known_at(moment).teams.values() if viewer.may(Action.SEE, thing_of_row(pack, row))]


def team_called(viewer: Viewer, code: str, moment: Moment = NOW) -> Row:
    found = known_at(moment).teams.get(code)
    if found is None or not viewer.may(Action.SEE, thing_of_row(programme_called(TEAMS), found)):
        raise Http404
    return found


def firm_called(viewer: Viewer, code: str, moment: Moment = NOW) -> Row:
    """An enterprise of the register, for whoever may see it, and for who may see all its people."""
    if not viewer.may(Action.SEE, office()):
        return enterprise_called(viewer, code, moment)
    row = served().subjects().one(REGISTER, code, as_of=moment.as_of, size=moment.size)
    if row is None:
        raise Http404
    return row


def employed_by(code: str, known: Iterable[Person]) -> list[Person]:
    """Those of an enterprise that the zone counts."""
    return [one for one in known if one.is_here and one.firm == code]


def may_know(viewer: Viewer, person: Person) -> bool:
    """Who somebody is: for whoever records of them, never an enterprise."""
    return not viewer.enterprise and viewer.may(Action.RECORD, thing_of_row(programme_called(PEOPLE), person.row))


def states(programme: str, moment: Moment = NOW) -> list[State]:
    programme_called(programme)
    return list(states_of_programme(served().ledger, programme=programme, size=moment.size).values())


def shares_at(moment: Moment = NOW) -> list[Share]:
    return shares(states(CITY, moment), day_of(moment))


def offices_at(year: int, moment: Moment = NOW) -> list[Office]:
    return offices(states(JOBS, moment), year, day_of(moment))


def choices(field: str) -> dict[str, Words]:
    """Of a title's field, key → words."""
    return {one.key: words_of(one.name) for one in programme_called(TITLES).fields[field].choices}


def firm_names(codes: set[str]) -> dict[str, str]:
    return {code: row.name for code, row in served().subjects().some(REGISTER, codes).items()}
