"""What a subject is by now: a fold over its entries. Nothing here is kept; it can always be folded again.

What counts: an entry counts unless it was withdrawn or replaced. A replaced entry stays replaced even when its
replacement is withdrawn later: to go back, the fact is recorded again, so that there is always one entry to point to.
An entry about others speaks of those before it, and only of its subject's if it names one.
Among levels and stages the latest by (effective on, place in the log) holds.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from dajuan.ledger.entry import Entry, Evidence, Value
from dajuan.programmes.pack import Programme


class Held(NamedTuple):
    """A value, the day from which it holds, and the entry that says so."""

    value: Value
    on: date
    seq: int


class Fields(dict[str, Value]):
    """Levels by their fields, without the days from which they hold; each is read as what it is."""

    def text(self, key: str) -> str:
        """Empty where nothing was stated."""
        return str(self.get(key, ""))

    def number(self, key: str) -> int:
        """In the field's steps; 0 where nothing was stated."""
        return int(self.get(key, 0))

    def day(self, key: str) -> date | None:
        said = self.text(key)
        return date.fromisoformat(said) if said else None

    def moment(self, key: str) -> datetime | None:
        """By the clock of the place."""
        said = self.text(key)
        return datetime.fromisoformat(said) if said else None


class State:
    """One subject of one programme. Feed :meth:`take` its entries, and those about the whole programme, in log order."""

    __slots__ = ("checks", "dead", "entries", "last", "programme", "subject")

    def __init__(self, programme: str, subject: str) -> None:
        self.programme, self.subject = programme, subject
        self.entries: dict[int, Entry] = {}
        """Those that count, by their place in the log."""
        self.dead: set[int] = set()
        self.checks: list[tuple[int, int, str]] = []
        """What was verified: first, last, by whom."""
        self.last = -1
        """The newest entry about this subject, whatever its kind."""

    def take(self, seq: int, entry: Entry) -> None:
        if entry.subject == self.subject:
            self.last = seq
        if entry.kind == "withdrawn" and entry.about:
            self._bury(range(entry.about[0], min(entry.about[1] + 1, seq)), entry.subject)
        elif entry.kind == "verified" and entry.about:
            self.checks.append(_check(seq, entry))
        if entry.kind in {"withdrawn", "declared"}:
            return
        if entry.replaces is not None:
            self._bury((entry.replaces,), entry.subject)
        self.entries[seq] = entry

    def _bury(self, seqs: Iterable[int], by: str) -> None:
        """Entries that do not count any more; ``by`` is the subject of the entry that says so, empty if it is of all."""
        for seq in seqs:
            entry = self.entries.get(seq)
            if entry is None or (by and entry.subject != by):
                continue
            del self.entries[seq]
            self.dead.add(seq)
            if entry.kind == "verified" and entry.about:
                self.checks.remove(_check(seq, entry))

    def seen(self, *, as_of: date | None = None, verified: bool = False) -> State:
        """The same subject without what came into effect after a day, or without what nobody else has verified. What was
        withdrawn or corrected since does not count, whichever day it spoke of."""
        state = State(self.programme, self.subject)
        state.dead, state.checks, state.last = set(self.dead), list(self.checks), self.last
        state.entries = {
            seq: entry
            for seq, entry in self.entries.items()
            if (as_of is None or entry.effective_on <= as_of) and (not verified or self.is_verified(seq))
        }
        return state

    def is_verified(self, seq: int) -> bool:
        """Whether somebody other than its author has verified this entry."""
        entry = self.entries.get(seq)
        return entry is not None and any(
            first <= seq <= last and who != entry.actor for first, last, who in self.checks
        )

    @property
    def opened(self) -> int | None:
        """The entry that brought the subject in."""
        return next((seq for seq, entry in self.entries.items() if entry.kind == "opened"), None)

    @property
    def stage(self) -> Held | None:
        """The stage it is in."""
        return max(self.moves(), key=lambda held: held[1:], default=None)

    def moves(self, stage: str = "") -> list[Held]:
        """Every step it took, or every one to this stage, in the order recorded."""
        return [
            Held(e.stage, e.effective_on, seq)
            for seq, e in self.entries.items()
            if e.kind == "moved" and (not stage or e.stage == stage)
        ]

    def reached(self, stage: str) -> Held | None:
        """When it first reached a stage."""
        return min(self.moves(stage), key=lambda held: held[1:], default=None)

    def last_move(self, stage: str) -> Held | None:
        """When it last reached a stage."""
        return max(self.moves(stage), key=lambda held: held[1:], default=None)

    def level(self, field: str, on: date | None = None) -> Held | None:
        """The level of a field, now or on a day."""
        levels = [
            Held(e.fields[field], e.effective_on, seq)
            for seq, e in self.entries.items()
            if field in e.fields and e.kind != "measured" and (on is None or e.effective_on <= on)
        ]
        return max(levels, key=lambda held: held[1:], default=None)

    def levels(self) -> dict[str, Held]:
        """Every field that has a level."""
        found: dict[str, Held] = {}
        for seq, entry in self.entries.items():
            if entry.kind == "measured":
                continue
            for field, value in entry.fields.items():
                held = Held(value, entry.effective_on, seq)
                if field not in found or held[1:] > found[field][1:]:
                    found[field] = held
        return found

    def fields(self) -> Fields:
        """The levels themselves."""
        return Fields({key: held.value for key, held in self.levels().items()})

    def flow(self, field: str, on: date) -> Held | None:
        """The amount of the period that ends on a day."""
        for seq, entry in self.entries.items():
            if entry.kind == "measured" and entry.effective_on == on and field in entry.fields:
                return Held(entry.fields[field], on, seq)
        return None

    def evidence(self) -> dict[int, tuple[Evidence, ...]]:
        """The evidence, by the entry that brought it."""
        return {seq: entry.evidence for seq, entry in self.entries.items() if entry.evidence}

    def evidence_kinds(self) -> set[str]:
        return {one.kind for some in self.evidence().values() for one in some}

    @property
    def way(self) -> list[str]:
        """The stages it was moved to, in order of time."""
        return [str(held.value) for held in sorted(self.moves(), key=lambda held: held[1:])]

    def links(self) -> dict[str, Held]:
        """Relation → the subject linked to."""
        found: dict[str, Held] = {}
        for seq, entry in self.entries.items():
            for relation, other in entry.links.items():
                held = Held(other, entry.effective_on, seq)
                if relation not in found or held[1:] > found[relation][1:]:
                    found[relation] = held
        return found

    def linked_one(self, relation: str) -> str:
        """The code of the one that a relation leads to by now; "": it leads to none."""
        held = self.links().get(relation)
        return str(held.value).partition("/")[2] if held else ""

    def all_links(self) -> dict[str, tuple[str, ...]]:
        """Relation → the codes of all that it ever led to, in the order of the log."""
        found: dict[str, dict[str, None]] = {}
        for _, entry in sorted(self.entries.items()):
            for relation, other in entry.links.items():
                found.setdefault(relation, {})[other.partition("/")[2]] = None
        return {relation: tuple(others) for relation, others in found.items()}


def counting_moves(state: State, programme: Programme) -> list[Held]:
    """Its steps in order of time, but for those to a stage that wants a second person who has not looked yet: as figures
    count them."""
    waits = {key for key, stage in programme.stages.items() if stage.needs.reviewer}
    steps = [held for held in state.moves() if held.value not in waits or state.is_verified(held.seq)]
    return sorted(steps, key=lambda held: held[1:])


def concerning(own: Iterable[int], wide: Iterable[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Of the entries about a whole programme, in log order, those that speak of one of these or of one of themselves.

    A reviewer passes a stretch of the log at a time: after a year there are thousands, and a subject is in a few.
    """
    seqs, found = sorted(own), list[tuple[int, Entry]]()
    for seq, entry in wide:
        if entry.about is not None:
            place = bisect_left(seqs, entry.about[0])
            if place == len(seqs) or seqs[place] > min(entry.about[1], seq - 1):
                continue
        insort(seqs, seq)
        found.append((seq, entry))
    return found


def _check(seq: int, entry: Entry) -> tuple[int, int, str]:
    """What a verification speaks of, and whose it is: nobody has looked at what came after it."""
    assert entry.about is not None
    return entry.about[0], min(entry.about[1], seq - 1), entry.actor
