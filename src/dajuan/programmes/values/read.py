"""``read_value``: one cell of a sheet or one answer of a form → the field's canonical value, or why not."""

from __future__ import annotations

from dajuan.programmes.pack import Field, Value


def read_value(field: Field, raw: object) -> Value:
    """The canonical value. ``raw`` is text, a number (float as sheets give them, or Decimal), a date, a flag, or a
    GeoJSON object. Raises :class:`ValueTrouble` saying what is wrong and what would be right.
    """
    raise NotImplementedError
