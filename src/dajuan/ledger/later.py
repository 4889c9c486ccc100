"""What was said later of an entry: that it was verified, replaced or withdrawn, and by which entries.

The rules are those of ``state``: an entry about others speaks of those before it; one that is dead speaks no longer.
"""

from __future__ import annotations

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
    said: dict[int, Later] = {}
    for seq, entry in entries:
        if entry.kind == "withdrawn" and entry.about:
            for one in _among(known, said, entry.about):
                said[one] = said[one]._replace(withdrawn_by=seq)
        elif entry.kind == "verified" and entry.about:
            for one in _among(known, said, entry.about):
                if known[one].actor != entry.actor:
                    said[one] = said[one]._replace(verified_by=(*said[one].verified_by, seq))
        if entry.replaces is not None and entry.replaces in said and said[entry.replaces].counts:
            said[entry.replaces] = said[entry.replaces]._replace(replaced_by=seq)
        known[seq], said[seq] = entry, Later()
    return {
        seq: one._replace(verified_by=tuple(by for by in one.verified_by if said[by].counts))
        for seq, one in said.items()
    }


def _among(known: dict[int, Entry], said: dict[int, Later], about: tuple[int, int]) -> list[int]:
    """Of the entries from first to last those that are known, still count, and can be spoken of."""
    first, last = about
    return [one for one in known if first <= one <= last and said[one].counts and known[one].kind != "withdrawn"]
