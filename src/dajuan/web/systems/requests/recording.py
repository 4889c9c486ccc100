"""Recording: a new request, a step of one, a visit; the same for pages and for programmes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, keyed
from dajuan.ledger.read import is_recorded, recorded_under
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests import VISITS
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.intake import Firm, Request, next_number, read_request, received, request_code
from dajuan.systems.requests.steps import Step, Told, drafts_of
from dajuan.systems.requests.visits import Plan, Visit, cancelled, held, planned
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import names_in
from dajuan.web.people.models import Organisation
from dajuan.web.served import served
from dajuan.web.systems.requests.found import book, budget, cases, firm_of, pack, settings
from dajuan.web.systems.requests.models import Contact
from dajuan.web.systems.requests.rights import may_bring_in, may_take, thing_of_visit

_TRIES = 20
"""Numbers that others may take while we look."""


def read(viewer: Viewer, typed: Mapping[str, str], *, evidence: tuple[Evidence, ...] = (), row: int = 0) -> Request:
    """Raises :class:`RefusedError` naming row and field, ``PermissionDenied`` where this viewer brings in nothing."""
    if not may_bring_in(viewer):
        raise PermissionDenied(Action.RECORD)
    said = dict(typed) | ({"enterprise": viewer.enterprise, "channel": "page"} if viewer.enterprise else {})
    return read_request(said, pack(), office=settings().office, firm_of=firm_of, evidence=evidence, row=row)


def record_requests(viewer: Viewer, some: Sequence[Request], *, key: str = "") -> list[str]:
    """All of them or none; their codes. A ``key`` that was used before gives the codes that it gave."""
    if known := _recorded_before(key):
        return known

    def drafts() -> list[Draft]:
        today = served().today()
        first = next_number(set(book().cases()), today.year)
        numbered = enumerate(some, first)
        return [
            one for at, request in numbered for one in received(request, code=request_code(today.year, at), on=today)
        ]

    done = _append_new(viewer, drafts, key)
    codes = list(dict.fromkeys(one.subject for one in done))
    for code, request in zip(codes, some, strict=True):
        if request.contact:
            Contact.objects.create(code=code, name=request.contact.name, phone=request.contact.phone)
    return codes


def _recorded_before(key: str) -> list[str]:
    """The subjects of a request's drafts, where the log has them."""
    found = recorded_under(served().ledger, key=key) if key else []
    return list(dict.fromkeys(entry.subject for _, entry in found))


def _append_new(viewer: Viewer, drafts: Callable[[], list[Draft]], key: str) -> list[Draft]:
    """Somebody may take the number first: then the next one is tried."""
    for attempt in range(_TRIES):
        some = keyed(drafts(), key)
        try:
            append(served().ledger, some, actor=viewer.actor)
        except RefusedError as error:
            if attempt + 1 == _TRIES or all(one.code != "subject-exists" for one in error.troubles):
                raise
            continue
        return some
    raise AssertionError


def record_step(viewer: Viewer, step: Step, case: Case, told: Told, *, seen: int | None = None, key: str = "") -> None:
    """Taken before under this key, it is not taken again. Raises ``PermissionDenied``, :class:`RefusedError`."""
    if not may_take(viewer, step, case):
        raise PermissionDenied(step.key)
    if key and is_recorded(served().ledger, key=key):
        return
    _refuse_unknown(told)
    asks = Contact.objects.filter(code=case.code).values_list("name", flat=True)
    drafts = drafts_of(
        step, case, told, on=served().today(), rules=settings().handlings, days=worked_days(),
        others=cases() if step.key == "merge" else (), names=list(asks),
    )  # fmt: skip
    append(served().ledger, keyed(drafts, key), actor=viewer.actor, seen=seen)


def _refuse_unknown(told: Told) -> None:
    """A department that is mistyped would be nobody's."""
    wanted = {"department": names_in(told.department), "helpers": names_in(told.helpers)}
    every = {name for names in wanted.values() for name in names}
    known = set(Organisation.objects.filter(name__in=every, closed_at=None).values_list("name", flat=True))
    troubles = [
        Trouble("organisation", f"没有这个单位：{name}", f"there is no organisation {name}", field=field)
        for field, names in wanted.items()
        for name in names
        if name not in known
    ]
    if troubles:
        raise RefusedError(troubles)


# Visits -----------------------------------------------------------------------------------------------------------


def record_visit(viewer: Viewer, plan: Plan, *, key: str = "") -> str:
    """Its code. Raises :class:`RefusedError`: over the budget with who comes already; ``PermissionDenied`` for another's."""
    if plan.department and not viewer.may(Action.RECORD, Thing((plan.department,))):
        raise PermissionDenied(Action.RECORD)
    if known := _recorded_before(key):
        return known[0]
    pack(VISITS)
    done = _append_new(viewer, lambda: planned(plan, budget(plan.firm.code, plan.on), today=served().today()), key)
    return done[0].subject


def record_held(
    viewer: Viewer, visit: Visit, *, on: date, note: str, evidence: Sequence[Evidence] = (), key: str = ""
) -> None:
    _close_visit(viewer, visit, held(visit, on=on, note=note, evidence=evidence), key)


def record_cancelled(viewer: Viewer, visit: Visit, *, note: str, key: str = "") -> None:
    _close_visit(viewer, visit, cancelled(visit, on=served().today(), note=note), key)


def _close_visit(viewer: Viewer, visit: Visit, draft: Draft, key: str) -> None:
    if not viewer.may(Action.RECORD, thing_of_visit(visit)):
        raise PermissionDenied(Action.RECORD)
    append(served().ledger, keyed([draft], key), actor=viewer.actor)


def firm_called(code: str) -> Firm:
    found = firm_of(code)
    if found is None:
        raise RefusedError([Trouble("enterprise", f"企业名录里没有 {code}", f"no enterprise {code} on the register", field="enterprise")])  # fmt: skip
    return found
