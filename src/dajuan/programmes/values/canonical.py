"""Whether a value is already as :func:`read_value` would give it: the ledger asks before it records one."""

from __future__ import annotations

from dajuan.programmes.pack import QUANTITIES, Field, Value
from dajuan.programmes.values.read import read_value
from dajuan.programmes.values.trouble import ValueTrouble

_QUANTITIES = frozenset(QUANTITIES)


def is_canonical(field: Field, value: Value) -> bool:
    """Quantities are integers of minor units, flags are booleans, all else is the text that reads back as itself."""
    kind = field.type
    if kind in _QUANTITIES:
        return type(value) is int
    if kind == "flag":
        return type(value) is bool
    if not isinstance(value, str):
        return False
    try:
        return read_value(field, value) == value
    except ValueTrouble:
        return False
