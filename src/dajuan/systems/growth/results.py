"""The table of a run: a row a firm, what it was scored by and what came of it. The bytes that are the run's evidence.

Only codes, classes and numbers stand in it, no text that anybody typed: it opens in any program as what it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dajuan.indices.construct import Construction
from dajuan.indices.table import Array, Table
from dajuan.indices.uncertainty import Spread
from dajuan.systems.growth.trouble import GrowthError

KIND = "指数得分表"
Reason = Literal["", "class", "data"]
"""Why a firm is not scored: it is not of those that the scheme is about, or of unknown class; data is missing."""
_HEAD = ("code", "industry", "size", "left_out", "score", "rank", "low", "median", "high")


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """One firm's result."""

    code: str
    industry: str
    size: str
    left_out: Reason
    score: float | None
    rank: int | None
    low: float | None
    median: float | None
    high: float | None
    """The interval of its rank."""


@dataclass(frozen=True, eq=False, slots=True)
class Results:
    lines: tuple[Line, ...]
    """In the order of ranks, then those that are not scored."""
    table: Table
    """What was computed with, in the same order."""

    def line(self, code: str) -> Line | None:
        return next((one for one in self.lines if one.code == code), None)

    def places(self) -> Mapping[str, int]:
        return {one.code: at for at, one in enumerate(self.lines)}


def results_of(table: Table, made: Construction, found: Spread) -> Results:
    kept = {code: at for at, code in enumerate(made.units)}
    lines = []
    for at, code in enumerate(table.units):
        own = kept.get(code)
        reason: Reason = "" if own is not None and not np.isnan(made.scores[own]) else "data"
        if not made.screened.meant[at]:
            reason = "class"
        scored = own is not None and not reason
        lines.append(
            Line(
                code,
                table.classes["industry"][at],
                table.classes["size"][at],
                reason,
                round(float(made.scores[own]), 6) if scored else None,
                int(made.ranks[own]) if scored else None,
                *(_rounded(float(some[own])) if scored else None for some in (found.low, found.median, found.high)),
            )
        )
    order = sorted(range(len(lines)), key=lambda at: (lines[at].rank is None, lines[at].rank or 0, lines[at].code))
    rows = np.array(order, dtype=int)
    classes = {name: tuple(some[at] for at in order) for name, some in table.classes.items()}
    sorted_table = Table(tuple(table.units[at] for at in order), table.columns, table.values[rows], classes)
    return Results(tuple(lines[at] for at in order), sorted_table)


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 1)


def text_of(results: Results) -> str:
    """Numbers as they are read back to the last bit."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow([*_HEAD, *(f"x:{key}" for key in results.table.columns)])
    for at, one in enumerate(results.lines):
        told = (one.score, one.rank, one.low, one.median, one.high)
        values = results.table.values[at]
        write.writerow([
            one.code, one.industry, one.size, one.left_out,
            *("" if number is None else repr(number) for number in told),
            *("" if np.isnan(value) else repr(float(value)) for value in values),
        ])  # fmt: skip
    return out.getvalue()


def parse_results(text: str) -> Results:
    """What :func:`text_of` wrote."""
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    if tuple(head[: len(_HEAD)]) != _HEAD:
        raise GrowthError("不是测算的得分表", "this is no table of a run's results")
    columns = tuple(key.removeprefix("x:") for key in head[len(_HEAD) :])
    lines: list[Line] = []
    values: list[Array] = []
    for row in rows:
        code, industry, size, left_out, *told = row[: len(_HEAD)]
        score, rank, low, median, high = (float(one) if one else None for one in told)
        lines.append(
            Line(code, industry, size, left_out, score, None if rank is None else int(rank), low, median, high)  # type: ignore[arg-type]
        )
        values.append(np.array([float(one) if one else np.nan for one in row[len(_HEAD) :]]))
    table = Table(
        tuple(one.code for one in lines),
        columns,
        np.array(values) if values else np.empty((0, len(columns))),
        {"industry": tuple(one.industry for one in lines), "size": tuple(one.size for one in lines)},
    )
    return Results(tuple(lines), table)
