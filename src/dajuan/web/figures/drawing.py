"""An answer as a chart: a line over periods, bars over parts, stacked bars over both."""

from __future__ import annotations

from typing import Any

from dajuan.outputs.figure_rows import Answer
from dajuan.web.figures.asking import Shown
from dajuan.web.words import spoken

_MOST_PARTS = 12
"""Parts drawn; the rest is in the table."""


def chart(told: Answer, cells: list[Shown]) -> dict[str, Any] | None:
    """None where there is nothing to be seen in a drawing: fewer than two values."""
    values = [one for one in cells if one.figure.value is not None]
    if len(values) < 2:
        return None
    periods = list(dict.fromkeys(str(one.figure.period) for one in cells))
    parts = list(dict.fromkeys(one.part for one in cells))[:_MOST_PARTS]
    at = {(str(one.figure.period), one.part): float(one.figure.shown or 0) for one in values}
    name = told.indicator.name.said(spoken())
    spec: dict[str, Any] = {"unit": told.indicator.unit, "about": name}
    if len(periods) == 1:
        return spec | {
            "kind": "bars",
            "across": parts,
            "horizontal": True,
            "series": [{"name": name, "values": [at.get((periods[0], part)) for part in parts]}],
        }
    lines = [{"name": part or name, "values": [at.get((period, part)) for period in periods]} for part in parts]
    if len(parts) > 1:
        return spec | {"kind": "bars", "across": periods, "stacked": True, "series": lines}
    return spec | {"kind": "line", "at": periods, "lines": [{**lines[0], "role": "actual"}]}
