"""单位的增、改名、调整、停用: what an administrator does with the tree of organisations, each change kept."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dajuan.ledger.trouble import LedgerError
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Organisation, OrganisationName, Person


def add_organisation(*, name: str, parent: Organisation, short: str = "", by: Person) -> Organisation:
    """Raises :class:`LedgerError` where the name is taken, now or once."""
    name = _free(name)
    if parent.closed_at:
        raise LedgerError(f"{parent} 已停用", f"{parent} is closed")
    with transaction.atomic():
        made = Organisation.objects.create(name=name, parent=parent, short=short.strip())
        note_change("organisation-added", name, by=by, after={"parent": parent.name})
    return made


def rename_organisation(one: Organisation, *, name: str, short: str = "", by: Person) -> None:
    """Entries keep the old name; rights over what says it follow, because it stays known as a former one."""
    old, short = one.name, short.strip()
    if name.strip() == old:
        Organisation.objects.filter(pk=one.pk).update(short=short)
        return
    if one.parent is None:
        raise LedgerError("园区的名称写在 dajuan.toml 里", "the zone's own name is in dajuan.toml")
    name = _free(name, but=one)
    with transaction.atomic():
        OrganisationName.objects.filter(organisation=one, name=name).delete()
        OrganisationName.objects.create(organisation=one, name=old)
        one.name, one.short = name, short
        one.save()
        note_change("organisation-renamed", name, by=by, before={"name": old}, after={"name": name})


def move_organisation(one: Organisation, *, parent: Organisation, by: Person) -> None:
    if one.parent is None:
        raise LedgerError("园区没有上级", "the zone has nothing above it")
    above: Organisation | None = parent
    while above is not None:
        if above.pk == one.pk:
            raise LedgerError(f"{parent} 在 {one} 之下，不能当它的上级", f"{parent} is below {one}")
        above = above.parent
    if one.parent_id == parent.pk:
        return
    with transaction.atomic():
        note_change(
            "organisation-moved", one.name, by=by, before={"parent": one.parent.name}, after={"parent": parent.name}
        )
        one.parent = parent
        one.save()


def close_organisation(one: Organisation, *, by: Person) -> None:
    """Nobody may be left there: people are moved or deactivated first, so that none keeps rights unseen."""
    if one.parent is None:
        raise LedgerError("园区不能停用", "the zone cannot be closed")
    people = list(one.people.filter(is_active=True).values_list("name", flat=True)[:5])
    below = list(one.below.filter(closed_at=None).values_list("name", flat=True)[:5])
    held = one.grants.filter(person__is_active=True).count()
    if people or below or held:
        left = "、".join([*people, *below]) or f"{held} 个角色"
        raise LedgerError(
            f"{one} 还有 {left}：先调走、停用或收回",
            f"{one} still has {left}: move, deactivate or take them back first",
        )
    with transaction.atomic():
        one.closed_at = timezone.now()
        one.save()
        note_change("organisation-closed", one.name, by=by)


def open_organisation(one: Organisation, *, by: Person) -> None:
    with transaction.atomic():
        one.closed_at = None
        one.save()
        note_change("organisation-opened", one.name, by=by)


def _free(name: str, but: Organisation | None = None) -> str:
    name = name.strip()
    if not name:
        raise LedgerError("没有写名称", "there is no name")
    if not name.isprintable() or "、" in name:
        raise LedgerError("名称里不能有顿号和控制字符", "a name holds no 、 and no control characters")
    named = Organisation.objects.filter(name=name)
    taken = (named.exclude(pk=but.pk) if but else named).exists()
    once = OrganisationName.objects.filter(name=name).select_related("organisation").first()
    if once and but and once.organisation_id == but.pk:
        once = None  # back to a name of its own
    if taken or once:
        of = once.organisation.name if once else name
        raise LedgerError(f"“{name}”已是 {of} 的名称或曾用名", f"'{name}' is, or once was, the name of {of}")
    return name
