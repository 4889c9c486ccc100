"""``at_most`` of a pack: a level is on no day above the one that bounds it, whichever of the two was stated, corrected or
withdrawn, and of whatever day. What was above it before a draft is not the draft's fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import LARGEST, Draft, Value
from dajuan.ledger.state import State
from dajuan.programmes.pack import Field, Programme


class Above(NamedTuple):
    """What a level came to, and the one that bounds it; None: that had not been stated by then."""

    field: Field
    level: int
    bound: int | None


class _Stated(NamedTuple):
    on: date
    seq: int
    fields: Mapping[str, Value]


def newly_above(programme: Programme, state: State, draft: Draft, gone: Collection[int]) -> Iterator[Above]:
    """``gone``: the entries that do not count any more once the draft is in."""
    bounded = [field for field in programme.fields.values() if field.at_most]
    if not bounded:
        return
    entries = state.entries.items()
    before = [_Stated(one.effective_on, seq, one.fields) for seq, one in entries if one.kind != "measured"]
    after = [one for one in before if one.seq not in gone]
    after.append(_Stated(draft.effective_on, LARGEST, draft.fields))
    for field in bounded:
        known = _above(field, before)
        yield from (one for one in _above(field, after) if one not in known)


def _above(field: Field, stated: list[_Stated]) -> list[Above]:
    """One of each pair of numbers, as they stood at the end of some day."""
    level: int | None = None
    bound: int | None = None
    found: dict[date, Above] = {}
    for one in sorted(stated, key=lambda it: it[:2]):
        level, bound = _number(one, field.key, level), _number(one, field.at_most, bound)
        found.pop(one.on, None)
        if level is not None and (bound is None or level > bound):
            found[one.on] = Above(field, level, bound)
    return [*dict.fromkeys(found.values())]


def _number(one: _Stated, key: str, before: int | None) -> int | None:
    value = one.fields.get(key)
    return value if type(value) is int else before
