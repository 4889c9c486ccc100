"""A board as a table with lights, JSON, csv or a workbook."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from dajuan.answers.board import Board, Standing
from dajuan.answers.outlook import outlook
from dajuan.answers.wording import amount_said, percent_said
from dajuan.cli.figures_output import exact_text
from dajuan.cli.ledger_words import folded
from dajuan.cli.plan_output import value_asked
from dajuan.cli.printing import columns
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.width import fit, pad
from dajuan.outputs.xlsx import xlsx_bytes
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
_COLOURS = {"blue": "34", "green": "32", "yellow": "33", "orange": "33", "red": "31", "white": "37", "grey": "90"}
"""ANSI."""
_ORIGINS = {
    "figures": ("台账", "ledger"),
    "reported": ("填报", "reported"),
    "parts": ("分解之和", "its parts"),
    "steps": ("节点", "milestones"),
    "none": ("", ""),
}


def asked_said(one: Standing) -> str:
    """``≥230亿元``; of a task nothing."""
    return value_asked(one.target)


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
            asked_said(one),
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


def board_csv(chosen: Sequence[Standing]) -> str:
    return csv_text(COLUMNS, rows_of(chosen))


def board_xlsx(chosen: Sequence[Standing], language: Language) -> bytes:
    return xlsx_bytes(COLUMNS, rows_of(chosen, language), language=language, sheet="board")


def board_json(zone: Zone, made: Board, chosen: Sequence[Standing]) -> str:
    return json_text(
        {
            "zone": {"name": zone.name, "code": zone.code, "simulated": zone.simulated},
            "year": made.year,
            "as_of": made.as_of.isoformat(),
            "size": made.size,
            "root": made.root,
            "rules": {
                "lights": made.rules.lights.origin.code,
                "schedule": made.rules.schedule.origin.code,
            },
            "counts": made.counts(),
            "proposed": made.proposed,
            "dropped": [{"code": one.code, "name": one.name, "why": one.note} for one in made.dropped],
            "targets": [_object(one) for one in chosen],
        }
    )


def _object(one: Standing) -> dict[str, Any]:
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


# The table -------------------------------------------------------------------------------------------------------


def board_table(zone: Zone, made: Board, chosen: Sequence[Standing], language: Language, *, colour: bool) -> str:
    zh = language == "zh"
    head = (
        f"{zone.title()} · {made.year} 年 · 截至 {made.as_of}"
        if zh
        else f"{zone.title('en')} · {made.year} · as of {made.as_of}"
    )
    lines = [head, _counts(made, language, colour)]
    area = None
    for one in chosen:
        if one.target.area != area:
            area = one.target.area
            lines += ["", area or ("（无标题）" if zh else "(no heading)")]
        lines += _lines(one, language, colour)
    lines += ["", *_foot(made, language)]
    return "\n".join(lines) + "\n"


def _counts(made: Board, language: Language, colour: bool) -> str:
    """Grey first: what nobody can judge is the first thing to be known."""
    counts = made.counts()
    parts = []
    for state, names in state_names().items():
        if state in counts:
            shown = made.rules.lights.colours[state]
            parts.append((state != "unmeasured", f"{_dot(shown, language, colour)} {names.zh if language == 'zh' else names.en} {counts[state]}"))  # fmt: skip
    return "  ".join(words for _, words in sorted(parts, key=lambda part: part[0]))


def _dot(colour: str, language: Language, ansi: bool) -> str:
    """A coloured dot in a terminal; its name where colours would be lost."""
    if ansi:
        return f"\x1b[{_COLOURS[colour]}m●\x1b[0m"
    return colour_names()[colour].zh if language == "zh" else pad(colour_names()[colour].en, 6)


def _lines(one: Standing, language: Language, colour: bool) -> Iterator[str]:
    target, wide, zh = one.target, columns(), language == "zh"
    indent = "  " * (1 + one.level)
    name = pad(fit(target.name, 30 - 2 * one.level), 30 - 2 * one.level)
    value = f"{reached_said(one)} / {asked_said(one)}" if target.value else reached_said(one)
    line = f"{indent}{_dot(one.light.colour, language, colour)} {target.code:<11}{name} {pad(value, 26)} {target.owner}"
    yield line if colour else fit(line, wide).rstrip()
    why = one.light.zh if zh else one.light.en
    if one.light.state not in ("done", "on_schedule"):
        yield from folded(f"{why}", wide, " " * 8)
    if ahead := outlook_said(one, language):
        yield fit(f"        {ahead}", wide)
    if target.accepted_value is not None:
        yield fit(f"        {'原定' if zh else 'was'} {target.accepted_value.text}", wide)
    for note in one.notes:
        yield from folded(note[0 if zh else 1], wide, " " * 8)


def _foot(made: Board, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if made.proposed:
        yield f"另有 {made.proposed} 个待定，没有立项" if zh else f"{made.proposed} more are proposed and not set"
    if made.dropped:
        yield f"不再跟踪 {len(made.dropped)} 个" if zh else f"{len(made.dropped)} were dropped"
    rules = made.rules
    names = rules.lights.origin.name, rules.schedule.origin.name
    yield (
        f"规则：{names[0].zh}，{names[1].zh}；日志 {made.size:,} 条，根 {made.root[:16]}…"
        if zh
        else f"Rules: {names[0].en}, {names[1].en}; {made.size:,} entries, root {made.root[:16]}…"
    )
