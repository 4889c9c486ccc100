"""What was said later of an entry: that it was verified, replaced or withdrawn, and by which entries.

The rules are those of ``state``: an entry about others speaks of those before it, and of its own subject's only if it has
one; one that is dead speaks no longer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from dajuan.ledger.entry import Entry


class Later(NamedTuple):
    """Entries by their place in the log. ``verified_by``: those of other people than its author, that still count."""

    verified_by: tuple[int, ...] = ()
    replaced_by: int | None = None
    withdrawn_by: int | None = None

    @property
    def counts(self) -> bool:
        return self.replaced_by is None and self.withdrawn_by is None


def later(entries: Iterable[tuple[int, Entry]]) -> dict[int, Later]:
    """Of each of these entries: all about one subject, and those about its whole programme, in the log's order."""
    known: dict[int, Entry] = {}
    seqs: list[int] = []
    said: dict[int, Later] = {}
    for seq, entry in entries:
        meant = [one for one in _about(seqs, entry) if _speaks_of(entry, one, known, said)]
        if entry.kind == "withdrawn":
            for one in meant:
                said[one] = said[one]._replace(withdrawn_by=seq)
        elif entry.kind == "verified":
            for one in meant:
                if known[one].actor != entry.actor:
                    said[one] = said[one]._replace(verified_by=(*said[one].verified_by, seq))
        if entry.replaces is not None and _speaks_of(entry, entry.replaces, known, said):
            said[entry.replaces] = said[entry.replaces]._replace(replaced_by=seq)
        known[seq], said[seq] = entry, Later()
        seqs.append(seq)
    return {
        seq: one._replace(verified_by=tuple(by for by in one.verified_by if said[by].counts))
        for seq, one in said.items()
    }


def _about(seqs: list[int], by: Entry) -> list[int]:
    """Those of these places, which ascend, that an entry names."""
    if by.about is None:
        return []
    first, last = by.about
    return seqs[bisect_left(seqs, first) : bisect_right(seqs, last)]


def _speaks_of(by: Entry, seq: int, known: dict[int, Entry], said: dict[int, Later]) -> bool:
    """Whether an entry is one that still counts and that another can speak of."""
    one = known.get(seq)
    if one is None or one.kind in {"withdrawn", "declared"} or not said[seq].counts:
        return False
    return not by.subject or one.subject == by.subject
