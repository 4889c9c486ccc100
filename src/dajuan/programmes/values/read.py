"""``read_value``: one cell of a sheet or one answer of a form → the field's canonical value, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from dajuan.programmes.pack import QUANTITIES, Field, FieldType, Value
from dajuan.programmes.values import words
from dajuan.programmes.values.amounts import read_amount
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.dates import read_date, read_moment, read_month
from dajuan.programmes.values.geometry import read_geometry
from dajuan.programmes.values.quantities import quantity_reader, read_quantity
from dajuan.programmes.values.trouble import ValueTrouble


def read_value(field: Field, raw: object) -> Value:
    """The canonical value. ``raw`` is text, a number (float as sheets give them, or Decimal), a date, a flag, or a
    GeoJSON object. Raises :class:`ValueTrouble` saying what is wrong and what would be right.

    An empty cell is no value: whether a field may be left empty is the caller's to say.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise ValueTrouble("空的", "empty")
    return _READERS[field.type](field, raw)


def value_reader(field: Field) -> Callable[[object], Value]:
    """:func:`read_value` of one field, made ready for many cells, of which none is empty."""
    if field.type in QUANTITIES:
        return quantity_reader(field)
    if field.type == "text":
        return words.read_text
    return partial(_READERS[field.type], field)


_READERS: Mapping[FieldType, Callable[[Field, object], Value]] = {
    **dict.fromkeys(QUANTITIES, read_quantity),
    "text": lambda field, raw: words.read_text(raw),
    "organisation": lambda field, raw: words.read_organisation(raw),
    "credit-code": lambda field, raw: read_credit_code(raw),
    "choice": words.read_choice,
    "flag": lambda field, raw: words.read_flag(raw),
    "date": lambda field, raw: read_date(raw),
    "month": lambda field, raw: read_month(raw),
    "moment": lambda field, raw: read_moment(raw),
    "reference": words.read_reference,
    "geometry": lambda field, raw: read_geometry(raw),
    "amount": lambda field, raw: read_amount(raw),
}
