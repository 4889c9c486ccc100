"""Estates as their pages say them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dajuan.systems.housing.account import Account
from dajuan.systems.housing.estate import CLOSED, STUCK, Estate
from dajuan.systems.housing.moving import Moved, Wrong
from dajuan.web.programmes.cells import stage_said
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

WRONGS = {
    Wrong.MORE_THAN_DUE: Words("回迁的比应回迁的还多", "More moved back than are to"),
    Wrong.BEFORE_DELIVERY: Words(
        "还没有交付，或者交付还没有第二人核过，就报了回迁", "People moved back before it was delivered and checked"
    ),
    Wrong.FEWER_PEOPLE: Words("应回迁人数比户数还少", "Fewer people than households"),
}
_M2 = 100


def ten_thousand(area: int) -> str:
    """万平方米."""
    return f"{area / _M2 / 10_000:,.2f}"


def stage_of(one: Estate, key: str = "") -> str:
    return stage_said(served().programmes[one.row.programme], key or one.stage, spoken())


def planned(one: Estate, on: date) -> dict[str, Any]:
    """An estate with its plan: who leads, by when, and what is missing."""
    return {
        "one": one,
        "stage": stage_of(one),
        "plan": one.word("plan"),
        "homes": one.number("homes", on),
        "developer": one.word("developer"),
        "lead": one.word("lead-department"),
        "due": one.day("due-on"),
        "late": one.days_late(on),
        "stuck": one.stage in STUCK,
        "lacks_plan": not one.word("plan") and one.delivered is None,
        "is_closed": one.stage == CLOSED,
    }


def chart_of(accounts: list[Account]) -> dict[str, Any]:
    return {
        "kind": "bars",
        "unit": str(Words("个", "estates")),
        "about": str(Words("各月末在账楼盘", "Estates remaining at each month's end")),
        "across": [f"{one.on:%Y-%m-%d}" for one in accounts],
        "series": [{"name": str(Words("在账", "Remaining")), "values": [one.remaining.estates for one in accounts]}],
    }


def moved_said(told: Moved) -> dict[str, Any]:
    return {"told": told, "area": ten_thousand(told.area), "rate": told.rate}
