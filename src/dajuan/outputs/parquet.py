"""Rows → parquet, one row a claim, with column types that never depend on the rows.

``low`` and ``high`` stand twice: as exact decimal strings (a zone's figures reach from 0.00001 to 10¹³, which no single
``decimal(p, s)`` holds without padding), and as float64 (``low_value``, ``high_value``) for arithmetic at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dajuan.outputs.rows import VALUE_COLUMNS, Cell, Column
from dajuan.outputs.trouble import OutputError

BATCH = 10_000


def parquet_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One file in memory. Raises :class:`OutputError` where pyarrow is not installed."""
    arrow, parquet = _pyarrow()
    schema = _schema(arrow, columns)
    out = io.BytesIO()
    parquet.write_table(_table(arrow, schema, columns, list(rows)), out, compression="zstd")
    return out.getvalue()


def join_parquet(parts: Iterable[Path], out: Path, columns: Sequence[Column]) -> None:
    """Put parts one after another, holding one at a time in memory."""
    arrow, parquet = _pyarrow()
    with parquet.ParquetWriter(out, _schema(arrow, columns), compression="zstd") as writer:
        for part in parts:
            table = parquet.read_table(part, partitioning=None)
            if table.num_rows:
                writer.write_table(table, row_group_size=BATCH)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise OutputError(
            "parquet 需要 pyarrow：pip install 'dajuan[parquet]'",
            "parquet needs pyarrow: pip install 'dajuan[parquet]'",
        ) from error
    return pyarrow, parquet


def _schema(arrow: Any, columns: Sequence[Column]) -> Any:
    kinds = {
        "text": arrow.string(),
        "decimal": arrow.string(),
        "number": arrow.float64(),
        "whole": arrow.int32(),
        "date": arrow.date32(),
        "flag": arrow.bool_(),
    }
    return arrow.schema([(column.name, kinds[column.kind]) for column in (*columns, *_values(columns))])


def _values(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The float columns, for tables that have the decimals."""
    names = {column.name for column in columns}
    return tuple(one for one in VALUE_COLUMNS if one.name.removesuffix("_value") in names)


def _table(arrow: Any, schema: Any, columns: Sequence[Column], rows: list[Sequence[Cell]]) -> Any:
    cells: dict[str, list[Any]] = {column.name: [row[place] for row in rows] for place, column in enumerate(columns)}
    for column in _values(columns):
        exact = cells[column.name.removesuffix("_value")]
        cells[column.name] = [None if one is None else float(one) for one in exact]
    for column in columns:
        if column.kind == "text":
            cells[column.name] = [None if one is None else _clean(one) for one in cells[column.name]]
    return arrow.table(cells, schema=schema)


def _clean(words: str) -> str:
    """Lone surrogates (of broken file names) cannot stand in UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")
