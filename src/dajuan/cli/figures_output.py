"""Figures as a table, JSON, csv or a workbook. Exact values are never rounded but for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dajuan.cli.figures_question import Question, split_of
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import columns
from dajuan.figures.figure import Figure
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.figure_rows import COLUMNS, Answer, figure_object, part_said, rows_of, why_none
from dajuan.outputs.width import fit, pad, width
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.pack import Language


def json_of(question: Question, answers: Sequence[Answer], size: int, root: str) -> str:
    return json_text(
        {
            "zone": {"name": question.name, "code": question.code, "simulated": question.simulated},
            **({"zones": [log._asdict() for log in question.zones]} if question.zones else {}),
            "period": str(question.period),
            "by": question.by.lstrip("@") or None,
            "as_of": question.as_of.isoformat() if question.as_of else None,
            "known_at": question.known_at.isoformat() if question.known_at else None,
            "verified": question.verified,
            "size": size,
            "root": root,
            "figures": [figure_object(answer, figure) for answer in answers for figure in answer.figures],
            "not_computed": [
                {
                    "programme": answer.programme.code,
                    "indicator": answer.indicator.key,
                    "why": {"zh": answer.trouble.zh, "en": answer.trouble.en},
                }
                for answer in answers
                if answer.trouble
            ],
        }
    )


def csv_of(answers: Sequence[Answer]) -> str:
    return csv_text(COLUMNS, rows_of(answers))


def xlsx_of(answers: Sequence[Answer], language: Language) -> bytes:
    return xlsx_bytes(COLUMNS, rows_of(answers, language), language=language, sheet="figures")


# The table -------------------------------------------------------------------------------------------------------


def table_of(
    question: Question, answers: Sequence[Answer], size: int, root: str, language: Language, *, definitions: bool
) -> str:
    lines = [*folded(" · ".join(_heading(question, language)), columns())]
    programme = None
    for group in _groups(answers):
        programme = group[0].programme
        lines += ["", f"{programme.name.said(language)} {programme.code}"]
        lines += _group(group, question, language, definitions)
    log = f"日志 {size:,} 条，根 {root[:16]}…" if language == "zh" else f"{size:,} entries, root {root[:16]}…"
    lines += ["", log]
    if programme is None:
        lines.insert(1, "没有启用事项" if language == "zh" else "no programme is on")
    return "\n".join(lines) + "\n"


def _heading(question: Question, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield question.title
    yield str(question.period)
    if question.as_of:
        yield f"截至 {question.as_of} 的事" if zh else f"as of {question.as_of}"
    if question.known_at:
        moment = question.known_at.strftime("%Y-%m-%d %H:%M")
        yield f"{moment} 时所知" if zh else f"as known at {moment}"
    if question.verified:
        yield "只算他人复核过的" if zh else "verified entries only"


def _groups(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    group: list[Answer] = []
    for answer in answers:
        if group and group[0].programme is not answer.programme:
            yield group
            group = []
        group.append(answer)
    if group:
        yield group


_HEADS = {
    "zh": ("指标", "期间", "部分", "数", "单位", "依据"),
    "en": ("indicator", "period", "part", "value", "unit", "entries"),
}
_WIDEST = (30, 21, 24, 18, 12, 8)
"""Columns in the terminal: together, with what is between them, they stay under 80 unless split and by period both."""
_TO_THE_LEFT = {0, 1, 2, 4}


def _group(answers: Sequence[Answer], question: Question, language: Language, definitions: bool) -> Iterator[str]:
    """The lines of one programme."""
    zh = language == "zh"
    if all(answer.trouble for answer in answers):
        yield from _troubles(answers, language)
        return
    if not any(figure.entries for answer in answers for figure in answer.figures) and len(answers) > 1:
        yield "  没有记录" if zh else "  nothing recorded"
        return
    rows: list[tuple[str, ...] | str] = []
    for answer in answers:
        name = answer.indicator.name.said(language) + ("*" if answer.indicator.unconfirmed else "")
        if answer.trouble:
            rows.append((name, "", "", "—", "算不了，见下" if zh else "cannot be computed, see below", ""))
        for place, figure in enumerate(answer.figures):
            rows.append(_row(name if not place else "", answer, figure, question, language))
        if definitions:
            rows.append(definition_in_words(answer.programme, answer.indicator, language))
    yield from _lines(
        rows, [True, _several(answers), bool(question.by) or any(map(_is_split, answers)), True, True, True], language
    )
    yield from _notes(answers, language)


def _lines(rows: Sequence[tuple[str, ...] | str], wanted: Sequence[bool], language: Language) -> Iterator[str]:
    """Rows as wide as their widest cell; why there is no value stands where unit and entries would, and runs on."""
    heads, wide = _HEADS[language], columns()
    cells = [row for row in rows if isinstance(row, tuple)]
    widths = [
        min(max(width(row[n]) for row in (heads, *cells) if n != 4 or row[3] != "—"), _WIDEST[n])
        for n in range(len(heads))
    ]
    for row in (heads, *rows):
        if isinstance(row, str):
            yield from folded(row, wide, "    ")
            continue
        last = 4 if row[3] == "—" else len(heads)
        parts = [
            _left(cell, widths[n]) if n in _TO_THE_LEFT else " " * max(widths[n] - width(cell), 0) + cell
            for n, cell in enumerate(row[:last])
            if wanted[n]
        ]
        line = "  " + "  ".join(parts)
        yield (line if last > 4 else f"{line}  {fit(row[4], max(wide - width(line) - 2, 20))}").rstrip()


def _notes(answers: Sequence[Answer], language: Language) -> Iterator[str]:
    """What is said once under the rows."""
    if any(answer.indicator.unconfirmed for answer in answers):
        told = "* 口径未经公开文件证实" if language == "zh" else "* not confirmed by a published text"
        yield from folded(told, columns(), "  ")
    yield from _troubles(answers, language)


def _troubles(answers: Sequence[Answer], language: Language) -> Iterator[str]:
    troubles = [answer.trouble.zh if language == "zh" else answer.trouble.en for answer in answers if answer.trouble]
    for told in dict.fromkeys(troubles):
        yield from folded(told, columns(), "  ")


def _left(cell: str, wide: int) -> str:
    return pad(fit(cell, wide), wide)


def _is_split(answer: Answer) -> bool:
    """A rule that names no result splits by result, unasked."""
    return any(figure.part is not None for figure in answer.figures)


def _several(answers: Sequence[Answer]) -> bool:
    return len({figure.period for answer in answers for figure in answer.figures}) > 1


def _row(name: str, answer: Answer, figure: Figure, question: Question, language: Language) -> tuple[str, ...]:
    by = split_of(answer.programme, question.by)
    part = ""
    if _is_split(answer) and not question.by and figure.part is None:
        part = "（判不了）" if language == "zh" else "(undecided)"
    elif (question.by or figure.part is not None) and figure.entries:
        part = part_said(answer.programme, by, figure.part, language)
    unit = answer.indicator.unit
    if figure.shown is None:
        return name, str(figure.period), part, "—", f"{why_none(figure, language)}", ""
    return name, str(figure.period), part, f"{figure.shown:,f}", unit, f"{figure.entries:,}"
