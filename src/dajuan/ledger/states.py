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
        wide = [(row.seq, entry_of(row.data)) for row in reader.of_subjects(programme, [""])]
        for row in reader.of_subjects(programme, [subject for subject in states if subject]):
            entry = entry_of(row.data)
            states[entry.subject].take(row.seq, entry)
        for state in states.values():
            for seq, entry in wide:
                state.take(seq, entry)
    return {(programme, subject): state for programme, states in wanted.items() for subject, state in states.items()}
