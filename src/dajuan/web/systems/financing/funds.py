"""Funds with their commitments and investments, as a viewer may see them."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from dajuan.subjects.row import Row
from dajuan.systems.financing.funds import COMMITMENTS, FUNDS, INVESTMENTS, Funds, FundSums, investor_of
from dajuan.systems.financing.funds import funds as funds_of
from dajuan.web.access.rights import Viewer
from dajuan.web.moment import Moment
from dajuan.web.systems.financing.seen import rows_seen


class Commitment(NamedTuple):
    """``investor``: the fund of the zone that pays it, by name; "": somebody else does."""

    row: Row
    investor: str
    fund: str

    @property
    def paid_in(self) -> object:
        return self.row.fields.get("paid-in")


class FundFound(NamedTuple):
    fund: FundSums
    commitments: list[Commitment]
    """Of those who pay into it."""
    feeds: list[Commitment]
    """What it pays into other funds of the zone."""
    investments: list[Row]


def funds_at(viewer: Viewer, moment: Moment) -> Funds:
    """Raises ``Http404`` where the zone keeps no funds."""
    return funds_of(*(rows_seen(one, viewer, moment) for one in (FUNDS, COMMITMENTS, INVESTMENTS)))


def left_out(viewer: Viewer, moment: Moment) -> list[Commitment]:
    """What one fund of the zone pays into another."""
    return [one for one in _commitments(viewer, moment) if one.investor]


def fund_called(viewer: Viewer, code: str, moment: Moment) -> FundFound:
    one = next((one for one in funds_at(viewer, moment).each if one.row.code == code), None)
    if one is None:
        raise Http404
    itself, paid = f"{FUNDS}/{code}", _commitments(viewer, moment)
    return FundFound(
        one,
        [each for each in paid if each.row.fields.get("fund") == itself],
        [each for each in paid if investor_of(each.row) == code],
        [row for row in rows_seen(INVESTMENTS, viewer, moment) if row.fields.get("fund") == itself],
    )


def names_of(found: Funds) -> dict[str, str]:
    return {one.row.code: one.row.name or one.row.code for one in found.each}


def _commitments(viewer: Viewer, moment: Moment) -> list[Commitment]:
    names = {row.code: row.name for row in rows_seen(FUNDS, viewer, moment)}

    def name(code: str) -> str:
        return names.get(code) or code

    return [
        Commitment(row, name(investor_of(row)), name(str(row.fields.get("fund", "")).partition("/")[2]))
        for row in rows_seen(COMMITMENTS, viewer, moment)
    ]
