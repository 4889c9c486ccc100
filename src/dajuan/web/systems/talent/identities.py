"""The table of identities: kept sealed, opened to be masked, shown in full to who handles them, erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from dajuan.systems.talent.identity import Identity
from dajuan.systems.talent.pseudonyms import Ring, Sealed
from dajuan.web.served import served
from dajuan.web.systems.talent.models import Erasure, SealedIdentity

_AT_ONCE = 250
"""SQLite takes no more than a thousand values in a statement."""


def ring() -> Ring:
    """The zone's keys as they lie there just now."""
    return Ring(served().zone.folder)


def identities_of(codes: Collection[str]) -> dict[str, Identity]:
    """Of those that are kept and whose key is here."""
    keys = ring()
    opened = ((one.code, keys.open(one.code, Sealed(one.key, bytes(one.data)))) for one in _rows(codes))
    return {code: found for code, found in opened if found is not None}


def _rows(codes: Collection[str]) -> Iterable[SealedIdentity]:
    listed = list(codes)
    for start in range(0, len(listed), _AT_ONCE):
        yield from SealedIdentity.objects.filter(code__in=listed[start : start + _AT_ONCE])


def keep(some: Mapping[str, Identity], keys: Ring) -> None:
    """Those that are known to be so already stay as they are."""
    known = identities_of(some)
    sealed = {code: keys.seal(code, identity) for code, identity in some.items() if known.get(code) != identity}
    SealedIdentity.objects.bulk_create(
        [SealedIdentity(code=code, key=one.key, data=one.data) for code, one in sealed.items()],
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["key", "data", "at"],
    )


def erase(code: str, *, by: str, why: str) -> None:
    """删除权. The code and what the ledger says of it stay: all numbers add up as before."""
    with transaction.atomic():
        SealedIdentity.objects.filter(code=code).delete()
        Erasure.objects.update_or_create(code=code, defaults={"by": by, "why": why[:200]})


def erasure_of(code: str) -> Erasure | None:
    return Erasure.objects.filter(code=code).first()


def erased(codes: Collection[str]) -> set[str]:
    """Those that are so, and were not entered again."""
    gone = set(Erasure.objects.values_list("code", flat=True)) & set(codes)
    return gone - set(SealedIdentity.objects.values_list("code", flat=True))


def seal_again(keys: Ring) -> int:
    """All that can be opened, under the newest key; how many."""
    changed = []
    for row in SealedIdentity.objects.exclude(key=keys.keys[-1].id):
        identity = keys.open(row.code, Sealed(row.key, bytes(row.data)))
        if identity is not None:
            row.key, row.data = keys.seal(row.code, identity)
            changed.append(row)
    return SealedIdentity.objects.bulk_update(changed, ["key", "data"], batch_size=_AT_ONCE)
