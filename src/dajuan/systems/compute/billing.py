"""账单: what a job's runs cost and who pays, in whole 分. Parts are made from the whole, so they always add up to it.

The sum is rounded once; its lines and its payers share it out by the largest remainder. Nothing here is a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.compute.metering import MILLION, Run
from dajuan.systems.compute.terms import Terms


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
    """Which of an enterprise's vouchers to spend so that little lapses: the smallest that pays all that may be paid, else
    the largest and so on with what is left. Those that end sooner go first among equals."""
    usable = [one for one in having if one.valid_from <= on <= one.valid_until]
    left, chosen = payable(due, terms), list[Voucher]()
    while left > 0 and usable and len(chosen) < terms.vouchers_a_bill:
        enough = [one for one in usable if one.face >= left]
        if enough:
            one = min(enough, key=lambda it: (it.face, it.valid_until, it.code))
        else:
            one = min(usable, key=lambda it: (-it.face, it.valid_until, it.code))
        chosen.append(one)
        usable.remove(one)
        left -= min(one.face, left)
    return chosen
