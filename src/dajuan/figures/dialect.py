"""Where engines say the same thing differently. The SQL of ``sql`` keeps to what they all say alike."""

from __future__ import annotations

from datetime import date


class Dialect:
    """DuckDB's way, which is mostly PostgreSQL's as well."""

    name = "duckdb"
    string = "varchar"

    def text(self, value: str) -> str:
        """A string literal."""
        return "'" + value.replace("'", "''") + "'"

    def day(self, value: date) -> str:
        return f"date '{value.isoformat()}'"

    def bucket(self, grain: str, column: str) -> str:
        """The day itself, or the first of the month that it lies in."""
        return column if grain == "day" else f"cast(date_trunc('{grain}', {column}) as date)"

    def days(self, start: str, end: str) -> str:
        """Whole days between two dates."""
        return f"({end} - {start})"

    def stretch(self, first: str, last: str) -> str:
        """One row a number, both ends included, in a list of columns."""
        return f"unnest(generate_series({first}, {last}))"


class PostgresDialect(Dialect):
    name = "postgresql"

    def stretch(self, first: str, last: str) -> str:
        return f"generate_series({first}, {last})"


DUCKDB = Dialect()
POSTGRES = PostgresDialect()
