"""Lights as pages count and call them."""

from __future__ import annotations

from dajuan.standards.supervision.lights import colour_names
from dajuan.web.words import Words

COLOURS = ("red", "orange", "yellow", "green", "blue", "white", "grey")
"""What is wrong first, what cannot be known last."""
_NAMES = {colour: Words(f"{names.zh}灯", names.en.capitalize()) for colour, names in colour_names().items()}


def light_name(colour: str) -> Words:
    """``红灯``, ``Red``."""
    return _NAMES[colour]
