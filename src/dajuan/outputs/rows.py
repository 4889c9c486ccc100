"""Claims and findings → rows of plain cells: the one shape that csv, xlsx and parquet share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dajuan.checks.finding import Finding
from dajuan.claims.claim import Claim, Reading
from dajuan.outputs.places import Places
from dajuan.outputs.words import plain

Cell = str | int | float | bool | date | None


class Column(NamedTuple):
    """A column: its stable name, what a person reads over it, its type, and how wide it stands in a sheet."""

    name: str
    zh: str
    en: str
    kind: str
    """text, decimal (an exact decimal string), number (a float), whole, date or flag."""
    width: int = 12


CLAIM_COLUMNS = (
    Column("source", "文件", "file", "text", 24),
    Column("id", "编号", "id", "text", 6),
    Column("indicator", "指标", "indicator", "text", 28),
    Column("text", "原文", "as written", "text", 16),
    Column("low", "下限", "low", "decimal", 16),
    Column("high", "上限", "high", "decimal", 16),
    Column("unit", "单位", "unit", "text", 8),
    Column("dimension", "量纲", "dimension", "text", 10),
    Column("qualifier", "限定", "qualifier", "text", 10),
    Column("basis", "口径", "basis", "text", 8),
    Column("role", "性质", "role", "text", 8),
    Column("cumulative", "累计", "cumulative", "flag", 6),
    Column("period", "期间", "period", "text", 12),
    Column("period_start", "期间起", "period start", "date", 12),
    Column("period_end", "期间止", "period end", "date", 12),
    Column("deadline", "期限", "deadline", "date", 12),
    Column("scope", "范围", "scope", "text", 10),
    Column("entities", "单位与项目", "entities", "text", 20),
    Column("verb", "动词", "verb", "text", 8),
    Column("per", "每", "per", "text", 6),
    Column("part_of", "其中项属于", "part of", "text", 8),
    Column("section", "章节", "section", "text", 30),
    Column("page", "页", "page", "whole", 5),
    Column("line", "行", "line", "whole", 6),
    Column("start", "起", "start", "whole", 8),
    Column("end", "止", "end", "whole", 8),
    Column("confidence", "把握", "confidence", "number", 8),
)

VALUE_COLUMNS = (
    Column("low_value", "下限值", "low value", "number", 16),
    Column("high_value", "上限值", "high value", "number", 16),
)
"""Beside the exact decimal strings, for arithmetic in tools that know only floats."""

FINDING_COLUMNS = (
    Column("source", "文件", "file", "text", 24),
    Column("code", "规则", "rule", "text", 8),
    Column("severity", "等级", "grade", "text", 10),
    Column("message", "说明", "message", "text", 60),
    Column("words", "原文", "words", "text", 36),
    Column("section", "章节", "section", "text", 30),
    Column("page", "页", "page", "whole", 5),
    Column("line", "行", "line", "whole", 6),
    Column("column", "列", "column", "whole", 6),
    Column("start", "起", "start", "whole", 8),
    Column("end", "止", "end", "whole", 8),
    Column("fix", "改为", "fix", "text", 20),
)


def claim_rows(reading: Reading) -> Iterator[list[Cell]]:
    """One row a claim, cells in the order of ``CLAIM_COLUMNS``."""
    places = Places(reading.document)
    for claim in reading.claims:
        yield _claim_row(claim, places)


def _claim_row(claim: Claim, places: Places) -> list[Cell]:
    period = claim.period
    return [
        places.document.source,
        claim.id,
        claim.indicator,
        claim.text,
        plain(claim.low),
        plain(claim.high),
        claim.unit,
        claim.dimension,
        claim.qualifier,
        claim.basis,
        claim.role,
        claim.cumulative,
        period.label if period else None,
        period.first if period else None,
        period.last if period else None,
        claim.deadline,
        claim.scope,
        "；".join(claim.entities) or None,
        claim.verb or None,
        claim.per or None,
        claim.part_of,
        " › ".join(claim.section) or None,
        places.page(claim.start),
        places.line_and_column(claim.start)[0],
        claim.start,
        claim.end,
        round(claim.confidence, 4),
    ]


def finding_rows(reading: Reading, findings: Sequence[Finding], language: str = "zh") -> Iterator[list[Cell]]:
    """One row a finding, cells in the order of ``FINDING_COLUMNS``."""
    places = Places(reading.document)
    text = reading.document.text
    for one in findings:
        line, column = places.line_and_column(one.start)
        yield [
            places.document.source,
            one.code,
            one.severity,
            one.message(language),
            "".join(text[one.start : one.end].split("\n")),
            " › ".join(places.sections(one.start)) or None,
            places.page(one.start),
            line,
            column,
            one.start,
            one.end,
            one.fix.replacement if one.fix else None,
        ]
