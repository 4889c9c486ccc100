"""A publication as rows: what the page, the csv and the JSON all hold, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import reached_said, value_asked
from dajuan.answers.wording import percent_said
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.pack import Indicator, Programme
from dajuan.standards.supervision.lights import colour_names, state_names
from dajuan.web.words import Words

COLUMNS = (
    Column("code", "编号", "code", "text", 12),
    Column("area", "工作领域", "area of work", "text", 18),
    Column("name", "目标", "target", "text", 30),
    Column("asked", "目标值", "asked", "text", 14),
    Column("reached", "完成", "reached", "text", 14),
    Column("completion", "完成率", "completion", "text", 10),
    Column("light", "灯", "light", "text", 6),
    Column("state", "情形", "state", "text", 12),
    Column("deadline", "时限", "deadline", "date", 12),
    Column("owner", "牵头单位", "owner", "text", 18),
    Column("indicator", "指标", "indicator", "text", 30),
)


def rows_of(board: Board) -> Iterator[tuple[Cell, ...]]:
    for one in board.wholes():
        yield (
            one.target.code,
            one.target.area,
            one.target.name,
            value_asked(one.target),
            None if one.measured.value is None else reached_said(one),
            "" if one.light.done is None else percent_said(one.light.done),
            colour_names()[one.light.colour].zh,
            state_names()[one.light.state].zh,
            one.target.due,
            one.target.owner,
            str(one.target.binding or ""),
        )


def as_csv(board: Board) -> str:
    return csv_text(COLUMNS, rows_of(board))


def as_json(board: Board, definitions: list[Definition]) -> dict[str, Any]:
    return {
        "year": board.year,
        "as_of": board.as_of.isoformat(),
        "log": {"size": board.size, "root": board.root},
        "targets": [_target(one) for one in board.wholes()],
        "indicators": [
            {
                "code": one.code,
                "name": {"zh": one.indicator.name.zh, "en": one.indicator.name.en},
                "unit": one.indicator.unit,
                "definition": {"zh": one.words.zh, "en": one.words.en},
            }
            for one in definitions
        ],
    }


def _target(one: Standing) -> dict[str, Any]:
    return {
        "code": one.target.code,
        "area": one.target.area,
        "name": one.target.name,
        "asked": value_asked(one.target) or None,
        "reached": None if one.measured.value is None else reached_said(one),
        "completion": None if one.light.done is None else percent_said(one.light.done),
        "light": one.light.colour,
        "state": one.light.state,
        "why": {"zh": one.light.zh, "en": one.light.en},
        "deadline": one.target.due.isoformat(),
        "owner": one.target.owner or None,
        "indicator": str(one.target.binding) if one.target.binding else None,
    }


class Definition:
    """An indicator that a published target rests on, in words."""

    def __init__(self, programme: Programme, indicator: Indicator) -> None:
        self.code = f"{programme.code}/{indicator.key}"
        self.programme, self.indicator = programme, indicator
        self.words = Words(
            definition_in_words(programme, indicator, "zh"), definition_in_words(programme, indicator, "en")
        )


def definitions_of(board: Board, programmes: dict[str, Programme]) -> list[Definition]:
    """Every indicator that a target is bound to, once."""
    found: dict[str, Definition] = {}
    for one in board.wholes():
        binding = one.target.binding
        programme = programmes.get(binding.programme) if binding else None
        indicator = programme.indicators.get(binding.indicator) if programme and binding else None
        if programme and indicator:
            made = Definition(programme, indicator)
            found.setdefault(made.code, made)
    return list(found.values())
