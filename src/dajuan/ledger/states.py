"""The states of several subjects, out of the store: what appending judges by and reading shows."""

from __future__ import annotations

from collections.abc import Iterable

from dajuan.ledger.entry import entry_of
from dajuan.ledger.state import State
from dajuan.ledger.store import Reader

Subject = tuple[str, str]
"""Programme and code."""


def states_of(reader: Reader, subjects: Iterable[Subject]) -> dict[Subject, State]:
    """The state of each of these subjects."""
    wanted: dict[str, dict[str, State]] = {}
    for programme, subject in subjects:
        wanted.setdefault(programme, {}).setdefault(subject, State(programme, subject))
    for programme, states in wanted.items():
        wide = []
        for row in reader.of_subjects(programme, asked_of(states)):
            entry = entry_of(row.data)
            if entry.subject:
                states[entry.subject].take(row.seq, entry)
            else:
                wide.append((row.seq, entry))
        for state in states.values():
            for seq, entry in wide:
                state.take(seq, entry)
    return {(programme, subject): state for programme, states in wanted.items() for subject, state in states.items()}


def asked_of(subjects: Iterable[str]) -> list[str]:
    """What the store is asked for to know these subjects: entries about the whole programme count for each of them."""
    return list(dict.fromkeys(["", *subjects]))
