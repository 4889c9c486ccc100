"""``show_value``: a canonical value → what people read, in the field's unit. Reading it again gives the same value."""

from __future__ import annotations

from dajuan.programmes.pack import Field, Language, Value
from dajuan.programmes.values.quantities import show_quantity


def show_value(field: Field, value: Value, language: Language = "zh", *, with_unit: bool = True) -> str:
    """``1,234.5万元``, ``是``, ``2024-06-18``, a choice's name. ``with_unit=False`` leaves the unit out, for a column
    whose heading has it.
    """
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if isinstance(value, int):
        return show_quantity(field, value, language, with_unit=with_unit)
    if field.type == "choice":
        return next((one.name.said(language) for one in field.choices if one.key == value), value)
    return value


def says_all(field: Field, value: Value, written: str) -> bool:
    """Whether a quantity says all that was written: a number in the field's own unit does, 300亩 of a field in 公顷 does
    not, and is then kept beside it."""
    shown = show_value(field, value, with_unit=False)
    return written.strip() in {shown, shown.replace(",", ""), f"{shown}{field.unit}"}
