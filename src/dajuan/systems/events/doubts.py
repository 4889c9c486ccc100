"""What wants a look: entries that do not go together, named by event and field; nothing is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dajuan.standards.words import Words
from dajuan.systems.events.credit import Case, Claim
from dajuan.systems.events.events import EVENTS, ORDERS, Event, Order


class Doubt(NamedTuple):
    programme: str
    code: str
    name: str
    owners: tuple[str, ...]
    field: str
    words: Words


def doubts(some: Sequence[Event], found: Iterable[Claim], sold: Sequence[Order]) -> list[Doubt]:
    return [
        *(doubt for one in some for doubt in _of_event(one)),
        *(_of_claim(one) for one in found if one.case in (Case.BEFORE, Case.MISSING)),
        *_of_orders({one.code for one in some}, sold),
    ]


def _of_event(one: Event) -> Iterator[Doubt]:
    until, held = one.row.day("until"), one.row.stage_on
    if until and until < one.first:
        yield _doubt(
            one,
            "until",
            f"结束日期 {until} 早于开始日期 {one.first}",
            f"ends on {until}, before it begins on {one.first}",
        )
    if one.row.stage == "held" and held and held < one.first:
        yield _doubt(
            one,
            "from",
            f"{held} 记了举办，开始日期却是 {one.first}",
            f"held on {held}, though it begins on {one.first}",
        )
    budget, cost = one.row.number("budget"), one.row.number("cost")
    if budget is not None and cost is not None and cost > budget:
        over = f"{(cost - budget) / 1_000_000:,.2f}"
        yield _doubt(one, "cost", f"实际费用超预算 {over} 万元", f"its cost is {over} 万元 over the budget")


def _of_claim(one: Claim) -> Doubt:
    if one.case is Case.MISSING:
        return _doubt(one.event, "project", f"关联的项目 {one.code} 台账里没有", f"there is no project {one.code}")
    return _doubt(one.event, "project", f"项目 {one.code} {one.why.zh}", f"project {one.code}: {one.why.en}")


def _of_orders(known: set[str], sold: Sequence[Order]) -> Iterator[Doubt]:
    alike: dict[tuple[str, int, str], list[Order]] = defaultdict(list)
    for one in sold:
        seller = one.row.linked_one("enterprise")
        alike[str(one.row.fields.get("buyer", "")), one.amount, seller].append(one)
        if one.event not in known:
            yield _of_order(one, "event", "没有关联活动", "is linked to no event")
    for some in alike.values():
        codes = "、".join(one.row.code for one in some)
        if len(some) > 1:
            yield _of_order(
                some[0],
                "amount",
                f"买方、卖方、金额都一样，可能是同一份：{codes}",
                f"same buyer, seller and amount, perhaps one: {codes}",
            )


def _doubt(one: Event, field: str, zh: str, en: str) -> Doubt:
    return Doubt(EVENTS, one.code, one.name, one.row.owners, field, Words(zh, en))


def _of_order(one: Order, field: str, zh: str, en: str) -> Doubt:
    return Doubt(ORDERS, one.row.code, one.row.called, one.row.owners, field, Words(zh, en))
