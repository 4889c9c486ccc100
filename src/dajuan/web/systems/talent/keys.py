"""What administrators do with the keys of pseudonyms."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.systems.talent.pseudonyms import key_of
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.systems.talent.found import known_at
from dajuan.web.systems.talent.identities import ring, seal_again
from dajuan.web.systems.talent.models import SealedIdentity


class KeyState(NamedTuple):
    id: str
    since: str
    state: str
    """newest, earlier, missing or lost."""
    codes: int
    """People whose code was made with it."""
    identities: int
    """Those that are sealed under it."""


def key_states() -> list[KeyState]:
    keys, people = ring(), known_at().people
    codes = Counter(map(key_of, people))
    sealed = Counter(SealedIdentity.objects.values_list("key", flat=True))
    found = [
        KeyState(one.id, one.since, "newest" if one is keys.keys[-1] else "earlier", codes[one.id], sealed[one.id])
        for one in keys.keys
    ]
    gone = [(one, "missing") for one in sorted(keys.missing(people))] + [(one, "lost") for one in keys.lost]
    return [*found, *(KeyState(one, "", state, codes[one], sealed[one]) for one, state in gone)]


def renewed(by: Person) -> int:
    """A new key for whoever comes; identities are sealed anew under it. How many."""
    keys = ring()
    keys.refuse_without(known_at().people)
    keys.renew(served().today())
    note_change("pseudonym-key-new", "talent", by=by, after={"key": keys.keys[-1].id})
    return seal_again(keys)


def given_up(key: str, by: Person) -> None:
    """Raises :class:`RefusedError` for a key that is not missing."""
    keys = ring()
    if key not in keys.missing(known_at().people):
        raise RefusedError([Trouble("value", f"密钥 {key} 没有缺", f"the key {key} is not missing", field="key")])
    keys.give_up(key)
    note_change("pseudonym-key-lost", "talent", by=by, after={"key": key})
