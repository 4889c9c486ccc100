"""``dajuan score``: what each owner earned, by which rules, line by line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from dajuan.answers.board import Board
from dajuan.answers.scores import Score
from dajuan.answers.scoring import score_board, unled
from dajuan.answers.wording import number_said
from dajuan.cli.answer_arguments import BOARD_FORMATS
from dajuan.cli.board import board_asked
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import chosen_format, columns, put
from dajuan.cli.zone import opened
from dajuan.figures.figure import exact_text, rounded
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.width import pad
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.pack import Language

COLUMNS = (
    Column("rank", "名次", "rank", "whole", 8),
    Column("owner", "单位", "owner", "text", 20),
    Column("score", "得分", "score", "decimal", 10),
    Column("target", "目标", "target", "text", 14),
    Column("points", "这一项", "points", "decimal", 10),
    Column("why", "说明", "why", "text", 60),
)


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        made = board_asked(options, zone, ledger)
    found = score_board(made)
    style = chosen_format(options.format, options.output, "table", BOARD_FORMATS)
    if style == "json":
        put(_json(zone, made, found), options.output)
    elif style == "csv":
        put(csv_text(COLUMNS, _rows(found, "zh")), options.output)
    elif style == "xlsx":
        put(xlsx_bytes(COLUMNS, _rows(found, options.lang), language=options.lang, sheet="scores"), options.output)
    else:
        put(_table(zone, made, found, options.lang, lines=options.lines), options.output)
    return 0


def _shown(score: Score) -> str:
    return "—" if score.points is None else number_said(rounded(score.points, 2))


def _rows(found: Sequence[Score], language: Language) -> Iterator[tuple[Cell, ...]]:
    for score in found:
        for line in score.lines:
            points = number_said(rounded(line.points, 2))
            total = None if score.points is None else _shown(score)
            yield score.rank, score.owner, total, line.target, points, line.zh if language == "zh" else line.en


def _json(zone: Zone, made: Board, found: Sequence[Score]) -> str:
    rules = made.rules.scores.origin
    return json_text(
        {
            "zone": {"name": zone.name, "code": zone.code, "simulated": zone.simulated},
            "year": made.year,
            "as_of": made.as_of.isoformat(),
            "size": made.size,
            "root": made.root,
            "rules": {"code": rules.code, "source": rules.source, "mark": rules.mark},
            "scores": [
                {
                    "owner": score.owner,
                    "rank": score.rank,
                    "points": None if score.points is None else exact_text(score.points),
                    "shown": None if score.points is None else _shown(score),
                    "counted": score.counted,
                    "why": {"zh": score.zh, "en": score.en},
                    "lines": [
                        {
                            "kind": line.kind,
                            "target": line.target or None,
                            "points": exact_text(line.points),
                            "why": {"zh": line.zh, "en": line.en},
                        }
                        for line in score.lines
                    ],
                }
                for score in found
            ],
            "unled": [one.target.code for one in unled(made)],
        }
    )


def _table(zone: Zone, made: Board, found: Sequence[Score], language: Language, *, lines: bool) -> str:
    zh, wide = language == "zh", columns()
    rules = made.rules.scores.origin
    told = [
        f"{zone.title()} · {made.year} 年 · 截至 {made.as_of} · {rules.name.zh}"
        if zh
        else f"{zone.title('en')} · {made.year} · as of {made.as_of} · {rules.name.en}",
        "",
    ]
    for score in found:
        rank = f"{score.rank}." if score.rank else "—"
        count = f"{score.counted} 项" if zh else f"{score.counted} targets"
        why = score.zh if zh else score.en
        told.append(f"{rank:<4}{pad(score.owner, 24)} {_shown(score):>7}  {count}{f'  {why}' if why else ''}")
        if lines:
            for line in score.lines:
                told += folded(line.zh if zh else line.en, wide, "        ")
    others = [one.target.code for one in unled(made)]
    if others:
        listed = "、".join(others) if zh else ", ".join(others)
        told += ["", *folded(f"没有牵头单位、不计分：{listed}" if zh else f"Led by nobody, not scored: {listed}", wide)]
    told += folded(f"规则出处：{rules.source}" if zh else f"Source of the rules: {rules.source}", wide)
    return "\n".join(told) + "\n"
