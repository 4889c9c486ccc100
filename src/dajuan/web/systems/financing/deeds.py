"""What may be done in financing, for pages and API alike: apply, take an application back, ask for consent, give and withdraw it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.read import recorded_under
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.subjects.row import Row
from dajuan.systems.financing.applications import APPLICATIONS, applied
from dajuan.systems.financing.consent import Case, Consent, asked, consents_of, given, institutions, withdrawn
from dajuan.systems.financing.matching import Need
from dajuan.systems.financing.products import PRODUCTS
from dajuan.systems.firms import every
from dajuan.web.access.enterprises import speaks_for
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.financing.seen import Applied, packs_needed, products_of
from dajuan.web.systems.financing.typed import fields_of

_OPEN = frozenset({"applied", "matched", "approved"})
"""Stages at which the firm may still take it back."""


def _before(key: str) -> list[str]:
    """The subjects that a request sent before under this key wrote of."""
    return list(dict.fromkeys(one.subject for _, one in recorded_under(served().ledger, key=key))) if key else []


# Applications -----------------------------------------------------------------------------------------------------


def may_apply(viewer: Viewer, firm: str) -> bool:
    """The firm itself; an office of the zone that serves it at its desk."""
    return speaks_for(viewer, firm) or (viewer.is_staff and viewer.may(Action.RECORD, _desk(viewer)))


def _desk(viewer: Viewer) -> Thing:
    return Thing((viewer.organisation,), programme=APPLICATIONS)


def apply_(viewer: Viewer, firm: Row, need: Need, *, product: str, purpose: str, key: str = "") -> str:
    """The new application's code; sent again under its ``key``, the one it got. ``product`` "": the zone finds one."""
    if not may_apply(viewer, firm.code):
        raise PermissionDenied(Action.RECORD)
    if before := _before(key):
        return before[0]
    fields = fields_of(need, purpose, packs_needed()[APPLICATIONS])
    offered = {one.code: one for one in products_of(viewer, Moment())}
    if product and product not in offered:
        raise _refused("product", f"没有在架产品“{product}”", f"no product '{product}' is on offer")
    fields["name"] = f"{firm.name} {offered[product].name}" if product else firm.name
    if product:
        fields |= {"product": f"{PRODUCTS}/{product}", "institution": offered[product].institution}
    if viewer.is_staff:
        fields["department"] = viewer.organisation
    today = served().today()
    stem = f"{today:%Y%m%d}.{firm.code}."
    known = [row.code for row in every(served().subjects(), APPLICATIONS) if row.code.startswith(stem)]
    drafts = applied(firm.code, fields, known, today)
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return drafts[0].subject


def may_withdraw(viewer: Viewer, one: Applied) -> bool:
    return one.row.stage in _OPEN and speaks_for(viewer, one.firm)


def withdraw(viewer: Viewer, one: Applied, *, note: str, key: str = "") -> None:
    if not speaks_for(viewer, one.firm):
        raise PermissionDenied(Action.RECORD)
    if _before(key):
        return
    if one.row.stage not in _OPEN:
        raise _refused(
            "stage", "已放款或已了结的申请不能撤回", "an application that is drawn or over is not taken back"
        )
    if not note.strip():
        raise _refused("note", "写明为什么撤回", "say why it is taken back")
    draft = Draft(
        programme=APPLICATIONS, subject=one.row.code, kind="moved", stage="withdrawn", effective_on=served().today(),
        note=note.strip()[:500],
    )  # fmt: skip
    append(served().ledger, keyed([draft], key), actor=viewer.actor)


# Consent ----------------------------------------------------------------------------------------------------------


def standing(firm: str, institution: str, some: Collection[str]) -> list[Consent]:
    """How these items stand with a member institution today. Raises :class:`RefusedError` where it is none."""
    here = served()
    members = institutions(here.subjects())
    if institution not in members:
        raise _refused("institution", f"会员里没有这家金融机构：{institution or '没有选'}", f"no institution {institution or '(none chosen)'} is a member")  # fmt: skip
    found = consents_of(here.subjects(), firm, {institution: members[institution]}, here.today())
    return [one for one in found if one.item in some]


def give(
    viewer: Viewer, firm: str, institution: str, some: Sequence[str], *, until: date, note: str, key: str = ""
) -> list[str]:
    """Consents for these items until a day; their codes. Nobody but the firm gives any."""
    if not speaks_for(viewer, firm):
        raise PermissionDenied(Action.RECORD)
    if before := _before(key):
        return before
    if not note.strip():
        raise _refused("note", "写明授权的用途", "say what it is for")
    found, on = standing(firm, institution, some), served().today()
    drafts = [
        draft
        for one in found
        for draft in given(
            firm, (institution, one.institution), one.item, until=until, on=on, note=note.strip()[:500], case=one.case
        )
    ]
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return [one.code for one in found]


def take_back(
    viewer: Viewer, firm: str, institution: str, some: Sequence[str], *, note: str, key: str = ""
) -> list[str]:
    """Withdraws what stands of these items; the codes. From this moment on nothing of them is shown."""
    if not speaks_for(viewer, firm):
        raise PermissionDenied(Action.RECORD)
    if before := _before(key):
        return before
    stand = [one for one in standing(firm, institution, some) if one.case in (Case.VALID, Case.EXPIRED)]
    if not stand:
        raise _refused("items", "这些数据项没有给过它授权，无可收回", "none of these items was consented to it")
    why = note.strip()[:500] or "企业收回授权 / withdrawn by the enterprise"
    drafts = [withdrawn(one.code, on=served().today(), note=why) for one in stand]
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return [one.code for one in stand]


def ask(viewer: Viewer, firm: str, some: Sequence[str], *, note: str, key: str = "") -> list[str]:
    """A bank asks an applicant for these items; those that it asked for or was told of already are left."""
    if viewer.institution is None or not viewer.may(Action.RECORD):
        raise PermissionDenied(Action.RECORD)
    if before := _before(key):
        return before
    if not note.strip():
        raise _refused("note", "写明为什么要看", "say why it is to be seen")
    code, _ = viewer.institution
    new = [one for one in standing(firm, code, some) if one.case is Case.NEVER]
    if not new:
        raise _refused("items", "这些数据项都已经请求过或授权过", "all of these were asked for or consented to before")
    today = served().today()
    drafts = [
        draft
        for one in new
        for draft in asked(firm, (code, one.institution), one.item, on=today, note=note.strip()[:500])
    ]
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return [one.code for one in new]


def _refused(field: str, zh: str, en: str) -> RefusedError:
    return RefusedError([Trouble("financing", zh, en, field=field)])
