"""Figures as rows and as JSON: what the terminal, workbooks, pages and the API all show of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dajuan.figures.figure import Figure, exact_text
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.pack import Change, Choice, Indicator, Language, Programme, Ratio, Share

COLUMNS = (
    Column("programme", "事项", "programme", "text", 20),
    Column("indicator", "指标代码", "indicator", "text", 24),
    Column("name", "指标", "name", "text", 24),
    Column("period", "期间", "period", "text", 12),
    Column("start", "期间起", "from", "date", 12),
    Column("end", "期间止", "to", "date", 12),
    Column("part", "部分", "part", "text", 20),
    Column("value", "数", "value", "decimal", 16),
    Column("unit", "单位", "unit", "text", 8),
    Column("exact", "精确值", "exact", "text", 20),
    Column("entries", "依据条数", "entries", "whole", 10),
    Column("why", "为何没有", "why none", "text", 30),
    Column("size", "日志条数", "log size", "whole", 10),
    Column("root", "日志的根", "log root", "text", 20),
)


def why_none(figure: Figure, language: Language) -> str:
    """Why there is no value."""
    zh, en = _why(figure)
    return zh if language == "zh" else en


def _why(figure: Figure) -> tuple[str, str]:
    if not figure.entries:
        return "没有记录", "nothing recorded"
    match figure.indicator.definition:
        case Ratio():
            return "分母或分子没有数，或分母为零", "one side has no value, or the divisor is nought"
        case Change(against="year"):
            return "上年同期没有数或为零", "nothing, or nought, a year before"
        case Change():
            return "上一期没有数或为零", "nothing, or nought, in the period before"
        case Share():
            return "合计为零", "the whole is nought"
    return "记录里没有这个数", "the entries do not hold it"


def part_said(programme: Programme, by: str, part: str | None, language: Language) -> str:
    """A part's name: of a choice its own, of a flag yes or no; what was never stated is said so."""
    if part is None:
        return "（未填）" if language == "zh" else "(not stated)"
    field = programme.fields.get(by)
    choices: tuple[Choice, ...] = field.choices if field else ()
    if field and field.type == "flag":
        return {"zh": {"true": "是", "false": "否"}, "en": {"true": "yes", "false": "no"}}[language].get(part, part)
    return next((one.name.said(language) for one in choices if one.key == part), part)


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of one indicator, or why there are none."""

    programme: Programme
    indicator: Indicator
    figures: list[Figure]
    trouble: LedgerError | None = None


def figure_object(answer: Answer, figure: Figure) -> dict[str, Any]:
    return {
        "programme": figure.programme,
        "indicator": answer.indicator.key,
        "name": {"zh": answer.indicator.name.zh, "en": answer.indicator.name.said("en")},
        "period": {
            "label": str(figure.period),
            "start": figure.period.start.isoformat(),
            "end": figure.period.end.isoformat(),
        },
        "part": figure.part,
        "value": None if figure.value is None else exact_text(figure.value),
        "shown": None if figure.shown is None else f"{figure.shown:f}",
        "unit": answer.indicator.unit,
        "entries": figure.entries,
        "why": None if figure.value is not None else dict(zip(("zh", "en"), _why(figure), strict=True)),
    }


def rows_of(answers: Sequence[Answer], language: Language = "zh") -> Iterator[tuple[Cell, ...]]:
    for answer in answers:
        for figure in answer.figures:
            yield (
                figure.programme,
                answer.indicator.key,
                answer.indicator.name.said(language),
                str(figure.period),
                figure.period.start,
                figure.period.end,
                figure.part,
                None if figure.shown is None else f"{figure.shown:f}",
                answer.indicator.unit,
                None if figure.value is None else exact_text(figure.value),
                figure.entries,
                None if figure.value is not None else why_none(figure, language),
                figure.size,
                figure.root,
            )
