"""Whether a value is already as :func:`read_value` would give it: the ledger asks before it records one."""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.programmes.pack import QUANTITIES, Field, Value
from dajuan.programmes.values.quantities import LARGEST
from dajuan.programmes.values.read import read_value
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.programmes.values.words import is_plain_text

_QUANTITIES = frozenset(QUANTITIES)


def is_canonical(field: Field, value: Value) -> bool:
    """Quantities are integers of minor units, flags are booleans, all else is the text that reads back as itself."""
    kind = field.type
    if kind in _QUANTITIES:
        return _is_integer(value)
    if kind == "flag":
        return _is_flag(value)
    if not isinstance(value, str):
        return False
    try:
        return read_value(field, value) == value
    except ValueTrouble:
        return False


def all_canonical(field: Field, values: Sequence[Value]) -> bool:
    """:func:`is_canonical` of many values at once."""
    kinds = set(map(type, values))
    if field.type in _QUANTITIES:
        return kinds <= {int} and all(map(_is_integer, (min(values), max(values)) if values else ()))
    if field.type == "flag":
        return kinds <= {bool}
    if not kinds <= {str}:
        return False
    if field.type == "text" and all(map(is_plain_text, values)):  # type: ignore[arg-type]
        return True
    return all(is_canonical(field, value) for value in set(values))


def _is_integer(value: Value) -> bool:
    return type(value) is int and -LARGEST <= value <= LARGEST


def _is_flag(value: Value) -> bool:
    return type(value) is bool
