"""The columns that a programme's list can show, and those it shows unless the address says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dajuan.programmes.pack import Field, Link, Programme
from dajuan.subjects.asked import Order
from dajuan.web.words import Words

CODE, STAGE, STAGE_ON, SINCE, LAST = "_code", "_stage", "_stage_on", "_since", "_last"
"""Columns that every programme has. No field's key begins so."""
_SHOWN = 5
"""Fields shown at first, beside the name."""
_NOT_AT_FIRST = frozenset({"geometry", "text", "reference", "credit-code"})


class Column(NamedTuple):
    """One column; of a field, of a link, or one that every programme has."""

    key: str
    name: Words
    field: Field | None = None
    link: Link | None = None

    @property
    def is_number(self) -> bool:
        return self.field is not None and self.field.is_quantity

    @property
    def is_short(self) -> bool:
        """Days, stages, yes and no: not broken over lines."""
        if self.field is not None:
            return self.field.type in {"date", "month", "flag"}
        return self.key in {STAGE, STAGE_ON, SINCE, LAST}

    @property
    def order(self) -> Order | None:
        """What a list is ordered by when this head is pressed; None: it cannot be."""
        if self.link is not None:
            return None
        if self.field is None:
            return _ORDERS.get(self.key)
        if self.key == "name":
            return Order("name")
        # An amount is kept as it is written, so its order would be that of letters.
        return None if self.field.type in {"geometry", "amount"} else Order("field", self.key)

    def head(self) -> str:
        unit = self.field.unit if self.field is not None else ""
        if not unit:
            return str(self.name)
        return str(Words(f"{self.name.zh}（{unit}）", f"{self.name.en or self.name.zh} ({unit})"))


_ORDERS = {
    CODE: Order("code"),
    STAGE_ON: Order("stage_on"),
    SINCE: Order("since"),
    LAST: Order("last"),
}


def columns_of(programme: Programme) -> list[Column]:
    """All there are. An amount of a period is no column: it has one value a period."""
    found = [Column(CODE, Words("编号", "Code"))]
    found += [
        Column(one.key, Words(one.name.zh, one.name.en), one)
        for one in programme.fields.values()
        if not one.flow and one.type != "geometry"
    ]
    if programme.stages:
        found += [Column(STAGE, Words("阶段", "Stage")), Column(STAGE_ON, Words("到达日期", "Reached on"))]
    found += [Column(one.key, Words(one.name.zh, one.name.en), link=one) for one in programme.links.values()]
    return [*found, Column(SINCE, Words("建档日期", "Opened on")), Column(LAST, Words("最近记录", "Last entry"))]


def chosen(programme: Programme, wanted: Sequence[str]) -> list[Column]:
    """The columns asked for, in the pack's order; the code and the name always. None asked for: those shown at first."""
    known = columns_of(programme)
    keys = set(wanted) & {one.key for one in known} or _at_first(programme)
    return [one for one in known if one.key in keys | {CODE, "name"}]


def _at_first(programme: Programme) -> set[str]:
    fields = [one for one in programme.fields.values() if not one.flow and not one.unconfirmed and one.key != "name"]
    weighed = [one.key for one in fields if one.type not in _NOT_AT_FIRST]
    first = [*programme.owners[:1], *(one.key for one in fields if one.required), *weighed]
    return {*list(dict.fromkeys(first))[:_SHOWN], STAGE, STAGE_ON}
