"""The states of several subjects, out of the store: what appending judges by and reading shows."""

from __future__ import annotations

from collections.abc import Iterable

from dajuan.ledger.entry import Entry, entry_of
from dajuan.ledger.state import State
from dajuan.ledger.store import Reader

Subject = tuple[str, str]
"""Programme and code."""
_ENTRIES = list[tuple[int, Entry]]


class States:
    """Subjects as the log has them, and as entries not yet written would leave them.

    The log is asked for many subjects at once; one is folded when somebody wants to see it. An import brings in a
    hundred thousand of which the log has never heard, and of those nobody looks at more than that.
    """

    def __init__(self, reader: Reader, subjects: Iterable[Subject]) -> None:
        self._reader = reader
        self._looked_for: dict[str, set[str]] = {}
        self._logged: dict[Subject, _ENTRIES] = {}
        self._taken: dict[Subject, list[tuple[int, bytes]]] = {}
        """Entries that are not in the log yet, and not folded."""
        self._folded: dict[Subject, State] = {}
        self.look_for(subjects)

    def look_for(self, subjects: Iterable[Subject]) -> None:
        """Read what the log has of these, where that was not done yet."""
        wanted: dict[str, dict[str, None]] = {}
        for programme, code in subjects:
            wanted.setdefault(programme, {})[code] = None
        for programme, codes in wanted.items():
            before = self._looked_for.setdefault(programme, set())
            new = [code for code in asked_of(codes) if code not in before]
            before.update(new)
            for row in self._reader.of_subjects(programme, new):
                entry = entry_of(row.data)
                self._logged.setdefault((programme, entry.subject), []).append((row.seq, entry))

    def __getitem__(self, subject: Subject) -> State:
        """The state of a subject that was looked for; of one never heard of, an empty one."""
        state = self._folded.get(subject)
        if state is None:
            state = self._folded[subject] = State(*subject)
            own = self._logged.get(subject, []) if subject[1] else []
            for seq, entry in own + self._logged.get((subject[0], ""), []):
                state.take(seq, entry)
        for seq, data in self._taken.pop(subject, ()):
            state.take(seq, entry_of(data))
        return state

    def is_new(self, subject: Subject) -> bool:
        """Whether nothing is known of a subject that was looked for, neither by the log nor by what was taken since."""
        return subject not in self._logged and subject not in self._taken and subject not in self._folded

    def last_logged(self, subject: Subject) -> int:
        """The newest entry that the log has about a subject; -1 for none."""
        entries = self._logged.get(subject)
        return entries[-1][0] if entries else -1

    def take(self, subject: Subject, seq: int, data: bytes) -> None:
        """The bytes of an entry about one of the subjects that is to stand at a place in the log."""
        self._taken.setdefault(subject, []).append((seq, data))


def states_of(reader: Reader, subjects: Iterable[Subject]) -> dict[Subject, State]:
    """The state of each of these subjects."""
    asked = list(subjects)
    states = States(reader, asked)
    return {subject: states[subject] for subject in asked}


def asked_of(subjects: Iterable[str]) -> list[str]:
    """What the store is asked for to know these subjects: entries about the whole programme count for each of them."""
    return list(dict.fromkeys(["", *subjects]))
