"""Policies with who is entitled, as a viewer may see them."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from dajuan.systems.firms import REGISTER, TITLES, firms
from dajuan.systems.policies.entitled import (
    GRANTS,
    POLICIES,
    Case,
    Claim,
    Policy,
    claims,
    grants,
    policies,
    spent_of,
)
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


class Seen(NamedTuple):
    policy: Policy
    claims: list[Claim]
    spent: int
    """分 of its grants."""

    def of(self, case: Case) -> list[Claim]:
        return [one for one in self.claims if one.case is case]


def _made(moment: Moment) -> dict[str, Seen]:
    here, on, (as_of, size) = served(), day_of(moment), (moment.as_of, moment.size)
    subjects, pack = here.subjects(), here.programmes[REGISTER]
    everybody = list(firms(subjects, here.programmes, as_of=as_of, size=size))
    given = grants(subjects, as_of=as_of, size=size)
    return {
        one.code: Seen(
            one, claims(one, everybody, given, pack, on) if one.applies(on) else [], spent_of(one.code, given)
        )
        for one in policies(subjects, as_of=as_of, size=size)
    }


_POLICIES = Kept((REGISTER, TITLES, POLICIES, GRANTS), _made)


def seen_at(viewer: Viewer, moment: Moment) -> dict[str, Seen]:
    """Every policy by its code. Of a policy everybody of the zone may know; of enterprises each sees what is theirs, a
    policy's department all of it. Raises ``Http404`` where the zone keeps none."""
    for one in (POLICIES, GRANTS, REGISTER):
        programme_called(one)
    return {code: one._replace(claims=_mine(one, viewer)) for code, one in _POLICIES.at(moment).items()}


def policy_called(viewer: Viewer, code: str, moment: Moment) -> Seen:
    found = seen_at(viewer, moment).get(code)
    if found is None:
        raise Http404
    return found


def _mine(seen: Seen, viewer: Viewer) -> list[Claim]:
    if viewer.enterprise:
        return [one for one in seen.claims if one.firm == viewer.enterprise]
    if viewer.owners() is None or viewer.may(Action.SEE, Thing((seen.policy.department,))):
        return seen.claims
    return [one for one in seen.claims if viewer.may(Action.SEE, Thing(one.owners, (one.firm,)))]
