"""Spark over the Parquet files of an export: the same definitions where one machine is not enough.

The cluster is the caller's: hand in his session, or name a master; the workers must see the export's folder under the
same path. Memory, cores and the like are Spark's own settings (``spark-defaults.conf``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dajuan.figures.dialect import SPARK, Dialect
from dajuan.ledger.trouble import LedgerError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PARTITIONS = "spark.sql.shuffle.partitions"
"""Where nobody has said it, two a core: Spark's own 200 take minutes over a few thousand entries."""


class SparkParquet:
    """A session's cluster. The session stays its caller's; what is made here is not seen in it."""

    dialect: Dialect = SPARK

    def __init__(self, session: SparkSession) -> None:
        self._session = session.newSession()
        self._session.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        context = session.sparkContext
        if not context.getConf().contains(_PARTITIONS):
            self._session.conf.set(_PARTITIONS, str(2 * context.defaultParallelism))
        self._kept: list[str] = []

    def read(self, name: str, folder: str, paths: Sequence[str]) -> None:
        self._session.read.option("basePath", folder).parquet(*paths).createTempView(name)

    def view(self, name: str, query: str) -> None:
        self._session.sql(f"create temporary view {name} as {query}")

    def keep(self, name: str, query: str) -> None:
        self._session.sql(f"cache table {name} as {query}")
        self._kept.append(name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self._session.sql(sql).collect())

    def close(self) -> None:
        for name in reversed(self._kept):
            self._session.sql(f"uncache table {name}")


def session_on(master: str = "") -> SparkSession:
    """A session on a master (``spark://host:7077``), or on what Spark's own settings say: at first, this machine."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LedgerError(
            "--engine spark 需要 pyspark：pip install 'dajuan[spark]'，还要 Java 17 以上",
            "--engine spark needs pyspark: pip install 'dajuan[spark]', and Java 17 or later",
        ) from error
    quiet = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
    builder = SparkSession.builder.appName("dajuan").config(map=quiet)
    try:
        session: SparkSession = (builder.master(master) if master else builder).getOrCreate()
    except (PySparkException, Py4JError) as error:
        why = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise LedgerError(
            f"Spark 没有起来：{why}；要 Java 17 以上（Debian：openjdk-17-jre-headless），主机要连得上",
            f"Spark did not start: {why}; it wants Java 17 or later (Debian: openjdk-17-jre-headless) and a master it can reach",
        ) from error
    return session
