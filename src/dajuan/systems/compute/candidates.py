"""Which offers a need could go to and when it could begin there; of every other offer, all that stands against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from dajuan.programmes.pack import Name
from dajuan.systems.compute.calendar import SLOT, Calendar
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import Measures
from dajuan.systems.compute.offers import Offer
from dajuan.systems.compute.places import PLACES, is_within


class Obstacle(NamedTuple):
    """``kind``: the term of the need, or of the offer, that is not met."""

    kind: str
    words: Name


class Candidate(NamedTuple):
    """A need on an offer from a slot on."""

    need: str
    offer: str
    quantity: int
    start: int
    slots: int
    cost: int
    energy: int

    @property
    def end(self) -> int:
        return self.start + self.slots

    @property
    def measures(self) -> Measures:
        return Measures(self.cost, self.energy, self.end)


def cost_of(price: int, quantity: int, hours: Fraction) -> int:
    """分, rounded once, half to even (GB/T 8170)."""
    return round(price * quantity * hours)


def slots_of(need: Need) -> int:
    return ceil(need.hours)


def window(need: Need, offer: Offer, calendar: Calendar) -> tuple[int, int]:
    """First and last slot in which it may begin, room aside; the first is after the last where there is none."""
    last = min(_slot_after(calendar.now, need.latest_finish), _slot_after(calendar.now, offer.valid_until))
    first = max(0, -_slot_before(calendar.now, offer.valid_from))
    return first, last - slots_of(need)


def _slot_after(now: datetime, day: date) -> int:
    """The slot that ends with the day, or before it."""
    if day == date.max:
        return 10**6
    return int((datetime.combine(day + timedelta(days=1), time(), now.tzinfo) - now) // SLOT)


def _slot_before(now: datetime, day: date) -> int:
    if day == date.min:
        return 0
    return int((now - datetime.combine(day, time(), now.tzinfo)) // SLOT)


def starts(need: Need, offer: Offer, calendar: Calendar) -> list[int]:
    """Every slot in which it may begin and has room."""
    first, last = window(need, offer, calendar)
    quantity, slots = need.quantity(offer), slots_of(need)
    return [one for one in range(first, last + 1) if calendar.fits(offer.code, quantity, one, slots)]


def candidates(need: Need, offer: Offer, calendar: Calendar) -> list[Candidate]:
    """In the order in which they begin; none where something stands against it."""
    if obstacles(need, offer, calendar):
        return []
    quantity = need.quantity(offer)
    cost, energy = cost_of(offer.price, quantity, need.hours), offer.watt_hours(quantity, need.hours)
    return [
        Candidate(need.code, offer.code, quantity, start, slots_of(need), cost, energy)
        for start in starts(need, offer, calendar)
    ]


def obstacles(need: Need, offer: Offer, calendar: Calendar) -> list[Obstacle]:
    """All that stands against it, in the order in which a person would check; empty: it can go there."""
    quantity = need.quantity(offer)
    if not quantity:
        return [_other_kind(need, offer)]
    found = [one for check in _CHECKS for one in check(need, offer, quantity)]
    found += _in_time(need, offer, calendar)
    if not found and not starts(need, offer, calendar):
        words = Name(
            f"到最晚完成前，{quantity} 份没有连续 {slots_of(need)} 小时空闲",
            f"no {quantity} are free for {slots_of(need)} hours together before the latest finish",
        )
        found.append(Obstacle("room", words))
    return found


def _other_kind(need: Need, offer: Offer) -> Obstacle:
    lacking = next(_precision(need, offer, 0), None)
    if lacking:
        return lacking
    sold = Name("按核出售", "sold by the core") if offer.sold_by == "core" else Name("按卡出售", "sold by the card")
    return Obstacle("amount", sold)


def _precision(need: Need, offer: Offer, _: int) -> Iterator[Obstacle]:
    if not offer.powers.get(need.precision):
        name = need.precision.name
        yield Obstacle("precision", Name(f"没有写明 {name} 算力", f"it states no power at {name}"))


def _size(_: Need, offer: Offer, quantity: int) -> Iterator[Obstacle]:
    if quantity > offer.quantity:
        words = Name(f"要 {quantity}，一共只有 {offer.quantity}", f"{quantity} wanted, it has {offer.quantity} in all")
        yield Obstacle("size", words)


def _memory(need: Need, offer: Offer, _: int) -> Iterator[Obstacle]:
    if need.memory > offer.memory:
        had = Name(f"{offer.memory} GB", f"{offer.memory} GB") if offer.memory else Name("没有写明", "not stated")
        words = Name(f"要 {need.memory} GB，{had.zh}", f"{need.memory} GB wanted, {had.en}")
        yield Obstacle("memory", words)


def _location(need: Need, offer: Offer, _: int) -> Iterator[Obstacle]:
    if not is_within(offer.location, need.location):
        where, term = PLACES.get(offer.location, Name("没有写明", "not stated")), PLACES[need.location]
        words = Name(f"数据要在{term.zh}，它在{where.zh}", f"data have to lie {term.en}, it is {where.en}")
        yield Obstacle("location", words)


def _protection(need: Need, offer: Offer, _: int) -> Iterator[Obstacle]:
    if need.protection > offer.protection:
        words = Name(
            f"等保要 {need.protection} 级，它是 {offer.protection or '没有写明'} 级",
            f"protection level {need.protection} wanted, it has {offer.protection or 'stated none'}",
        )
        yield Obstacle("protection", words)


def _budget(need: Need, offer: Offer, quantity: int) -> Iterator[Obstacle]:
    cost = cost_of(offer.price, quantity, need.hours)
    if cost > need.budget:
        words = Name(
            f"要 {cost / 100:,.2f} 元，超预算 {(cost - need.budget) / 100:,.2f} 元",
            f"{cost / 100:,.2f} yuan, {(cost - need.budget) / 100:,.2f} over the budget",
        )
        yield Obstacle("budget", words)


def _in_time(need: Need, offer: Offer, calendar: Calendar) -> list[Obstacle]:
    first, last = window(need, offer, calendar)
    if first <= last:
        return []
    if _slot_after(calendar.now, need.latest_finish) >= slots_of(need):
        until, since = offer.valid_until, offer.valid_from
        words = Name(f"挂牌只从 {since} 到 {until}", f"it is on offer from {since} to {until} only")
        return [Obstacle("validity", words)]
    words = Name(
        f"跑 {slots_of(need)} 小时，{need.latest_finish} 前完不成",
        f"{slots_of(need)} hours cannot be done by {need.latest_finish}",
    )
    return [Obstacle("finish", words)]


_CHECKS: tuple[Callable[[Need, Offer, int], Iterator[Obstacle]], ...] = (
    _precision, _size, _memory, _location, _protection, _budget,
)  # fmt: skip
