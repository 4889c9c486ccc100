"""A year scaled to its plan: what is bound to the ledger's figures comes out near what was promised, above or below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from samples.year.scale import Scale

from dajuan.answers.target import Target

_NEAR = (0.9, 1.06)
_BROKEN = 1.04
"""A ceiling comes out over its mark."""


def fitted(scale: Scale, targets: Iterable[Target], seed: int) -> Scale:
    """The scale of the year after the first. A part that was split off follows its whole."""
    random = Random(f"{seed} scale")
    for one in targets:
        fit = _FITS.get(f"{one.binding.programme}/{one.binding.indicator}") if one.binding else None
        if fit is not None and one.value is not None and one.low and not one.part_of:
            near = _BROKEN if one.bound == "at-most" else random.uniform(*_NEAR)
            scale = fit(scale, float(one.low) * near)
    return scale


def _invested(scale: Scale, value: float) -> Scale:
    return replace(scale, invested=(scale.invested[0], value / 1e8))


def _signed(scale: Scale, value: float) -> Scale:
    return replace(scale, signed=max(1, round(value)))


def _under_way(scale: Scale, value: float) -> Scale:
    return replace(scale, under_way=max(1, round(value)))


def _days(scale: Scale, value: float) -> Scale:
    return replace(scale, days_to_start=round(value))


def _delivered(scale: Scale, value: float) -> Scale:
    return replace(scale, delivered=max(1, round(value)))


_FITS: dict[str, Callable[[Scale, float], Scale]] = {
    "investment-projects/invested": _invested,
    "investment-projects/invested-this-year": _invested,
    "investment-projects/projects-signed": _signed,
    "investment-projects/projects-under-way": _under_way,
    "investment-projects/days-to-start": _days,
    "housing-delivery/estates-delivered": _delivered,
    "housing-delivery/estates-closed": _delivered,
}
"""Indicator → the scale with this value of it, in base units."""
