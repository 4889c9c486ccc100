"""Where engines say the same thing differently. The SQL of ``sql`` keeps to what they all say alike."""

from __future__ import annotations

from datetime import date


class Dialect:
    """DuckDB's way, which is mostly PostgreSQL's as well."""

    name = "duckdb"
    string = "varchar"
    zone = ""
    """The zone that subject ``r.subject`` is of, where an engine answers for several (``zones_engine``)."""

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

    def total(self, column: str) -> str:
        """The sum of integers, which may be beyond 64 bits."""
        return f"sum({column})"

    def stretch(self, first: str, last: str) -> str:
        """One row a number, both ends included, in a list of columns."""
        return f"unnest(generate_series({first}, {last}))"


class PostgresDialect(Dialect):
    name = "postgresql"

    def stretch(self, first: str, last: str) -> str:
        return f"generate_series({first}, {last})"


class DuckZonesDialect(Dialect):
    """DuckDB's, where subjects are called ``zone/CODE``."""

    zone = "split_part(r.subject, '/', 1)"


class SparkDialect(DuckZonesDialect):
    name = "spark"
    string = "string"

    def text(self, value: str) -> str:
        """A backslash is an escape there."""
        return super().text(value.replace("\\", "\\\\"))

    def bucket(self, grain: str, column: str) -> str:
        """``date_trunc`` would go by way of a moment in the session's time zone."""
        return column if grain == "day" else f"trunc({column}, '{grain}')"

    def days(self, start: str, end: str) -> str:
        return f"datediff({end}, {start})"

    def total(self, column: str) -> str:
        return f"sum(cast({column} as decimal(38, 0)))"

    def stretch(self, first: str, last: str) -> str:
        return f"explode(sequence({first}, {last}))"


DUCKDB = Dialect()
DUCK_ZONES = DuckZonesDialect()
SPARK = SparkDialect()
POSTGRES = PostgresDialect()
