"""Numbers in a scheme: ``3``, ``0.25``, ``25%``, ``1/3``, each within bounds that are told."""

from __future__ import annotations

import re
from fractions import Fraction

from dajuan.programmes.forms import Form, Notes
from dajuan.programmes.yaml_nodes import Scalar

_WRITTEN = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?(?:/\d{1,9})?%?")


def number_in(text: str) -> float | None:
    """None where it is no number."""
    if not _WRITTEN.fullmatch(text) or ("/" in text and "." in text):
        return None
    plain = text.removesuffix("%")
    try:
        value = Fraction(plain)
    except ZeroDivisionError:
        return None
    return float(value / 100 if text.endswith("%") else value)


def number(form: Form, key: str, default: float, low: float, high: float) -> float:
    found = optional(form, key, low, high)
    return default if found is None else found


def optional(form: Form, key: str, low: float, high: float) -> float | None:
    scalar = form.scalar(key)
    return None if scalar is None else checked(form.notes, scalar, key, low, high)


def share(form: Form, key: str, default: float = 0.0) -> float:
    """Between 0 and 1."""
    return number(form, key, default, 0.0, 1.0)


def checked(notes: Notes, scalar: Scalar, key: str, low: float, high: float) -> float | None:
    value = number_in(scalar.text)
    if value is None or not low <= value <= high:
        notes.wrong(
            scalar,
            f"{key} 是 {low:g} 到 {high:g} 的数（可写 25%、1/3），不是 {scalar.text}",
            f"{key} takes a number from {low:g} to {high:g} (25% and 1/3 will do), not {scalar.text}",
        )
        return None
    return value
