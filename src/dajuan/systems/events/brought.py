"""What an event, or all of some, brought in: projects credited, orders, visitors, what it cost. Money in 分."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dajuan.systems.events.credit import Case, Claim
from dajuan.systems.events.events import INTENDED, Event, Order


class Brought(NamedTuple):
    events: int
    projects: int
    total: int
    helped: int
    """Projects of others that it had a part in; they count for nobody twice."""
    waiting: int
    """Claims that are not signed yet."""
    orders: int
    orders_total: int
    intentions: int
    intentions_total: int
    visitors: int
    cost: int
    without_cost: int
    """Events whose cost is not known."""


def brought(some: Sequence[Event], found: Iterable[Claim], sold: Iterable[Order]) -> Brought:
    codes = {one.code for one in some}
    own = [one for one in found if one.event.code in codes]
    mine = [one for one in sold if one.event in codes]
    signed, intended = ([one for one in mine if one.is_signed], [one for one in mine if one.row.stage == INTENDED])
    credited = {one.code for one in own if one.case is Case.CREDITED}
    held = [one for one in some if one.was_held]
    return Brought(
        len(held),
        len(credited),
        sum(one.counted for one in own),
        len({one.code for one in own if one.case is Case.HELPED} - credited),
        len({one.code for one in own if one.case is Case.UNSIGNED}),
        len(signed),
        sum(one.amount for one in signed),
        len(intended),
        sum(one.amount for one in intended),
        sum(one.row.number("visitors") or 0 for one in held),
        sum(one.row.number("cost") or 0 for one in held),
        sum(1 for one in held if one.row.number("cost") is None),
    )
