"""台账 the account: what was listed, less what was struck off, is what remains — on every day, of estates, homes and area.

An estate comes into the account with its first stage and goes out when it is struck off and another person has looked; one
that is listed again comes in again. Homes and area are those stated by the day asked about, the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dajuan.figures.period import period_with, split_into
from dajuan.systems.housing.estate import CLOSED, Estate


class Count(NamedTuple):
    """``area`` in 0.01 m², as the ledger keeps it."""

    estates: int
    homes: int
    area: int


class Account(NamedTuple):
    on: date
    listed: Count
    """All that ever came in, each as often as it did."""
    again: int
    """Of these, estates listed again."""
    closed: Count
    remaining: Count


class Turn(NamedTuple):
    """An estate comes in or goes out of the account."""

    on: date
    comes: bool


def turns(one: Estate) -> Iterator[Turn]:
    within = False
    for held in one.moves:
        out = held.value == CLOSED
        if within == out:
            within = not within
            yield Turn(held.on, within)


def account(estates: Iterable[Estate], on: date) -> Account:
    """At the end of a day."""
    some = [(one, [turn for turn in turns(one) if turn.on <= on]) for one in estates]
    comes = [(one, sum(turn.comes for turn in told)) for one, told in some]
    goes = [(one, sum(not turn.comes for turn in told)) for one, told in some]
    remains = [(one, 1) for one, told in some if told and told[-1].comes]
    again = sum(max(0, times - 1) for _, times in comes)
    return Account(on, _count(comes, on), again, _count(goes, on), _count(remains, on))


def by_month(estates: Iterable[Estate], year: int, on: date) -> list[Account]:
    """At each month's end of a year, the last one on the day itself."""
    some, months = list(estates), split_into(period_with("year", date(year, 1, 1)), "month")
    return [account(some, min(month.end, on)) for month in months if month.start <= on]


def _count(some: Iterable[tuple[Estate, int]], on: date) -> Count:
    """Each as often as said."""
    told = [(one, times) for one, times in some if times]
    return Count(
        sum(times for _, times in told),
        sum(one.number("homes", on) * times for one, times in told),
        sum(one.number("area", on) * times for one, times in told),
    )
