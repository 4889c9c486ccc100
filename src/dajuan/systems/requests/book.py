"""The requests of a ledger in hand: read once, then those that something was written about since."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import date

from dajuan.ledger.entry import entry_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_between, entries_of_subjects, size_of
from dajuan.ledger.state import State
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.alike import Asked, Corpus
from dajuan.systems.requests.case import Case, case_of

_AT_ONCE = 2000
"""Requests whose entries are in memory at one time."""


class Book:
    """Every request as it is by now. Threads may ask at once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._cases: dict[str, Case] = {}
        self._size = 0
        self._corpus: tuple[frozenset[Asked], Corpus] | None = None

    def cases(self) -> dict[str, Case]:
        """By code, with all entries taken in."""
        with self._lock:
            self._follow()
            return self._cases

    def corpus(self) -> Corpus:
        """Those that stand, made ready to be compared; made again when others stand or say something else."""
        some = frozenset(map(asked_of, standing_of(self.cases().values())))
        with self._lock:
            if self._corpus is None or self._corpus[0] != some:
                self._corpus = some, Corpus(sorted(some))
            return self._corpus[1]

    def _follow(self) -> None:
        size = size_of(self.ledger)
        if size == self._size:
            return
        changed = _codes(self.ledger) if not self._size else self._changed(size)
        fresh = dict(self._cases)
        for code, one in _folded(self.ledger, changed, size=size):
            if one is None:
                fresh.pop(code, None)
            else:
                fresh[code] = one
        self._cases, self._size = fresh, size

    def _changed(self, size: int) -> set[str]:
        """Requests that something was written about; an entry about the whole programme may speak of any."""
        found = {
            entry.subject
            for _, entry in entries_between(self.ledger, start=self._size, stop=size)
            if entry.programme == PROGRAMME and entry.kind != "declared"
        }
        return _codes(self.ledger) if "" in found else found


def cases_of(ledger: Ledger, *, as_of: date | None = None, size: int | None = None) -> list[Case]:
    """Every request as it was on a day, as the log's first ``size`` entries have it."""
    folded = _folded(ledger, _codes(ledger), as_of=as_of, size=size)
    return [one for _, one in folded if one is not None]


def standing_of(cases: Iterable[Case]) -> Iterator[Case]:
    """Without those that were merged or taken back."""
    return (one for one in cases if one.stage not in {"merged", "retracted"})


def asked_of(case: Case) -> Asked:
    return Asked(case.code, case.enterprise or case.said("enterprise-name"), f"{case.name}。{case.said('what')}")


def _codes(ledger: Ledger) -> set[str]:
    with ledger.store.reading() as reader:
        return {entry.subject for row in reader.of_programme(PROGRAMME) if (entry := entry_of(row.data)).subject}


def _folded(
    ledger: Ledger, codes: Iterable[str], *, as_of: date | None = None, size: int | None = None
) -> Iterator[tuple[str, Case | None]]:
    wanted = sorted(codes)
    for at in range(0, len(wanted), _AT_ONCE):
        some = entries_of_subjects(ledger, programme=PROGRAMME, subjects=wanted[at : at + _AT_ONCE], size=size)
        for code, entries in some.items():
            state = State(PROGRAMME, code)
            for seq, entry in entries:
                state.take(seq, entry)
            yield code, case_of(state if as_of is None else state.seen(as_of=as_of))
