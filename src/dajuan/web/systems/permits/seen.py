"""Cases and promises as a viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404

from dajuan.ledger.read import states_on
from dajuan.ledger.state import State
from dajuan.standards.permits.when import Facts
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.case import Case, case_of
from dajuan.systems.permits.hours import Span, span_of
from dajuan.systems.permits.materials import Material, Wanted, facts_of, materials_in, wanted
from dajuan.systems.permits.promises import Promise, Standing, promise_of, promised, standing
from dajuan.systems.permits.settings import Settings, settings_of
from dajuan.systems.permits.statistics import Timed
from dajuan.web.access.deeds import whose_state
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


@dataclass(frozen=True)
class Known:
    """All there is at a moment, each with whose it is. ``promises`` has those that the viewer may not see too: whom another's
    breach bars is barred for everybody."""

    cases: dict[str, tuple[Case, Thing]]
    promises: dict[str, tuple[Promise, Thing]]

    @cached_property
    def every_promise(self) -> list[Promise]:
        return [one for one, _ in self.promises.values()]


def _made(moment: Moment) -> Known:
    here = served()

    def states(programme: str) -> list[tuple[State, Thing]]:
        found = states_on(here.ledger, programme=programme, as_of=moment.as_of, size=moment.size)
        return [(state, whose_state(here.programmes[programme], state).thing) for state in found]

    cases = ((case_of(state), thing) for state, thing in states(CASES))
    promises = ((promise_of(state), thing) for state, thing in states(PROMISES))
    return Known(
        {one.code: (one, thing) for one, thing in cases if one},
        {one.code: (one, thing) for one, thing in promises if one},
    )


_KNOWN = Kept((CASES, PROMISES), _made)


def known_at(moment: Moment) -> Known:
    """Raises ``Http404`` where the zone keeps no cases or no promises."""
    programme_called(CASES)
    programme_called(PROMISES)
    return _KNOWN.at(moment)


def cases_seen(viewer: Viewer, moment: Moment) -> list[Case]:
    return [one for one, thing in known_at(moment).cases.values() if viewer.may(Action.SEE, thing)]


def case_called(viewer: Viewer, code: str, moment: Moment) -> tuple[Case, Thing]:
    """Raises ``Http404`` where there is none that this viewer may see."""
    found = known_at(moment).cases.get(code)
    if found is None or not viewer.may(Action.SEE, found[1]):
        raise Http404
    return found


def promises_seen(viewer: Viewer, moment: Moment) -> list[tuple[Promise, Standing]]:
    """With how each stands; what has to be done first comes first."""
    some = [one for one, thing in known_at(moment).promises.values() if viewer.may(Action.SEE, thing)]
    order = list(Standing)
    return sorted(stands(some, moment), key=lambda one: (order.index(one[1]), one[0].due_on, one[0].code))


def promise_called(viewer: Viewer, code: str, moment: Moment) -> tuple[Promise, Thing]:
    found = known_at(moment).promises.get(code)
    if found is None or not viewer.may(Action.SEE, found[1]):
        raise Http404
    return found


def stands(some: Iterable[Promise], moment: Moment) -> list[tuple[Promise, Standing]]:
    """Each with how it stands."""
    every, on, remind_days = known_at(moment).every_promise, day_of(moment), settings().remind_days
    return [(one, standing(one, every, on, remind_days)) for one in some]


def settings() -> Settings:
    return settings_of(served().zone)


def materials() -> tuple[Material, ...]:
    """Raises ``LedgerError`` where the zone's own list cannot be read."""
    return materials_in(served().folder, programme_called(CASES))


def facts(case: Case) -> Facts:
    return facts_of(case, programme_called(CASES))


def wanted_of(case: Case, moment: Moment) -> list[Wanted]:
    """The list of a case for the certificates that the zone counts."""
    return lists_of([case], moment)[0]


def lists_of(cases: Iterable[Case], moment: Moment) -> list[list[Wanted]]:
    """The same of each."""
    some, every, on = materials(), known_at(moment).every_promise, day_of(moment)
    certificates = [one.key for one in settings().certificates.certificates]
    return [wanted(one, some, certificates, facts(one), promised(one.code, some, every, on)) for one in cases]


def timed(some: Sequence[Case], on: date) -> list[Timed]:
    """Those that have their deal."""
    rules = settings()
    found = ((one, span_of(one, rules, on)) for one in some)
    return [Timed(one, span) for one, span in found if span is not None]


def span(case: Case, moment: Moment) -> Span | None:
    return span_of(case, settings(), day_of(moment))
