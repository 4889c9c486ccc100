"""One part of a folder: a few documents read into one file of rows. The same function runs here and on a cluster."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dajuan.outputs.atomic import write_whole
from dajuan.outputs.rows import CLAIM_COLUMNS, FINDING_COLUMNS, Cell, Column


class Task(NamedTuple):
    """What is made of every document: ``kind`` claims or findings; ``format`` csv, json (one object a line) or parquet."""

    folder: str
    parts: str
    kind: str
    format: str
    year: int | None = None
    language: str = "zh"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Bad(NamedTuple):
    """A document that could not be read, and why."""

    source: str
    zh: str
    en: str


class Part(NamedTuple):
    """A finished part: how many documents and rows, and which documents were passed over."""

    number: int
    files: int
    rows: int
    bad: tuple[Bad, ...]


def columns_of(task: Task) -> tuple[Column, ...]:
    return FINDING_COLUMNS if task.kind == "findings" else CLAIM_COLUMNS


def rows_path(task: Task, index: int) -> Path:
    return Path(task.parts) / f"{index:06}.{task.format}"


def done_path(task: Task, index: int) -> Path:
    """Written after the rows: where it stands, the part is whole."""
    return Path(task.parts) / f"{index:06}.done"


def finished(task: Task, index: int) -> Part | None:
    """The part as an earlier run left it, or None."""
    try:
        files, rows, bad = json.loads(done_path(task, index).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Part(index, files, rows, tuple(Bad(*one) for one in bad))


def opened_last(task: Task, index: int) -> str:
    """The document that an announced part had open when its process died."""
    try:
        return str(json.loads(_announced_path(task, index).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return ""


def _announced_path(task: Task, index: int) -> Path:
    return Path(task.parts) / f"{index:06}.open"


def read_part(
    task: Task, index: int, names: tuple[str, ...], deadly: tuple[Bad, ...] = (), announced: bool = False
) -> Part:
    """Read ``names`` (relative to the folder) and keep their rows. A document that cannot be read is told, not raised.

    ``deadly`` are documents known to kill whoever opens them; with ``announced`` each is written down before it is opened.
    """
    rows: list[list[Cell]] = []
    bad: list[Bad] = []
    killers = {one.source: one for one in deadly}
    for name in names:
        if name in killers:
            bad.append(killers[name])
            continue
        if announced:
            write_whole(_announced_path(task, index), json.dumps(name))
        try:
            rows.extend([name, *row[1:]] for row in _rows(task, name))
        except Exception as error:
            zh, en = getattr(error, "zh", None), getattr(error, "en", None)
            what = f"{type(error).__name__}: {error}"
            bad.append(Bad(name, zh or f"程序内部错误（{what}）", en or f"an error of ours ({what})"))
    write_whole(rows_path(task, index), _content(task, rows))
    write_whole(done_path(task, index), json.dumps([len(names), len(rows), bad]))
    return Part(index, len(names), len(rows), tuple(bad))


def _rows(task: Task, name: str) -> Iterator[list[Cell]]:
    from dajuan.claims.read import read
    from dajuan.outputs.rows import claim_rows, finding_rows

    reading = read(Path(task.folder) / name, year=task.year)
    if task.kind == "claims":
        return claim_rows(reading)
    from dajuan.checks.run import check

    return finding_rows(reading, check(reading, select=task.select, ignore=task.ignore), task.language)


def _content(task: Task, rows: list[list[Cell]]) -> str | bytes:
    columns = columns_of(task)
    if task.format == "csv":
        from dajuan.outputs.csv_text import csv_lines

        return csv_lines(columns, rows)
    if task.format == "parquet":
        from dajuan.outputs.parquet import parquet_bytes

        return parquet_bytes(columns, rows)
    names = [column.name for column in columns]
    return "".join(
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) + "\n" for row in rows
    )
