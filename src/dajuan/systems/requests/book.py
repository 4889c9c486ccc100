"""The requests of a ledger in hand: read once, then those that something was written about since."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dajuan.ledger.entry import entry_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_between, size_of, states_as_known
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
        self._corpus = Corpus([])
        self._compared: Mapping[str, Case] = self._cases
        """Those that the corpus was last looked through for."""

    def cases(self) -> dict[str, Case]:
        """By code, with all entries taken in."""
        with self._lock:
            self._follow()
            return self._cases

    def corpus(self) -> Corpus:
        """Those that stand, made ready to be compared; made again when others stand or say something else."""
        with self._lock:
            self._follow()
            if self._compared is not self._cases:
                some = {asked_of(one) for one in self._cases.values() if one.stands}
                if some != set(self._corpus.some.values()):
                    self._corpus = Corpus(sorted(some))
                self._compared = self._cases
            return self._corpus

    def _follow(self) -> None:
        size = size_of(self.ledger)
        if size == self._size:
            return
        changed = _codes(self.ledger) if not self._size else self._changed(size)
        if changed:
            fresh = dict(self._cases)
            for code, one in _folded(self.ledger, changed, size=size):
                if one is None:
                    fresh.pop(code, None)
                else:
                    fresh[code] = one
            self._cases = fresh
        self._size = size

    def _changed(self, size: int) -> set[str]:
        """Requests that something was written about; an entry about the whole programme may speak of any."""
        found = {
            entry.subject
            for _, entry in entries_between(self.ledger, start=self._size, stop=size)
            if entry.programme == PROGRAMME and entry.kind != "declared"
        }
        return _codes(self.ledger) if "" in found else found


def cases_of(
    ledger: Ledger, *, only: Iterable[str] | None = None, as_of: date | None = None, size: int | None = None
) -> list[Case]:
    """Every request, or those of these codes, as it was on a day, as the log's first ``size`` entries have it."""
    codes = _codes(ledger) if only is None else only
    folded = _folded(ledger, codes, as_of=as_of, size=size_of(ledger) if size is None else size)
    return [one for _, one in folded if one is not None]


def asked_of(case: Case) -> Asked:
    return Asked(
        case.code, case.enterprise or case.fields.text("enterprise-name"), f"{case.name}。{case.fields.text('what')}"
    )


def _codes(ledger: Ledger) -> set[str]:
    with ledger.store.reading() as reader:
        return {entry.subject for row in reader.of_programme(PROGRAMME) if (entry := entry_of(row.data)).subject}


def _folded(
    ledger: Ledger, codes: Iterable[str], *, size: int, as_of: date | None = None
) -> Iterator[tuple[str, Case | None]]:
    wanted = sorted(codes)
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        for code, state in states_as_known(ledger, programme=PROGRAMME, subjects=some, size=size).items():
            yield code, case_of(state if as_of is None else state.seen(as_of=as_of))
