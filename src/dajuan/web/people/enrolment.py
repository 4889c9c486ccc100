"""人员的增、改、停用和角色: what an administrator does with people, each change kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import roles
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Grant, Organisation, Person, handed_out_password
from dajuan.web.people.second_factor import take_off
from dajuan.web.words import Words

EDITED = ("name", "title", "email", "organisation", "enterprise")
NO_ROLES = Words("企业账号不带角色", "an enterprise's account holds no roles")


def enrol(*, username: str, by: Person, fields: Mapping[str, Any]) -> tuple[Person, str]:
    """Somebody new, and the first password, which is to be shown once."""
    organisation: Organisation = fields["organisation"]
    _refuse_closed(organisation)
    actor = f"{organisation.name} {fields['name']}"
    if Person.objects.filter(actor=actor).exists():
        raise LedgerError(*same_name(actor, fields["name"]))
    password = handed_out_password()
    with transaction.atomic():
        made = Person.objects.create_user(username, password, handed_out_at=timezone.now(), **fields)
        note_change("person-added", made.actor, by=by, after=_said(fields) | {"username": username})
    return made, password


def same_name(actor: str, name: str) -> Words:
    """Two people are never one actor."""
    return Words(
        f"台账里已有“{actor}”：同名的人，请在姓名后加区分（如 {name}2）",
        f"there is a '{actor}' already: tell them apart in the name",
    )


def edit(person: Person, *, by: Person, fields: Mapping[str, Any]) -> None:
    """``actor`` stays: entries go on naming them as they did."""
    before = {key: getattr(person, key) for key in EDITED}
    changed = {key: value for key, value in fields.items() if before[key] != value}
    if not changed:
        return
    if "organisation" in changed:
        _refuse_closed(changed["organisation"])
    if changed.get("enterprise") and person.grants.exists():
        raise LedgerError(f"{NO_ROLES.zh}：先收回", f"{NO_ROLES.en}: take them back first")
    with transaction.atomic():
        for key, value in changed.items():
            setattr(person, key, value)
        person.save()
        note_change(
            "person-changed",
            person.actor,
            by=by,
            before=_said({key: before[key] for key in changed}),
            after=_said(changed),
        )


def set_active(person: Person, active: bool, *, by: Person) -> None:
    if not active and person.pk == by.pk:
        raise LedgerError("不能停用自己", "you cannot deactivate yourself")
    if not active:
        _refuse_last(person)
    with transaction.atomic():
        person.is_active = active
        person.signed_out += 1
        person.save()
        note_change("person-activated" if active else "person-deactivated", person.actor, by=by)


def hand_out_password(person: Person, *, by: Person | None) -> str:
    """``by`` None: from the command line. A new password, shown once, to be replaced at its first use; whoever is signed in as them is out."""
    password = handed_out_password()
    with transaction.atomic():
        person.set_password(password)
        person.handed_out_at = timezone.now()
        person.save()
        Person.objects.filter(pk=person.pk).update(signed_out=F("signed_out") + 1)
        note_change("password-reset", person.actor, by=by)
    return password


def without_second_factor(person: Person, *, by: Person) -> None:
    """The telephone and the codes are lost."""
    take_off(person, by=by)


def give_role(person: Person, role: str, organisation: Organisation, *, by: Person) -> None:
    if role not in roles():
        raise LedgerError(f"没有角色 {role}", f"there is no role {role}")
    if person.enterprise:
        raise LedgerError(*NO_ROLES)
    _refuse_closed(organisation)
    with transaction.atomic():
        _, made = Grant.objects.get_or_create(person=person, role=role, organisation=organisation)
        if made:
            note_change("role-given", person.actor, by=by, after={"role": role, "at": organisation.name})


def take_role(grant: Grant, *, by: Person) -> None:
    if grant.role == "administer":
        _refuse_last(grant.person)
    with transaction.atomic():
        note_change("role-taken", grant.person.actor, by=by, before={"role": grant.role, "at": grant.organisation.name})
        grant.delete()


def _refuse_last(person: Person) -> None:
    """A zone always has somebody who can administer it."""
    others = Grant.objects.filter(role="administer", organisation__parent=None, person__is_active=True)
    if person.grants.filter(role="administer").exists() and not others.exclude(person=person).exists():
        raise LedgerError("这是最后一位全区的管理员", "this is the last administrator of the whole zone")


def _refuse_closed(organisation: Organisation) -> None:
    if organisation.closed_at:
        raise LedgerError(f"{organisation} 已停用", f"{organisation} is closed")


def _said(fields: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in fields.items()}
