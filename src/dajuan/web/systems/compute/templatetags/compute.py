"""Money in 元, card-hours and powers as people read them; the integers of the ledger come in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

from django import template
from django.utils import timezone

from dajuan.programmes.values.show import show_value
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.places import PLACES
from dajuan.web.served import served
from dajuan.web.words import spoken

register = template.Library()


@register.filter
def yuan(fen: int) -> str:
    """1234567 分 → 12,345.67."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


@register.filter
def millionths(value: int) -> str:
    """Card-hours to four places: what is behind them is in the entry."""
    return f"{value / 10**6:,.4f}".rstrip("0").rstrip(".")


@register.filter
def amount(value: Fraction | float) -> str:
    return f"{float(value):,.4f}".rstrip("0").rstrip(".")


@register.filter
def kilowatt_hours(watt_hours: int) -> str:
    return f"{watt_hours / 1000:,.1f}"


@register.filter
def of(table: object, key: str) -> object:
    """An entry of a table whose key is a value, or has a hyphen; None where there is none."""
    return table.get(key) if isinstance(table, Mapping) else None


@register.filter
def place(key: str) -> str:
    words = PLACES.get(key)
    return words.said(spoken()) if words else "—"


@register.filter
def outcome(key: str) -> str:
    """As the pack calls it."""
    return show_value(served().programmes[JOBS].fields["outcome"], key, spoken())


@register.filter
def moment(milliseconds: int) -> str:
    """To the second, in the zone's time."""
    return f"{timezone.localtime(datetime.fromtimestamp(milliseconds / 1000, UTC)):%Y-%m-%d %H:%M:%S}"


@register.filter
def code(reference: str) -> str:
    return reference.partition("/")[2]
