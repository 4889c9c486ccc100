"""``show_value``: a canonical value → what people read, in the field's unit. Reading it again gives the same value."""

from __future__ import annotations

from dajuan.programmes.pack import Field, Language, Value


def show_value(field: Field, value: Value, language: Language = "zh", *, with_unit: bool = True) -> str:
    """``1,234.5万元``, ``是``, ``2024-06-18``, a choice's name. ``with_unit=False`` leaves the unit out, for a column
    whose heading has it.
    """
    raise NotImplementedError
