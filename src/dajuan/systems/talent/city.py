"""占全市比重: the zone's people of a kind over the city's, on the day of the city's number; both sides are entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.state import State
from dajuan.systems.talent import CITY
from dajuan.systems.talent.counts import Counts

ALL = "all"
"""Stands beside the kinds of titles: people of any."""


class Share(NamedTuple):
    """As last stated. ``by`` recorded it, in entry ``seq``."""

    kind: str
    zone: int
    city: int
    on: date
    source: str
    by: str
    seq: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.zone, self.city) if self.city else None


def shares(states: Iterable[State], on: date) -> list[Share]:
    seen = (one.seen(as_of=on) for one in states)
    return [found for one in seen if (found := _share(one))]


def _share(state: State) -> Share | None:
    city, zone, source = (state.level(key) for key in ("city", "zone", "source"))
    if city is None or zone is None or source is None:
        return None
    entry = state.entries[city.seq]
    return Share(state.subject, int(zone.value), int(city.value), city.on, str(source.value), entry.actor, city.seq)


def counted(found: Counts, kind: str) -> int:
    """The zone's people of a kind."""
    return len(found.everybody if kind == ALL else found.kinds.get(kind, []))


def stated(kind: str, *, city: int, zone: int, source: str, on: date, office: str, is_new: bool) -> list[Draft]:
    """``zone``: as counted for that day."""
    fields: dict[str, Value] = {"city": city, "zone": zone, "source": source}
    if not is_new:
        return [Draft(programme=CITY, subject=kind, kind="stated", effective_on=on, fields=fields)]
    opened: dict[str, Value] = {"kind": kind, "office": office, **fields}
    return [
        Draft(programme=CITY, subject=kind, kind="opened", effective_on=on, fields=opened),
        Draft(programme=CITY, subject=kind, kind="moved", stage="followed", effective_on=on),
    ]
