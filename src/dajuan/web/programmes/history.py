"""A subject's life as its page tells it: what is known and since when, each entry with both its times and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.state import Held, State
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Field, Language, Programme
from dajuan.programmes.values import show_value


class Fact(NamedTuple):
    """A field and its level: the day from which it holds, the entry that says so."""

    field: Field
    shown: str
    held: Held
    verified: bool
    written: str = ""
    reference: tuple[str, str] | None = None
    """Of a reference: programme and code."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry. ``verified_by`` are those who verified it, ``ended_by`` the entry that withdrew or replaced it."""

    seq: int
    entry: Entry
    words: str
    evidence: tuple[Evidence, ...]
    verified_by: tuple[tuple[str, int], ...] = ()
    ended_by: int | None = None
    is_replaced: bool = False
    stands: bool = True
    """Whether it counts at the moment that the page shows."""

    @property
    def is_dead(self) -> bool:
        return self.ended_by is not None


class Step(NamedTuple):
    """A stage on the way: when it was last reached, by which entry; ``now``: it is there."""

    key: str
    name: str
    on: date | None
    seq: int | None
    now: bool
    waits: bool
    """It counts once another person has verified it."""
    side: bool


def facts(state: State, programme: Programme, language: Language) -> list[Fact]:
    """In the pack's order; those the pack no longer has are told by their entries."""
    levels = state.levels()
    found = []
    for key, field in programme.fields.items():
        if key not in levels:
            continue
        held = levels[key]
        entry = state.entries[held.seq]
        reference = None
        if field.type == "reference":
            to, _, code = str(held.value).partition("/")
            reference = to, code
        shown = show_value(field, held.value, language)
        found.append(Fact(field, shown, held, state.is_verified(held.seq), entry.written.get(key, ""), reference))
    return found


def steps(state: State, programme: Programme, language: Language) -> list[Step]:
    """The stages of the way, and of the side stages those it was in."""
    stage, reached = state.stage, {str(held.value) for held in state.moves()}
    line = []
    for key, one in programme.stages.items():
        if one.side and key not in reached:
            continue
        held = state.last_move(key)
        waits = held is not None and one.needs.reviewer and not state.is_verified(held.seq)
        is_now = stage is not None and stage.value == key
        line.append(
            Step(
                key,
                one.name.said(language),
                held.on if held else None,
                held.seq if held else None,
                is_now,
                waits,
                one.side,
            )
        )
    return line


def timeline(
    entries: Sequence[tuple[int, Entry]],
    seen: State,
    packs: Mapping[int, Programme],
    language: Language,
    *,
    subject: str,
    size: int | None,
) -> list[Told]:
    """Every entry that was known (``size``), the newest first. ``seen``: the state that the page shows."""
    known = [(seq, entry) for seq, entry in entries if size is None or seq < size]
    ended: dict[int, tuple[int, bool]] = {}
    checked: dict[int, list[tuple[str, int]]] = {}
    by_seq = dict(known)
    for seq, entry in known:
        if entry.replaces is not None:
            ended.setdefault(entry.replaces, (seq, True))
        if entry.about is None:
            continue
        for other in range(entry.about[0], entry.about[1] + 1):
            if other not in by_seq or other >= seq:
                continue
            if entry.kind == "withdrawn":
                ended.setdefault(other, (seq, False))
            elif entry.kind == "verified" and by_seq[other].actor != entry.actor:
                checked.setdefault(other, []).append((entry.actor, seq))
    told = []
    for seq, entry in reversed(known):
        by, replaced = ended.get(seq, (None, False))
        checks = tuple((who, at) for who, at in checked.get(seq, ()) if at not in ended)
        words = happened(entry, packs.get(entry.version), language)
        stands = by is None and (seq in seen.entries or entry.kind in {"verified", "withdrawn"})
        told.append(Told(seq, entry, words, entry.evidence, checks, by, replaced, stands))
    return told


class Period(NamedTuple):
    """The amounts of a period, by field."""

    end: date
    values: Mapping[str, Held]


def periods(state: State, programme: Programme) -> list[Period]:
    """Every period of which amounts were recorded, in order of time."""
    found: dict[date, dict[str, Held]] = {}
    for seq, entry in state.entries.items():
        if entry.kind == "measured":
            for key, value in entry.fields.items():
                if key in programme.fields:
                    found.setdefault(entry.effective_on, {})[key] = Held(value, entry.effective_on, seq)
    return [Period(day, found[day]) for day in sorted(found)]
