"""The programme and the subject that an address names, if the viewer may see them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.entry import Entry
from dajuan.ledger.read import entries_of_subject, pack_versions
from dajuan.ledger.state import State, concerning
from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import Programme
from dajuan.web.access.deeds import Whose, whose_state
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.served import served


class Found(NamedTuple):
    """A subject in hand. ``state`` is of now; ``entries`` are all about it, those that do not count too."""

    programme: Programme
    code: str
    state: State
    whose: Whose
    entries: Sequence[tuple[int, Entry]]
    size: int
    """Entries of the log when it was looked at: what a form hands back as ``seen``."""


def programme_called(code: str) -> Programme:
    programme = served().programmes.get(code)
    if programme is None:
        raise Http404
    return programme


def subject_called(viewer: Viewer, programme: str, code: str) -> Found:
    """Raises ``Http404`` where there is none, or none that this viewer may see."""
    declared = programme_called(programme)
    ledger = served().ledger
    size = served().size()
    entries = entries_of_subject(ledger, programme=programme, subject=code)
    if not entries:
        raise Http404
    wide = concerning((seq for seq, _ in entries), served().wide(programme, size))
    state = State(programme, code)
    for seq, entry in [*entries, *wide]:
        state.take(seq, entry)
    whose = whose_state(declared, state)
    if not viewer.may(Action.SEE, whose.thing):
        raise Http404
    about = [(seq, entry) for seq, entry in wide if entry.kind in {"verified", "withdrawn"}]
    return Found(declared, code, state, whose, sorted([*entries, *about], key=lambda one: one[0]), size)


def versions_of(programme: Programme) -> dict[int, Programme]:
    """The pack as it was under each version that entries were written under, and as it is now."""
    kept = pack_versions(served().ledger, programme=programme.code)
    return {one.version: _parsed(one.text) for one in kept} | {programme.version: programme}


@lru_cache(64)
def _parsed(text: str) -> Programme:
    return parse_pack(text)
