"""What can be asked of the ledger: entries, subjects, the log as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from dajuan.ledger.entry import Entry, entry_of, timestamp
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.state import State, concerning
from dajuan.ledger.states import states_of
from dajuan.ledger.store import PackVersion


def size_of(ledger: Ledger, *, known_at: datetime | None = None) -> int:
    """How many entries the log has, or had at a moment."""
    with ledger.store.reading() as reader:
        return reader.head().size if known_at is None else reader.size_at(timestamp(known_at))


def is_recorded(ledger: Ledger, *, key: str) -> bool:
    """Whether a request with this key has been recorded; see :func:`~dajuan.ledger.entry.keyed`."""
    first = f"{key}/0"
    with ledger.store.reading() as reader:
        return first in reader.with_keys([first])


def recorded_under(ledger: Ledger, *, key: str) -> list[tuple[int, Entry]]:
    """What a request with this key has recorded, empty before: one append wrote it, so it stands together in the log."""
    with ledger.store.reading() as reader:
        first = reader.with_keys([f"{key}/0"]).get(f"{key}/0")
        found: list[tuple[int, Entry]] = []
        for row in reader.rows(first, reader.head().size) if first is not None else ():
            entry = entry_of(row.data)
            if entry.key.startswith(f"{key}/"):
                found.append((row.seq, entry))
            elif entry.kind != "declared":
                break
        return found


def entries_between(ledger: Ledger, *, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Entry]]:
    """Entries by their place in the log."""
    with ledger.store.reading() as reader:
        for row in reader.rows(start, reader.head().size if stop is None else stop):
            yield row.seq, entry_of(row.data)


def entries_at(ledger: Ledger, *, seqs: Iterable[int]) -> list[tuple[int, Entry]]:
    """These entries, in this order, but for those that the log does not have."""
    wanted = [*seqs]
    with ledger.store.reading() as reader:
        found = {row.seq: entry_of(row.data) for row in reader.rows_at(wanted)}
    return [(seq, found[seq]) for seq in wanted if seq in found]


def entries_of_subject(ledger: Ledger, *, programme: str, subject: str) -> list[tuple[int, Entry]]:
    """All that was ever recorded about a subject, withdrawn and corrected entries too."""
    with ledger.store.reading() as reader:
        return [(row.seq, entry_of(row.data)) for row in reader.of_subjects(programme, [subject])]


def entries_of_subjects(
    ledger: Ledger, *, programme: str, subjects: Iterable[str], size: int | None = None
) -> dict[str, list[tuple[int, Entry]]]:
    """Of each of these subjects all that was recorded about it, and what was said of that with the whole programme's, in
    the log's order; ``size`` looks at the log's beginning only."""
    found: dict[str, list[tuple[int, Entry]]] = {subject: [] for subject in ("", *subjects)}
    with ledger.store.reading() as reader:
        for row in reader.of_subjects(programme, list(found)):
            if size is None or row.seq < size:
                entry = entry_of(row.data)
                found[entry.subject].append((row.seq, entry))
    wide = sorted(found.pop(""), key=_place)
    return {
        subject: sorted([*own, *concerning((seq for seq, _ in own), wide)], key=_place)
        for subject, own in found.items()
    }


def _place(one: tuple[int, Entry]) -> int:
    return one[0]


def pack_versions(ledger: Ledger, *, programme: str) -> list[PackVersion]:
    """A programme as it was under each version that entries were written under."""
    with ledger.store.reading() as reader:
        return [one for one in reader.packs() if one.programme == programme]


def state_of_subject(ledger: Ledger, *, programme: str, subject: str) -> State:
    """What a subject is by now; one never heard of has no ``opened``."""
    with ledger.store.reading() as reader:
        return states_of(reader, [(programme, subject)])[programme, subject]


def states_as_known(ledger: Ledger, *, programme: str, subjects: Iterable[str], size: int) -> dict[str, State]:
    """These subjects as the log's first ``size`` entries have them."""
    states: dict[str, State] = {}
    for subject, entries in entries_of_subjects(ledger, programme=programme, subjects=subjects, size=size).items():
        states[subject] = State(programme, subject)
        for seq, entry in entries:
            states[subject].take(seq, entry)
    return states


def states_of_programme(ledger: Ledger, *, programme: str, size: int | None = None) -> dict[str, State]:
    """Every subject of a programme, in the order in which they came; ``size`` looks at the log's beginning only."""
    states: dict[str, State] = {}
    wide: list[tuple[int, Entry]] = []
    with ledger.store.reading() as reader:
        for row in reader.of_programme(programme):
            if size is not None and row.seq >= size:
                break
            entry = entry_of(row.data)
            if not entry.subject:
                wide.append((row.seq, entry))
                continue
            state = states.get(entry.subject)
            if state is None:
                state = states[entry.subject] = State(programme, entry.subject)
            state.take(row.seq, entry)
    for state in states.values():
        for seq, entry in wide:
            state.take(seq, entry)
    return states


def states_on(ledger: Ledger, *, programme: str, as_of: date | None = None, size: int | None = None) -> list[State]:
    """Every subject of a programme as it was on a day; as it is, where none is named."""
    states = states_of_programme(ledger, programme=programme, size=size).values()
    return list(states) if as_of is None else [one.seen(as_of=as_of) for one in states]
