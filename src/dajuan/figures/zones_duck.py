"""DuckDB over the Parquet files of an export: many zones on one machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from dajuan.figures.dialect import DUCK_ZONES, Dialect


class DuckParquet:
    """A database in memory."""

    dialect: Dialect = DUCK_ZONES

    def __init__(self) -> None:
        self._db = duckdb.connect(":memory:")

    def read(self, name: str, folder: str, paths: Sequence[str]) -> None:
        listed = ", ".join(self.dialect.text(path) for path in paths)
        self.view(
            name, f"select * from read_parquet([{listed}], hive_partitioning = true, hive_types_autocast = false)"
        )

    def view(self, name: str, query: str) -> None:
        self._db.execute(f"create view {name} as {query}")

    def keep(self, name: str, query: str) -> None:
        self._db.execute(f"create table {name} as {query}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._db.execute(sql).fetchall()

    def close(self) -> None:
        self._db.close()
