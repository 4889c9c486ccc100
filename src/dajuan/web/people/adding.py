"""Adding one person from the command line: how a new zone gets its first administrator."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import role_called, roles
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Grant, Organisation, Person, handed_out_password


def add_person(
    zone: str, *, username: str, name: str, organisation: str, title: str = "", grants: Sequence[str] = ()
) -> str:
    """Returns the first password. ``grants`` are ``role`` or ``role@organisation``, the role by its key or its
    Chinese name (``管理@园区``). Raises :class:`LedgerError`."""
    if Person.objects.filter(username=username).exists():
        raise LedgerError(f"用户名 {username} 已有人用", f"the user name {username} is taken")
    split = [(role, at or organisation) for role, _, at in (one.partition("@") for one in grants)]
    unknown = [role for role, _ in split if role_called(role) is None]
    if unknown:
        known = "、".join(f"{role.name.zh} {key}" for key, role in roles().items())
        raise LedgerError(
            f"没有角色 {'、'.join(unknown)}；有 {known}",
            f"no role {', '.join(unknown)}; there are {', '.join(roles())}",
        )
    password = handed_out_password()
    with transaction.atomic():
        root, _ = Organisation.objects.get_or_create(name=zone)
        own = _organisation(organisation, root)
        person = Person.objects.create_user(
            username, password, name=name, organisation=own, title=title, handed_out_at=timezone.now()
        )
        held = [(role_called(role), _organisation(at, root)) for role, at in split]
        for role, at in held:
            if role:
                Grant.objects.create(person=person, role=role.key, organisation=at)
        note_change("person-added", person.actor, by=None, after={"roles": list(grants)})
    return password


def _organisation(name: str, root: Organisation) -> Organisation:
    if name in {root.name, "园区", "zone"}:
        return root
    return Organisation.objects.get_or_create(name=name, defaults={"parent": root})[0]
