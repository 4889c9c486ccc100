"""A comparison in the terminal: the main targets first, then every promise with a number, then what was answered in words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from dajuan.comparison.comparison import Answer, Comparison
from dajuan.outputs.comparison_rows import one_line
from dajuan.outputs.terminal import printable
from dajuan.outputs.words import VERDICTS

SIGNS = {
    "met": "●",
    "partly": "◐",
    "missed": "✕",
    "admitted": "✕",
    "not_answered": "○",
    "cannot_compare": "≠",
    "definition_changed": "⇄",
}
"""Colour alone must not carry a verdict: each has a shape too."""
STYLES = {
    "met": "green",
    "partly": "yellow",
    "missed": "bold red",
    "admitted": "red",
    "not_answered": "magenta",
    "cannot_compare": "dim",
    "definition_changed": "cyan",
}
_HEADS = {"zh": ("结论", "承诺", "回答", "理由"), "en": ("verdict", "promise", "answer", "reason")}
_PARTS = {
    "zh": ("主要预期目标", "其他有数的承诺", "没有数字的承诺"),
    "en": ("main targets", "other promises with a number", "promises without a number"),
}


def comparison_table(
    comparison: Comparison, *, language: str = "zh", colour: bool = False, columns: int | None = None
) -> str:
    """Three tables. Wordless commitments without an answer are only counted: the other formats list them."""
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        width=columns or _columns(),
        legacy_windows=False,
        highlight=False,
    )
    console.print(Text(_title(comparison, language), style="bold" if colour else ""))
    for line in _notes(comparison, language):
        console.print(Text(line, style="red" if colour else ""))
    for name, answers in zip(_PARTS[language], parts(comparison), strict=True):
        shown = [one for one in answers if one.promise.main or one.promise.claim or one.answer]
        if answers:
            console.print()
            console.print(Text(_heading(name, answers, language), style="bold" if colour else ""))
        if shown:
            console.print(_table(shown, language, colour))
        if len(shown) < len(answers):
            console.print(Text(_rest(len(answers) - len(shown), language)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def parts(comparison: Comparison) -> tuple[list[Answer], list[Answer], list[Answer]]:
    """Main targets, other promises with a number, commitments without one."""
    main = [one for one in comparison.answers if one.promise.main]
    others = [one for one in comparison.answers if not one.promise.main]
    return main, [o for o in others if o.promise.claim], [o for o in others if o.promise.claim is None]


def tally(answers: Iterable[Answer], language: str) -> str:
    """``兑现 5 · 未兑现 1``, in the order of the table of verdicts."""
    told = [one.verdict for one in answers]
    return " · ".join(f"{SIGNS[v]} {VERDICTS[v][language]} {told.count(v)}" for v in SIGNS if v in told)


def _title(comparison: Comparison, language: str) -> str:
    plan, report = comparison.plan, comparison.report
    if language == "en":
        return f"promised for {plan.plan_year or '?'} by {plan.document.source or 'the plan'}, answered by {report.document.source or 'the report'}"
    return f"{plan.document.source or '计划'}（承诺{plan.plan_year or '？'}年）→ {report.document.source or '报告'}（总结{report.report_year or '？'}年）"


def _notes(comparison: Comparison, language: str) -> list[str]:
    """What must be known before reading the tables: a pair that is none, and shortfalls called a success."""
    notes = [note for note in (pairing_note(comparison, language),) if note]
    missed = called_missed(comparison)
    if missed:
        start, end = comparison.success_claims[0]
        quote = one_line(comparison.report.document.text[start:end])
        names = "、".join(one.promise.indicator for one in missed)
        notes.append(
            f"the report says “{quote}”, yet fell short of: {names}"
            if language == "en"
            else f"报告称“{quote}”，而以下没有达到承诺：{names}"
        )
    return notes


def called_missed(comparison: Comparison) -> list[Answer]:
    """The main targets missed in a year that the report calls fulfilled; a close one is shown, not held against it."""
    if not comparison.success_claims:
        return []
    return [one for one in comparison.answers if one.called_success and one.verdict != "partly"]


def pairing_note(comparison: Comparison, language: str) -> str:
    """Why there is nothing to compare: no promise, no answer, the same document twice, swapped, a year between."""
    promised, told = comparison.plan.plan_year, comparison.report.report_year
    if not comparison.answers:
        zh = "第一份里没有找到承诺。先写定计划的那一份，再写总结那一年的那一份"
        en = "no promise was found in the first document: give the one that plans the year, then the one that tells it"
    elif promised is not None and told is not None and promised != told:
        zh, en = _other_year(comparison, promised, told)
    elif not any(one.answer for one in comparison.answers):
        zh = "第二份里没有找到任何一项承诺的回答。请看它是不是总结那一年的报告"
        en = "the second document answers none of the promises: is it the report on that year?"
    else:
        return ""
    return en if language == "en" else zh


def _other_year(comparison: Comparison, promised: int, told: int) -> tuple[str, str]:
    zh, en = "中间隔了一年或多年，不下结论", "they do not follow each other: no verdicts"
    if comparison.plan.document.text == comparison.report.document.text:
        zh, en = "两份是同一份文件，不下结论", "both are the same document: no verdicts"
    elif promised > told:
        zh, en = (
            "顺序像是反了，计划在前、报告在后；不下结论",
            "the order looks swapped, plan first, then report: no verdicts",
        )
    return (
        f"注意：第一份承诺的是{promised}年，第二份总结的是{told}年；{zh}",
        f"note: the first promises {promised}, the second tells {told}; {en}",
    )


def _heading(name: str, answers: Sequence[Answer], language: str) -> str:
    count = f"{len(answers)} 项" if language == "zh" else str(len(answers))
    return (
        f"{name} {count}：{tally(answers, language)}"
        if language == "zh"
        else f"{name}, {count}: {tally(answers, language)}"
    )


def _rest(count: int, language: str) -> str:
    if language == "en":
        return f"{count} more without an answer; --format html, csv, xlsx or json lists them"
    return f"另有 {count} 项没有找到回答，--format html、csv、xlsx、json 里全部列出"


def _table(answers: Sequence[Answer], language: str, colour: bool) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold" if colour else "")
    for head, widest in zip(_HEADS[language], (16, 30, 30, 44), strict=True):
        table.add_column(head, overflow="fold", max_width=widest)
    for one in answers:
        verdict = Text(
            f"{SIGNS[one.verdict]} {VERDICTS[one.verdict][language]}", style=STYLES[one.verdict] if colour else ""
        )
        answer = printable(one_line(one.answer.text)) if one.answer else "—"
        table.add_row(
            verdict, Text(printable(one_line(one.promise.text))), Text(answer), Text(printable(one.reason(language)))
        )
    return table


def _columns() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size((120, 24)).columns, 60)
