"""销号 close-outs: who struck an estate off, which paper proves it, and which second person has looked; those that wait for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Evidence
from dajuan.systems.housing.estate import CLOSED, Estate


class Closing(NamedTuple):
    estate: Estate
    on: date
    seq: int
    by: str
    checked_by: tuple[str, ...]
    """Others than who struck it off; empty: it waits, and the estate remains in the account."""
    evidence: tuple[Evidence, ...]


def closings(estates: Iterable[Estate]) -> list[Closing]:
    """Every one that was not withdrawn, those that wait first, then the newest."""
    found = [_closing(one, held.on, held.seq) for one in estates for held in one.state.moves(CLOSED)]
    return sorted(found, key=lambda one: (bool(one.checked_by), -one.on.toordinal(), one.estate.code))


def _closing(one: Estate, on: date, seq: int) -> Closing:
    entry = one.state.entries[seq]
    checked = {who: None for first, last, who in one.state.checks if first <= seq <= last and who != entry.actor}
    return Closing(one, on, seq, entry.actor, tuple(checked), entry.evidence)
