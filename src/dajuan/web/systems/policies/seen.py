"""Policies with who is entitled, as a viewer may see them; made anew when anything that they rest on has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, TITLES, firms
from dajuan.systems.policies.entitled import GRANTS, POLICIES, Case, Claim, Policy, claims, grants, policies
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served

_KEPT = 6
_made: OrderedDict[tuple[object, ...], dict[str, Seen]] = OrderedDict()
_making = threading.Lock()


class Seen(NamedTuple):
    policy: Policy
    claims: list[Claim]

    def of(self, case: Case) -> list[Claim]:
        return [one for one in self.claims if one.case is case]


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


def is_kept() -> bool:
    """Whether the zone has the packs that policies rest on."""
    return {POLICIES, GRANTS, REGISTER} <= set(served().programmes)


def all_at(moment: Moment) -> dict[str, Seen]:
    """Every policy by its code. Raises ``Http404`` where the zone keeps none."""
    here, on = served(), day_of(moment)
    if not is_kept():
        raise Http404
    subjects = here.subjects()
    last = [subjects.last_of(one) for one in (REGISTER, TITLES, POLICIES, GRANTS)]
    key = (here.stamp(), *last, on, moment.as_of, moment.size)
    with _making:
        if key not in _made:
            as_of, size, pack = moment.as_of, moment.size, here.programmes[REGISTER]
            everybody = list(firms(subjects, here.programmes, as_of=as_of, size=size))
            given = grants(subjects, as_of=as_of, size=size)
            _made[key] = {
                one.code: Seen(one, claims(one, everybody, given, pack, on) if one.applies(on) else [])
                for one in policies(subjects, as_of=as_of, size=size)
            }
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


def seen_at(viewer: Viewer, moment: Moment) -> dict[str, Seen]:
    """Of a policy everybody of the zone may know; of enterprises each sees what is theirs, a policy's department all of it."""
    return {code: Seen(one.policy, _mine(one, viewer)) for code, one in all_at(moment).items()}


def policy_called(viewer: Viewer, code: str, moment: Moment) -> Seen:
    found = all_at(moment).get(code)
    if found is None:
        raise Http404
    return Seen(found.policy, _mine(found, viewer))


def _mine(seen: Seen, viewer: Viewer) -> list[Claim]:
    department = (seen.policy.department,)
    if viewer.enterprise:
        return [one for one in seen.claims if one.firm == viewer.enterprise]
    if viewer.owners() is None or viewer.may(Action.SEE, Thing(department)):
        return seen.claims
    return [one for one in seen.claims if viewer.may(Action.SEE, Thing(one.owners, (one.firm,)))]


def firm_row(viewer: Viewer, code: str) -> Row:
    pack = served().programmes.get(REGISTER)
    row = served().subjects().one(REGISTER, code)
    if row is None or not viewer.may(Action.SEE, thing_of_row(pack, row)):
        raise Http404
    return row


def spent_of(code: str, moment: Moment) -> int:
    """分 of a policy's grants that stand."""
    rows = grants(served().subjects(), as_of=moment.as_of, size=moment.size).values()
    mine = [one for one in rows if one.fields.get("policy") == f"{POLICIES}/{code}" and one.stage != "declined"]
    return sum(int(one.fields.get("amount", 0)) for one in mine)
