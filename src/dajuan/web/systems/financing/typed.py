"""What was typed into the forms of financing → values, or what is wrong with each, beside its blank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.dates import read_date
from dajuan.systems.financing.consent import items
from dajuan.systems.financing.matching import Need
from dajuan.systems.financing.terms import GUARANTEES
from dajuan.web.words import Words

_MISSING = Words("没有填", "is missing")
_ENOUGH = Words("要大于零", "has to be above nought")


class Typed(NamedTuple):
    """As a form or a programme sends it."""

    amount: str = ""
    months: str = ""
    rate: str = ""
    guarantees: Sequence[str] = ()


def need_of(typed: Typed, pack: Programme) -> Need:
    """``pack``: that of applications. Raises :class:`RefusedError` naming every blank that is wrong."""
    troubles: list[Trouble] = []
    amount, months, rate = (
        _number(typed.amount, "amount", pack, troubles, must=True),
        _number(typed.months, "months", pack, troubles, must=True),
        _number(typed.rate, "rate", pack, troubles),
    )
    if unknown := [one for one in typed.guarantees if one not in GUARANTEES]:
        listed = "、".join(GUARANTEES)
        troubles.append(_trouble("guarantees", f"没有这种担保方式：{unknown[0]}；有 {listed}", f"no such guarantee: {unknown[0]}; there are {listed}"))  # fmt: skip
    if troubles or amount is None or months is None:
        raise RefusedError(troubles)
    return Need(amount, int(months), frozenset(typed.guarantees), rate)


def _number(said: str, key: str, pack: Programme, troubles: list[Trouble], *, must: bool = False) -> Fraction | None:
    """In base units: 元, a share of one."""
    field = pack.fields[key]
    if not said.strip():
        if must:
            troubles.append(_trouble(key, f"{field.name.zh}：{_MISSING.zh}", f"{field.name.said('en')}: {_MISSING.en}"))
        return None
    try:
        value = read_value(field, said)
    except ValueTrouble as trouble:
        troubles.append(_trouble(key, f"{field.name.zh}：{trouble.zh}", f"{field.name.said('en')}: {trouble.en}"))
        return None
    if not isinstance(value, int) or value <= 0:
        troubles.append(_trouble(key, f"{field.name.zh}：{_ENOUGH.zh}", f"{field.name.said('en')}: {_ENOUGH.en}"))
        return None
    return Fraction(value, 10**field.scale)


def fields_of(need: Need, purpose: str, pack: Programme) -> dict[str, Value]:
    """Of an application for it."""
    fields: dict[str, Value] = {
        "amount": int(need.amount * 10 ** pack.fields["amount"].scale),
        "months": int(need.months * 10 ** pack.fields["months"].scale),
    }
    if need.guarantees:
        fields["guarantee"] = "、".join(GUARANTEES[one].zh for one in GUARANTEES if one in need.guarantees)
    if purpose.strip():
        fields["purpose"] = purpose.strip()[:500]
    return fields


def items_typed(some: Collection[str]) -> list[str]:
    """Which data items; each once, in our order. Raises :class:`RefusedError`."""
    if unknown := next((one for one in some if one not in items()), None):
        listed = "、".join(items())
        raise RefusedError([_trouble("items", f"没有数据项“{unknown}”；有 {listed}", f"there is no data item '{unknown}'; there are {listed}")])  # fmt: skip
    if not some:
        raise RefusedError([_trouble("items", "没有勾选数据项", "no data item was ticked")])
    return [one for one in items() if one in some]


def until_typed(said: str, today: date) -> date:
    """The last day of a consent. Raises :class:`RefusedError`."""
    try:
        until = date.fromisoformat(read_date(said.strip()))
    except ValueTrouble as trouble:
        raise RefusedError([_trouble("until", f"有效期至：{trouble.zh}", f"until: {trouble.en}")]) from trouble
    if until < today:
        raise RefusedError([_trouble("until", f"有效期至 {until} 已经过了，今天是 {today}", f"until {until} is past; today is {today}")])  # fmt: skip
    return until


def _trouble(field: str, zh: str, en: str) -> Trouble:
    return Trouble("value", zh, en, field=field)
