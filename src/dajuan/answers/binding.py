"""绑定: a target held to an indicator. Whether the indicator is there, and measures the same kind of thing."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.answers.target import Binding, binding_of
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Indicator, Programme
from dajuan.programmes.units import same_base
from dajuan.programmes.values.amounts import amount_in
from dajuan.programmes.values.trouble import ValueTrouble


def bound_to(programmes: Mapping[str, Programme], binding: Binding) -> tuple[Programme, Indicator]:
    """The programme and the indicator of a binding. Raises :class:`LedgerError` naming what is there instead."""
    programme = programmes.get(binding.programme)
    if programme is None:
        listed = "、".join(programmes) or "（无）"
        raise LedgerError(
            f"{binding}：没有启用事项 {binding.programme}；已启用：{listed}",
            f"{binding}: no programme {binding.programme} is switched on; on are: {', '.join(programmes) or 'none'}",
        )
    indicator = programme.indicators.get(binding.indicator)
    if indicator is None:
        listed = "、".join(f"{key}（{one.name.zh}）" for key, one in programme.indicators.items())
        raise LedgerError(
            f"{binding}：{programme.code} 没有指标 {binding.indicator}；有：{listed}",
            f"{binding}: {programme.code} has no indicator {binding.indicator}; it has {', '.join(programme.indicators)}",
        )
    if binding.field and binding.field not in programme.fields:
        raise LedgerError(
            f"{binding}：{programme.code} 没有字段 {binding.field}；有：{'、'.join(programme.fields)}",
            f"{binding}: {programme.code} has no field {binding.field}; it has {', '.join(programme.fields)}",
        )
    return programme, indicator


def check_binding(programmes: Mapping[str, Programme], text: str, value: str) -> None:
    """Refuse a binding that leads nowhere, or whose indicator is in a unit that the value does not convert to."""
    _, indicator = bound_to(programmes, binding_of(text))
    clash = unit_clash(indicator, value) if value else None
    if clash is not None:
        raise LedgerError(*clash)


def unit_clash(indicator: Indicator, value: str) -> tuple[str, str] | None:
    """Why a value cannot be held against an indicator, or None."""
    try:
        amount = amount_in(value)
    except ValueTrouble as trouble:
        return trouble.zh, trouble.en
    unit = indicator_unit(indicator)
    if unit is not None and same_base(amount.unit, unit):
        return None
    return (
        f"目标 {value} 的单位和指标“{indicator.name.zh}”的{indicator.unit}不能换算",
        f"{value} does not convert to {indicator.unit}, the unit of '{indicator.key}'",
    )
