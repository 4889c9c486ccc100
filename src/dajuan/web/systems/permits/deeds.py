"""What may be done to cases and promises, for pages and API alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, keyed
from dajuan.ledger.read import recorded_under
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.systems.permits import CASES
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.issuing import Happening, happenings, noted, started
from dajuan.systems.permits.materials import Material
from dajuan.systems.permits.promises import Promise
from dajuan.systems.permits.promising import Asked, Found, found_good, handed_in, made, revoked, to_mend
from dajuan.web.access.enterprises import speaks_for
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.permits.seen import facts, known_at, materials, settings

_TRIES = 20
"""Numbers that others may take while we look."""
CHECKS: dict[str, Callable[[Promise, Found], Draft]] = {"kept": found_good, "mend": to_mend, "revoke": revoked}


def may_record(viewer: Viewer, thing: Thing) -> bool:
    return viewer.may(Action.RECORD, thing)


def may_hand_in(viewer: Viewer, enterprise: str, thing: Thing) -> bool:
    """The office's desk, or the firm itself."""
    return may_record(viewer, thing) or speaks_for(viewer, enterprise)


def may_check(viewer: Viewer, thing: Thing) -> bool:
    """Another person than who entered it, which the ledger holds to."""
    return viewer.may(Action.VERIFY, thing)


def happening_named(key: str) -> Happening:
    """Raises :class:`RefusedError` naming those there are."""
    some = happenings()
    if key not in some:
        known = "、".join(some)
        raise RefusedError([Trouble("value", f"没有“{key}”；有 {known}", f"there is no '{key}'; there are {known}", field="what")])  # fmt: skip
    return some[key]


def note_moment(
    viewer: Viewer, case: Case, thing: Thing, *, what: Happening, at: datetime, evidence: Sequence[Evidence] = (), note: str = "", key: str = ""
) -> None:  # fmt: skip
    """Raises ``PermissionDenied``, :class:`RefusedError`."""
    must(may_record(viewer, thing))
    _once(viewer, key, lambda: noted(case, what, at, settings(), on=served().today(), evidence=evidence, note=note))


def start(
    viewer: Viewer, case: Case, thing: Thing, *, on: date, evidence: Sequence[Evidence] = (), note: str = "", key: str = ""
) -> None:  # fmt: skip
    must(may_record(viewer, thing))
    _once(viewer, key, lambda: [started(case, on, settings(), evidence=evidence, note=note)])


def material_named(code: str) -> Material:
    """Raises :class:`RefusedError` where the list has none."""
    found = next((one for one in materials() if one.code == code), None)
    if found is None:
        raise RefusedError([Trouble("value", f"清单里没有材料“{code}”", f"the list has no material '{code}'", field="material")])  # fmt: skip
    return found


def hand_in_paper(
    viewer: Viewer, case: Case, thing: Thing, *, evidence: Sequence[Evidence], note: str = "", key: str = ""
) -> None:  # fmt: skip
    """A material of the list comes in: as evidence of the kind that it is called."""
    must(may_hand_in(viewer, case.enterprise, thing))
    if not evidence:
        raise RefusedError([Trouble("required", "没有选文件", "no file was chosen", field="evidence")])
    draft = Draft(
        programme=CASES, subject=case.code, kind="attached", effective_on=served().today(), evidence=tuple(evidence), note=note,
    )  # fmt: skip
    _once(viewer, key, lambda: [draft])


def promise(viewer: Viewer, case: Case, thing: Thing, asked: Asked, *, key: str = "") -> str:
    """Its code; sent again under its ``key``, the one it got."""
    must(may_record(viewer, thing))
    if before := _before(key):
        return before[0]
    for attempt in range(_TRIES):
        known = known_at(Moment())
        code = _next_code(list(known.promises), served().today(), attempt)
        drafts = made(asked, case, code, materials(), facts(case), known.every_promise, on=served().today())
        try:
            append(served().ledger, keyed(drafts, key), actor=viewer.actor)
        except RefusedError as error:
            if attempt + 1 == _TRIES or all(one.code != "subject-exists" for one in error.troubles):
                raise
            continue
        return code
    raise AssertionError


def _next_code(known: Sequence[str], today: date, ahead: int) -> str:
    stem = f"CN-{today.year}-"
    taken = [int(code.removeprefix(stem)) for code in known if code.startswith(stem)]
    return f"{stem}{max(taken, default=0) + 1 + ahead:03}"


def hand_in(viewer: Viewer, one: Promise, thing: Thing, *, evidence: Sequence[Evidence], key: str = "") -> None:
    """What was promised comes in."""
    must(may_hand_in(viewer, one.enterprise, thing))
    material = next((it for it in materials() if it.code == one.fields.text("material")), None)
    _once(viewer, key, lambda: handed_in(one, served().today(), evidence, material=material))


def check(viewer: Viewer, one: Promise, thing: Thing, *, outcome: str, found: Found, key: str = "") -> None:
    must(may_check(viewer, thing))
    if outcome not in CHECKS:
        known = "、".join(CHECKS)
        raise RefusedError([Trouble("value", f"核查结论是 {known} 之一", f"the outcome is one of {known}", field="outcome")])  # fmt: skip
    _once(viewer, key, lambda: [CHECKS[outcome](one, found)])


def must(allowed: bool) -> None:
    """Raises ``PermissionDenied``. A page asks before it keeps the files that were sent."""
    if not allowed:
        raise PermissionDenied


def _before(key: str) -> list[str]:
    """The subjects that a request sent before under this key wrote of."""
    return list(dict.fromkeys(one.subject for _, one in recorded_under(served().ledger, key=key))) if key else []


def _once(viewer: Viewer, key: str, drafts: Callable[[], list[Draft]]) -> None:
    if not _before(key):
        append(served().ledger, keyed(drafts(), key), actor=viewer.actor)
