"""A board as rows and as JSON: what the terminal, the workbook, the pages and the API all show of a target."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from dajuan.answers.board import Standing
from dajuan.answers.outlook import outlook
from dajuan.answers.target import Target
from dajuan.answers.wording import amount_said, percent_said
from dajuan.figures.figure import exact_text
from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.pack import Language
from dajuan.standards.supervision.lights import colour_names, state_names

COLUMNS = (
    Column("code", "编号", "code", "text", 12),
    Column("light", "灯", "light", "text", 6),
    Column("state", "情形", "state", "text", 12),
    Column("name", "目标", "target", "text", 30),
    Column("area", "工作领域", "area", "text", 18),
    Column("owner", "牵头单位", "owner", "text", 18),
    Column("asked", "目标值", "asked", "text", 14),
    Column("reached", "完成", "reached", "text", 14),
    Column("completion", "完成率", "completion", "text", 10),
    Column("due", "序时", "due", "text", 10),
    Column("forecast", "年末预计", "year's end", "text", 14),
    Column("interval", "八成区间", "80 % interval", "text", 20),
    Column("chance", "可能性", "chance", "text", 8),
    Column("deadline", "时限", "deadline", "date", 12),
    Column("heard", "最近", "last heard", "date", 12),
    Column("origin", "数的来处", "origin", "text", 10),
    Column("why", "说明", "why", "text", 50),
)
_ORIGINS = {
    "figures": ("台账", "ledger"),
    "reported": ("填报", "reported"),
    "parts": ("分解之和", "its parts"),
    "steps": ("节点", "milestones"),
    "none": ("", ""),
}


def reached_said(one: Standing) -> str:
    value = one.measured.value
    if value is None:
        return "—"
    if one.target.value is None:
        return percent_said(value)
    return amount_said(value, one.target.value.amount.unit)


def _share(value: Fraction | None) -> str:
    return "" if value is None else percent_said(value)


def rows_of(chosen: Sequence[Standing], language: Language = "zh") -> Iterator[tuple[Cell, ...]]:
    zh = language == "zh"
    for one in chosen:
        colour, state = colour_names()[one.light.colour], state_names()[one.light.state]
        yield (
            one.target.code,
            colour.zh if zh else colour.en,
            state.zh if zh else state.en,
            one.target.name,
            one.target.area,
            one.target.owner,
            value_asked(one.target),
            None if one.measured.value is None else reached_said(one),
            _share(one.light.done),
            _share(one.light.due),
            *_outlook_cells(one),
            one.target.due,
            one.target.heard_on,
            _ORIGINS[one.measured.origin][0 if zh else 1],
            one.light.zh if zh else one.light.en,
        )


def _outlook_cells(one: Standing) -> tuple[str, str, str]:
    seen = outlook(one)
    if seen is None or seen.value is None or seen.likely is None:
        return "", "", ""
    low, high = (_rough(end, one) for end in seen.likely)
    return _rough(seen.value, one), f"{low}–{high}", "" if seen.chance is None else f"{seen.chance:.0%}"


def _rough(value: float, one: Standing) -> str:
    """A forecast is no figure: three digits say all that it knows."""
    assert one.target.value is not None
    unit = one.target.value.amount.unit
    number = value / float(unit.factor)
    digits = max(0, 2 - int(math.log10(abs(number)))) if number else 0
    shown = f"{number:.{0 if unit.dimension == 'count' and unit.factor == 1 else digits}f}"
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}{unit.written}"


def outlook_said(one: Standing, language: Language) -> str:
    """``预计年末 4.1个（八成把握 3–5个），达标可能 62%``; that it is too early, where it is."""
    seen = outlook(one)
    if seen is None:
        return ""
    if seen.value is None:
        return seen.zh if language == "zh" else seen.en
    value, interval, chance = _outlook_cells(one)
    if language == "zh":
        return f"预计年末 {value}（八成把握 {interval}）" + (f"，达标可能 {chance}" if chance else "")
    return f"year's end about {value} (80 %: {interval})" + (f", {chance} to meet it" if chance else "")


def value_asked(one: Target) -> str:
    """``≥230亿元``; of a task nothing."""
    if one.value is None:
        return ""
    signs = {"at-least": "≥", "at-most": "≤", "about": "≈", "exactly": "=", "range": ""}
    upper = f"–{one.upper.text}" if one.upper else ""
    return f"{signs[one.bound]}{one.value.text}{upper}"


def standing_object(one: Standing) -> dict[str, Any]:
    target, measured = one.target, one.measured
    return {
        "code": target.code,
        "name": target.name,
        "area": target.area,
        "owner": target.owner or None,
        "part_of": target.part_of or None,
        "stage": target.stage,
        "asked": target.value.text if target.value else None,
        "bound": target.bound if target.value else None,
        "changed_from": target.accepted_value.text if target.accepted_value else None,
        "deadline": target.due.isoformat(),
        "value": None if measured.value is None else exact_text(measured.value),
        "shown": None if measured.value is None else reached_said(one),
        "origin": measured.origin,
        "indicator": str(target.binding) if target.binding else None,
        "entries": measured.entries,
        "completion": None if one.light.done is None else exact_text(one.light.done),
        "due": None if one.light.due is None else exact_text(one.light.due),
        "light": one.light.colour,
        "state": one.light.state,
        "why": {"zh": one.light.zh, "en": one.light.en},
        "forecast": _forecast(one),
        "last_heard": target.heard_on.isoformat() if target.heard_on else None,
        "notes": [{"zh": zh, "en": en} for zh, en in one.notes],
    }


def _forecast(one: Standing) -> dict[str, Any] | None:
    """In base units."""
    seen = outlook(one)
    if seen is None:
        return None
    return {
        "value": seen.value,
        "likely": None if seen.likely is None else list(seen.likely),
        "nearly_sure": None if seen.nearly_sure is None else list(seen.nearly_sure),
        "chance": seen.chance,
        "months": seen.months,
        "why": {"zh": seen.zh, "en": seen.en},
    }
