"""Installations and green factories as a page's moment has them and its viewer may see them."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.programmes.values import show_value
from dajuan.subjects.row import Row
from dajuan.systems.energy.factories import Factory, factories
from dajuan.systems.energy.installations import FACTORIES, INSTALLATIONS, Installation, installation_of
from dajuan.systems.energy.settings import Settings, settings_of
from dajuan.systems.firms import REGISTER, TITLES, every, firms
from dajuan.web.access.rights import Viewer
from dajuan.web.access.seen import sees
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of
from dajuan.web.words import spoken


def settings() -> Settings:
    return settings_of(served().zone)


def _installations(moment: Moment) -> list[Installation]:
    here = served()
    states = states_of_programme(here.ledger, programme=INSTALLATIONS, size=moment.size)
    rows = every(here.subjects(), INSTALLATIONS, as_of=moment.as_of, size=moment.size)
    return [
        installation_of(row, states.get(row.code, State(INSTALLATIONS, row.code)).seen(as_of=moment.as_of))
        for row in rows
    ]


def _factories(moment: Moment) -> list[Factory]:
    """Of a zone that keeps no register nobody is judged."""
    here = served()
    rows = list(every(here.subjects(), FACTORIES, as_of=moment.as_of, size=moment.size))
    register = here.programmes.get(REGISTER)
    if register is None:
        return [Factory(row, None, None) for row in rows]
    codes = [row.code for row in rows]
    known = firms(here.subjects(), here.programmes, stages=(), only=codes, as_of=moment.as_of, size=moment.size)
    return factories(rows, {one.code: one for one in known}, register, day_of(moment))


_INSTALLATIONS = Kept((INSTALLATIONS,), _installations)
_FACTORIES = Kept((FACTORIES, REGISTER, TITLES), _factories)


T = TypeVar("T", Installation, Factory)


def _seen(viewer: Viewer, programme: str, kept: Kept[list[T]], moment: Moment) -> list[T]:
    programme_called(programme)
    return [one for one in kept.at(moment) if sees(viewer, one.row)]


def _called(some: list[T], code: str) -> T:
    found = next((one for one in some if one.row.code == code), None)
    if found is None:
        raise Http404
    return found


def installations_at(viewer: Viewer, moment: Moment) -> list[Installation]:
    """Raises ``Http404`` where the zone keeps none."""
    return _seen(viewer, INSTALLATIONS, _INSTALLATIONS, moment)


def installation_called(viewer: Viewer, code: str, moment: Moment) -> Installation:
    return _called(installations_at(viewer, moment), code)


def factories_at(viewer: Viewer, moment: Moment) -> list[Factory]:
    """Raises ``Http404`` where the zone keeps none."""
    return _seen(viewer, FACTORIES, _FACTORIES, moment)


def factory_called(viewer: Viewer, code: str, moment: Moment) -> Factory:
    return _called(factories_at(viewer, moment), code)


def kind_said(kind: str) -> str:
    return _said(INSTALLATIONS, "kind", kind)


def level_said(row: Row) -> str:
    return _said(FACTORIES, "level", str(row.fields.get("level", "")))


def _said(programme: str, field: str, value: str) -> str:
    return show_value(served().programmes[programme].fields[field], value, spoken()) if value else ""


def stage_said(row: Row) -> str:
    stage = served().programmes[row.programme].stages.get(row.stage)
    return stage.name.said(spoken()) if stage else ""
