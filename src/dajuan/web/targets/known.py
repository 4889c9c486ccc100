"""The targets in hand: folded once, then only those that an entry was written about since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from dajuan.answers.read import in_order, refuse_without_programme
from dajuan.answers.target import PROGRAMME, Target, target_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_between, state_of_subject, states_of_programme
from dajuan.ledger.state import State
from dajuan.web.moment import Moment
from dajuan.web.served import served

_MANY = 2000
"""Entries since from which reading all anew costs less than looking for those about targets."""
_PASTS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """The targets at a moment. ``states`` is what they were folded from, entries that came into effect later too."""

    ledger: Ledger
    size: int
    states: dict[str, State]
    targets: dict[str, Target]
    """By code, in the plan's order; those dropped are among them."""

    def years(self) -> list[int]:
        return sorted({one.year for one in self.targets.values()}, reverse=True)

    def of_year(self, year: int) -> list[Target]:
        return [one for one in self.targets.values() if one.year == year]

    def parts(self, code: str) -> list[Target]:
        return [one for one in self.targets.values() if one.part_of == code]


_lock = threading.Lock()
_now: Known | None = None
_pasts: OrderedDict[tuple[int, date | None], Known] = OrderedDict()


def known(moment: Moment) -> Known:
    """The targets as a page shows them. Raises ``LedgerError`` where the programme is not switched on."""
    global _now
    here = served()
    refuse_without_programme(here.ledger)
    size = here.size() if moment.size is None else moment.size
    with _lock:
        if moment.is_past:
            return _past(here.ledger, size, moment.as_of)
        if _now is None or _now.ledger is not here.ledger or _now.size > size:
            _now = _read(here.ledger, size, None)
        elif _now.size < size:
            _now = _followed(_now, size)
        return _now


def _past(ledger: Ledger, size: int, as_of: date | None) -> Known:
    key = size, as_of
    if key not in _pasts or _pasts[key].ledger is not ledger:
        _pasts[key] = _read(ledger, size, as_of)
        while len(_pasts) > _PASTS:
            _pasts.popitem(last=False)
    _pasts.move_to_end(key)
    return _pasts[key]


def _read(ledger: Ledger, size: int, as_of: date | None) -> Known:
    states = states_of_programme(ledger, programme=PROGRAMME, size=size)
    return _folded(ledger, size, states, {}, as_of or date.max)


def _folded(
    ledger: Ledger, size: int, states: dict[str, State], have: dict[str, Target], as_of: date = date.max
) -> Known:
    found = {
        code: one
        for code in sorted(states, key=in_order)
        if (one := have.get(code) or target_of(states[code], as_of)) is not None
    }
    return Known(ledger, size, states, found)


def _followed(before: Known, size: int) -> Known:
    """The entries since are looked through; a snapshot that another thread holds is left as it is."""
    if size - before.size > _MANY:
        return _read(before.ledger, size, None)
    moved: set[str] = set()
    for _, entry in entries_between(before.ledger, start=before.size, stop=size):
        if entry.programme == PROGRAMME:
            moved.add(entry.subject)
    if "" in moved:  # About the whole programme: any target may be another now.
        return _read(before.ledger, size, None)
    if not moved:
        return Known(before.ledger, size, before.states, before.targets)
    fresh = {code: state_of_subject(before.ledger, programme=PROGRAMME, subject=code) for code in moved}
    have = {code: one for code, one in before.targets.items() if code not in moved}
    return _folded(before.ledger, size, before.states | fresh, have)
