"""一档到底: one parcel's whole life from its entries: stages with their days and holders, certificates with their papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dajuan.ledger.entry import Evidence
from dajuan.ledger.state import Held, State
from dajuan.systems.land.parcels import GONE

CERTIFICATES: Mapping[str, str] = {
    "supplied": "contract-no",
    "land-permitted": "land-permit-no",
    "registered": "title-no",
    "works-permitted": "works-permit-no",
    "building-permitted": "building-permit-no",
    "completed": "completion-no",
    "titled": "building-title-no",
}
"""Stage → the field with the number of what it brings."""


class Spell(NamedTuple):
    """Days that somebody had it in hand, the last one not counted; ``until`` None: up to now."""

    holder: str
    since: date
    until: date | None
    days: int


class Step(NamedTuple):
    """A stage that was reached. ``days``: until the next, or until the day asked about; None of one that ends it."""

    stage: str
    on: date
    seq: int
    days: int | None
    spells: tuple[Spell, ...]


class Certificate(NamedTuple):
    """What a stage brought: its number, and the papers with the entry that brought each."""

    stage: str
    field: str
    number: str
    papers: tuple[tuple[int, Evidence], ...]


def steps(state: State, on: date) -> list[Step]:
    """In order of time. ``state``: as seen on that day."""
    moves = sorted(state.moves(), key=lambda held: held[1:])
    spells = hands(state, on)
    found = []
    for held, after in pairwise([*moves, None]):
        assert held is not None
        stage, last = str(held.value), after.on if after else on
        inside = tuple(one for spell in spells if (one := _within(spell, held.on, last, after is None)))
        days = None if stage in GONE else (last - held.on).days
        found.append(Step(stage, held.on, held.seq, days, inside))
    return found


def hands(state: State, on: date) -> list[Spell]:
    """Who had it, one after another; said again, it is the same spell."""
    runs: list[Held] = []
    for held in _holders(state):
        if not runs or runs[-1].value != held.value:
            runs.append(held)
    return [
        Spell(str(held.value), held.on, after.on if after else None, ((after.on if after else on) - held.on).days)
        for held, after in pairwise([*runs, None])
        if held is not None
    ]


def certificates(state: State) -> list[Certificate]:
    """Those that are there, in the order of stages. A paper belongs to the stage whose entry brought it."""
    levels, papers = state.levels(), state.evidence()
    found = []
    for stage, field in CERTIFICATES.items():
        own = tuple((held.seq, one) for held in state.moves(stage) for one in papers.get(held.seq, ()))
        number = str(levels[field].value) if field in levels else ""
        if own or number:
            found.append(Certificate(stage, field, number, own))
    return found


def _holders(state: State) -> list[Held]:
    told = [
        Held(entry.fields["holder"], entry.effective_on, seq)
        for seq, entry in state.entries.items()
        if "holder" in entry.fields
    ]
    return sorted(told, key=lambda held: held[1:])


def _within(spell: Spell, first: date, last: date, is_last: bool) -> Spell | None:
    """The part of a spell that lies in a stage. Who gets it on the day that a stage ends has it in the next one."""
    since, until = max(spell.since, first), min(spell.until or last, last)
    if since > until or (since == until and first < last and not is_last):
        return None
    return Spell(spell.holder, since, until, (until - since).days)
