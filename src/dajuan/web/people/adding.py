"""Adding one person from the command line: how a new zone gets its first administrator."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import roles
from dajuan.web.people.models import Grant, Organisation, Person


def add_person(
    zone: str, *, username: str, name: str, organisation: str, title: str = "", grants: Sequence[str] = ()
) -> str:
    """Returns the first password. ``grants`` are ``role`` or ``role@organisation``. Raises :class:`LedgerError`."""
    if Person.objects.filter(username=username).exists():
        raise LedgerError(f"用户名 {username} 已有人用", f"the user name {username} is taken")
    split = [(role, at or organisation) for role, _, at in (one.partition("@") for one in grants)]
    unknown = [role for role, _ in split if role not in roles()]
    if unknown:
        raise LedgerError(
            f"没有角色 {'、'.join(unknown)}；有 {'、'.join(roles())}",
            f"no role {', '.join(unknown)}; there are {', '.join(roles())}",
        )
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        root, _ = Organisation.objects.get_or_create(name=zone)
        own = _organisation(organisation, root)
        person = Person.objects.create_user(username, password, name=name, organisation=own, title=title)
        for role, at in split:
            Grant.objects.create(person=person, role=role, organisation=_organisation(at, root))
    return password


def _organisation(name: str, root: Organisation) -> Organisation:
    if name in {root.name, "园区", "zone"}:
        return root
    return Organisation.objects.get_or_create(name=name, defaults={"parent": root})[0]
