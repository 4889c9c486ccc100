"""A board as a table with lights, JSON, csv or a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import COLUMNS, outlook_said, reached_said, rows_of, standing_object, value_asked
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import columns
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.width import fit, pad
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.pack import Language
from dajuan.standards.supervision.lights import colour_names, state_names

_COLOURS = {"blue": "34", "green": "32", "yellow": "33", "orange": "33", "red": "31", "white": "37", "grey": "90"}
"""ANSI."""


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
            "targets": [standing_object(one) for one in chosen],
        }
    )


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
    value = f"{reached_said(one)} / {value_asked(one.target)}" if target.value else reached_said(one)
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
