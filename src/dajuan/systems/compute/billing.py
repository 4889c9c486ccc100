"""账单: what a job's runs cost and who pays, in whole 分. Parts are made from the whole, so they always add up to it.

The sum is rounded once; its lines and its payers share it out by the largest remainder. Nothing here is a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from dajuan.systems.compute.metering import MILLION, Run
from dajuan.systems.compute.terms import Terms

_LOOKED_AT = 30
"""Vouchers, those that end soonest: all choices of three among them are some 4,500."""


class Line(NamedTuple):
    run: Run
    percent: int
    """Of its amount that is charged."""
    due: int
    """分."""


class Voucher(NamedTuple):
    """``face`` in 分."""

    code: str
    face: int
    valid_from: date
    valid_until: date


class Paid(NamedTuple):
    voucher: Voucher
    amount: int
    """分 of the bill."""

    @property
    def lapses(self) -> int:
        """Of its face, since it is spent once."""
        return self.voucher.face - self.amount


class Bill(NamedTuple):
    """``due`` is the lines' sum, and the vouchers' and the enterprise's own."""

    price: int
    lines: tuple[Line, ...]
    due: int
    vouchers: tuple[Paid, ...]
    own: int

    @property
    def by_vouchers(self) -> int:
        return sum(one.amount for one in self.vouchers)


def bill(price: int, runs: Sequence[Run], terms: Terms, vouchers: Sequence[Voucher] = ()) -> Bill:
    """``vouchers``: those to be spent on it, in order. Raises ``ValueError`` for one that would pay nothing."""
    exact = [Fraction(price * one.metered * terms.charged[one.outcome], 100 * MILLION) for one in runs]
    due = round(sum(exact, Fraction(0)))
    lines = tuple(
        Line(run, terms.charged[run.outcome], part) for run, part in zip(runs, shared(due, exact), strict=True)
    )
    left = payable(due, terms)
    paid = []
    for one in vouchers:
        amount = min(one.face, left)
        if amount <= 0:
            raise ValueError(one.code)
        paid.append(Paid(one, amount))
        left -= amount
    return Bill(price, lines, due, tuple(paid), due - sum(one.amount for one in paid))


def payable(due: int, terms: Terms) -> int:
    """What vouchers may pay of it at most."""
    return due * terms.voucher_share // 100


def shared(whole: int, parts: Sequence[Fraction]) -> list[int]:
    """``whole`` among parts of these exact amounts, whose sum it is but for rounding: by the largest remainder."""
    floors = [int(one // 1) for one in parts]
    left = whole - sum(floors)
    order = sorted(range(len(parts)), key=lambda nth: (floors[nth] - parts[nth], nth))
    for nth in order[:left]:
        floors[nth] += 1
    return floors


def fitting(due: int, terms: Terms, having: Sequence[Voucher], on: date) -> list[Voucher]:
    """Which of an enterprise's vouchers to spend: so that its own money and what lapses are least together. A voucher of
    500 for a bill that lets it pay 96 would lose it 404. Among equals those that end sooner."""
    usable = [one for one in having if one.valid_from <= on <= one.valid_until and one.face > 0]
    usable = sorted(usable, key=lambda one: (one.valid_until, -one.face, one.code))[:_LOOKED_AT]
    some = (list(one) for many in range(terms.vouchers_a_bill + 1) for one in combinations(usable, many))
    ordered = (sorted(one, key=lambda it: (-it.face, it.valid_until, it.code)) for one in some)
    return min(ordered, key=lambda one: _lost(due, terms, one))


def _lost(due: int, terms: Terms, vouchers: Sequence[Voucher]) -> tuple[bool, int, int]:
    """Whether one of them would pay nothing; own money and what lapses; how many."""
    left, lapses, idle = payable(due, terms), 0, False
    for one in vouchers:
        amount = min(one.face, left)
        idle, left, lapses = idle or amount <= 0, left - amount, lapses + one.face - amount
    return idle, due - payable(due, terms) + left + lapses, len(vouchers)
