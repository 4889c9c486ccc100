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
    name, unit = told.indicator.name.said(spoken()), told.indicator.unit
    if len(periods) == 1:
        rows = [{"name": part, "values": [at.get((periods[0], part))]} for part in parts]
        return {"kind": "bars", "unit": unit, "x": parts, "series": [{"name": name, "values": [row["values"][0] for row in rows]}]}
    series = [{"name": part or name, "values": [at.get((period, part)) for period in periods]} for part in parts]
    return {"kind": "stacked" if len(parts) > 1 else "line", "unit": unit, "x": periods, "series": series}
