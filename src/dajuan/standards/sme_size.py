"""大中小微: which size an enterprise is of, by its industry, its people, its revenue, its assets (工信部联企业〔2011〕300号).

Where a number is missing, or a bound could not be confirmed, the class is told only if no value of it could change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CLASSES = ("large", "medium", "small", "micro")
NAMES: Mapping[str, tuple[str, str]] = {
    "large": ("大型", "large"),
    "medium": ("中型", "medium"),
    "small": ("小型", "small"),
    "micro": ("微型", "micro"),
}
_IN_UNIT = {"employees": 1, "revenue": 10_000 * 100, "assets": 10_000 * 100}
"""Minor units (人, 分) in one of the table's (人, 万元)."""

Bounds = Mapping[str, tuple[int | None, ...]]
"""Of each measure the lower bounds of large, medium, small."""


def sme_size(levels: Mapping[str, str | int | bool], on: date) -> str | None:
    """The class by an enterprise's levels in minor units (分, 人) on a day; None where they do not decide it."""
    bounds = bounds_of(str(levels.get("industry", "")), on)
    if bounds is None:
        return None
    numbers = {measure: value for measure in bounds if type(value := levels.get(measure)) is int}
    lowest, highest = (_class(bounds, numbers, hopeful=hopeful) for hopeful in (False, True))
    return lowest if lowest == highest else None


def bounds_of(industry: str, on: date) -> Bounds | None:
    """What is asked of an industry by the version in force on a day, in minor units."""
    for version in _versions():
        first, last = version["in_force"]["from"], version["in_force"]["to"]
        if first <= on and (last is None or on <= last) and industry in version["industries"]:
            return {
                measure: tuple(None if bound is None else bound * _IN_UNIT[measure] for bound in some)
                for measure, some in version["industries"][industry].items()
            }
    return None


def _class(bounds: Bounds, numbers: Mapping[str, int], *, hopeful: bool) -> str:
    """The class if all that is not known spoke for the enterprise (or against it)."""
    for place, name in enumerate(CLASSES[:-1]):
        if all(_reached(some, place, numbers.get(measure), hopeful) for measure, some in bounds.items()):
            return name
    return CLASSES[-1]


def _reached(some: tuple[int | None, ...], place: int, number: int | None, hopeful: bool) -> bool:
    if number is None:
        return hopeful
    bound = some[place]
    if bound is None:  # Not known, but it lies between that of the class below and that of the class above.
        bound = some[place + 1] if hopeful else some[place - 1]
    return bound is None or number >= bound


@cache
def _versions() -> list[dict[str, Any]]:
    import yaml

    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    versions: list[dict[str, Any]] = yaml.safe_load(text)["versions"]
    return versions
