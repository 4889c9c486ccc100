"""``dajuan figures --export``: the zones of an export together, on DuckDB here or on Spark."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dajuan.cli.figures_question import Question, as_of_of, by_zone, known_at_of, period_asked
from dajuan.figures.spark import SparkParquet, session_on
from dajuan.figures.zones import Zones, programmes_of, zones_at
from dajuan.figures.zones_duck import DuckParquet
from dajuan.figures.zones_engine import ParquetDatabase, ZonesEngine
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SIMULATED_EN, SIMULATED_ZH
from dajuan.programmes.pack import Programme

_TIMEZONE = ZoneInfo("Asia/Shanghai")
"""An export says nothing of its zones' time; a moment may be written with its offset."""


@contextmanager
def over_export(options: Namespace) -> Iterator[tuple[Question, Mapping[str, Programme], ZonesEngine]]:
    """What is asked, the programmes of the zones' own packs, and the engine that answers for all of them."""
    if options.zone:
        raise LedgerError(
            "--zone 是一个园区的文件夹，--export 是导出的文件夹，二者取一；只算几个园区用 --zones 代码",
            "--zone is a zone's folder and --export an export: give one of them; --zones CODES asks of some zones only",
        )
    known_at = known_at_of(options, _TIMEZONE)
    only = [zone.strip() for zone in options.zones.replace("，", ",").split(",") if zone.strip()]
    zones = zones_at(Path(options.export), only=only, known_at=known_at)
    question = Question(
        name=_named(zones, options.lang),
        title=_named(zones, options.lang) + _simulated(zones, options.lang),
        code=None,
        simulated=any(one.simulated for one in zones.manifests),
        period=period_asked(options, datetime.now(_TIMEZONE).date()),
        by=by_zone(options.by),
        as_of=as_of_of(options),
        known_at=known_at,
        size=None,
        verified=options.verified,
        zones=zones.logs,
    )
    programmes = programmes_of(zones)
    with _database(options.engine or "duckdb") as database:
        yield question, programmes, ZonesEngine(zones, database)


def _named(zones: Zones, language: str) -> str:
    """``3 个园区 songxi yunling …``"""
    codes = [log.zone for log in zones.logs]
    listed = " ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
    return f"{len(codes)} 个园区 {listed}" if language == "zh" else f"{len(codes)} zones {listed}"


def _simulated(zones: Zones, language: str) -> str:
    """Which of them say that they are."""
    codes = [one.zone for one in zones.manifests if one.simulated]
    if not codes:
        return ""
    listed = "" if len(codes) == len(zones.manifests) else " ".join(codes) + " "
    return f"（{listed}{SIMULATED_ZH}）" if language == "zh" else f" ({listed}{SIMULATED_EN})"


@contextmanager
def _database(engine: str) -> Iterator[ParquetDatabase]:
    if engine == "duckdb":
        with closing(DuckParquet()) as database:
            yield database
    elif engine == "spark" or engine.startswith("spark://"):
        session = session_on(engine if "://" in engine else "")
        try:
            yield SparkParquet(session)
        finally:
            session.stop()
    else:
        raise LedgerError(
            f"没有引擎 {engine}；可用：duckdb、spark、spark://主机:7077",
            f"there is no engine {engine}; it may be duckdb, spark or spark://HOST:7077",
        )
