"""Hazards and campaigns as a viewer may see them."""

from __future__ import annotations

from django.http import Http404

from dajuan.ledger.read import states_on
from dajuan.subjects.row import Row
from dajuan.systems.firms import every
from dajuan.systems.safety import CAMPAIGNS, HAZARDS
from dajuan.systems.safety.handling import Settings, settings_of
from dajuan.systems.safety.hazard import Hazard, Standing, by_urgency, hazard_of, standing
from dajuan.web.access.deeds import whose_state
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


def _made(moment: Moment) -> dict[str, tuple[Hazard, Thing]]:
    here = served()
    states = states_on(here.ledger, programme=HAZARDS, as_of=moment.as_of, size=moment.size)
    pack = here.programmes[HAZARDS]
    found = ((hazard_of(state), whose_state(pack, state).thing) for state in states)
    return {one.code: (one, thing) for one, thing in found if one}


_HAZARDS = Kept((HAZARDS,), _made)


def settings() -> Settings:
    """Raises ``LedgerError`` where the zone's rules cannot be read."""
    return settings_of(served().zone)


def standings(viewer: Viewer, moment: Moment) -> list[Standing]:
    """The most urgent first. Raises ``Http404`` where the zone keeps no hazards."""
    programme_called(HAZARDS)
    rules, on = settings().handling, day_of(moment)
    seen = [one for one, thing in _HAZARDS.at(moment).values() if viewer.may(Action.SEE, thing)]
    return by_urgency(standing(one, rules, on) for one in seen)


def hazard_called(viewer: Viewer, code: str, moment: Moment) -> tuple[Standing, Thing]:
    """Raises ``Http404`` where there is none that this viewer may see."""
    programme_called(HAZARDS)
    found = _HAZARDS.at(moment).get(code)
    if found is None or not viewer.may(Action.SEE, found[1]):
        raise Http404
    return standing(found[0], settings().handling, day_of(moment)), found[1]


def campaigns(moment: Moment) -> list[Row]:
    """None where the zone keeps none. All staff know of them."""
    if CAMPAIGNS not in served().programmes:
        return []
    return list(every(served().subjects(), CAMPAIGNS, as_of=moment.as_of, size=moment.size))


def campaign_called(code: str, moment: Moment) -> Row | None:
    """That of a hazard, which may be of none."""
    if not code or CAMPAIGNS not in served().programmes:
        return None
    return served().subjects().one(CAMPAIGNS, code, as_of=moment.as_of, size=moment.size)
