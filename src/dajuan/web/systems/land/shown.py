"""What the core says of custom land, as pages and the API show it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.land.custom_land import measures
from dajuan.systems.land.promises import Custom, Outcome, Pledge
from dajuan.web.words import Words

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.MET: Words("已兑现", "Kept"),
    Outcome.SHORT: Words("没有兑现", "Not kept"),
    Outcome.AHEAD: Words("未到期", "Not due yet"),
    Outcome.OPEN: Words("缺数", "Not known"),
}


class PledgeLine(NamedTuple):
    pledge: Pledge
    name: Words
    unit: str
    asked: str
    promised: str
    found: str
    outcome: Words


def pledge_lines(one: Custom) -> list[PledgeLine]:
    return [
        PledgeLine(
            pledge, Words(*measures()[pledge.measure].name), measures()[pledge.measure].unit,
            pledge.asked.said if pledge.asked else "", number(pledge.promised), number(pledge.found), OUTCOMES[pledge.outcome],
        )
        for pledge in one.pledges
    ]  # fmt: skip


def number(value: Fraction | None) -> str:
    """To two places at most; "" where there is none."""
    return "" if value is None else f"{float(value):,.2f}".rstrip("0").rstrip(".")
