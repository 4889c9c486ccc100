"""Targets as a table, JSON, csv or a workbook."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dajuan.answers.board_rows import value_asked
from dajuan.answers.plan import Imported
from dajuan.answers.suggestions import Suggested, Suggestion
from dajuan.answers.target import PROGRAMME, Binding, Target
from dajuan.cli.answer_arguments import PLAN_FORMATS
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import chosen_format, columns
from dajuan.ledger.ledger import Ledger
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.width import fit, pad, width
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.pack import Language

COLUMNS = (
    Column("code", "编号", "code", "text", 12),
    Column("name", "目标", "target", "text", 30),
    Column("kind", "性质", "kind", "text", 10),
    Column("area", "工作领域", "area", "text", 18),
    Column("bound", "要求", "bound", "text", 8),
    Column("value", "目标值", "value", "text", 14),
    Column("value_to", "上限", "upper end", "text", 12),
    Column("deadline", "时限", "deadline", "date", 12),
    Column("owner", "牵头单位", "owner", "text", 18),
    Column("co_owners", "配合单位", "co-owners", "text", 20),
    Column("weight", "权重", "weight", "text", 8),
    Column("indicator", "绑定指标", "indicator", "text", 34),
    Column("suggested", "建议指标", "suggested indicator", "text", 34),
    Column("score", "把握", "score", "number", 8),
    Column("reason", "理由", "reason", "text", 50),
    Column("stage", "阶段", "stage", "text", 10),
    Column("words", "计划原话", "words of the plan", "text", 50),
    Column("source", "出处", "source", "text", 20),
)


def imported_told(done: Imported, options: Namespace) -> str | bytes:
    """What was read, line by line; questions that the plan leaves open come last."""
    zh = options.lang == "zh"
    if chosen_format(options.format, options.output, "table", PLAN_FORMATS) == "json":
        return json_text({"year": done.year, "added": done.added, "sha256": done.sha256, "codes": [code for code, _ in done.proposed]})  # fmt: skip
    lines = []
    area = None
    for code, one in done.proposed:
        if one.area != area:
            area = one.area
            lines += ["", area or ("（无标题）" if zh else "(no heading)")]
        value = f"{one.value}{f'–{one.value_to}' if one.value_to else ''}"
        lines.append(fit(f"  {code}  {pad(fit(one.name, 34), 34)} {pad(value, 12)} {one.owner}".rstrip(), columns()))
    numbers = sum(one.kind == "number" for _, one in done.proposed)
    tasks = len(done.proposed) - numbers
    lines += [
        "",
        f"{done.year} 年：{numbers} 个定量目标、{tasks} 个定性任务，新列出 {done.added} 个。接着：dajuan plan review"
        if zh
        else f"{done.year}: {numbers} targets with a number, {tasks} tasks; {done.added} are new. Next: dajuan plan review",
    ]
    for code, one in done.proposed:
        if one.open_question and done.added:
            lines += folded(f"{code} {one.open_question[0 if zh else 1]}", columns())
    return "\n".join(lines).lstrip("\n") + "\n"


def listed(
    chosen: Sequence[Target], ledger: Ledger, options: Namespace, suggested: Mapping[str, Suggested]
) -> str | bytes:
    style = chosen_format(options.format, options.output, "table", PLAN_FORMATS)
    if style == "json":
        return json_text([_object(one, suggested.get(one.code)) for one in chosen])
    if style == "csv":
        return csv_text(COLUMNS, _rows(chosen, ledger, "zh", suggested))
    if style == "xlsx":
        return xlsx_bytes(
            COLUMNS, _rows(chosen, ledger, options.lang, suggested), language=options.lang, sheet="targets"
        )
    return _table(chosen, ledger, options.lang, suggested)


def _object(one: Target, suggested: Suggested | None) -> Mapping[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "year": one.year,
        "kind": one.kind,
        "area": one.area,
        "words": one.words,
        "source": str(one.source) if one.source else None,
        "value": one.value.text if one.value else None,
        "value_to": one.upper.text if one.upper else None,
        "bound": one.bound,
        "basis": one.basis,
        "accrues": one.accrues,
        "deadline": one.due.isoformat(),
        "owner": one.owner or None,
        "co_owners": list(one.co_owners),
        "weight": None if one.weight is None else str(float(one.weight)),
        "indicator": str(one.binding) if one.binding else None,
        "suggestions": [_suggestion(each) for each in suggested.best] if suggested else [],
        "nearest": _suggestion(suggested.nearest) if suggested and suggested.nearest else None,
        "stage": one.stage,
        "stage_on": one.stage_on.isoformat(),
        "part_of": one.part_of or None,
        "troubles": [{"zh": zh, "en": en} for zh, en in one.troubles],
    }


def _suggestion(one: Suggestion) -> Mapping[str, Any]:
    return {"indicator": str(one.binding), "score": one.score, "zh": one.zh, "en": one.en}


def _rows(
    chosen: Sequence[Target], ledger: Ledger, language: Language, suggested: Mapping[str, Suggested]
) -> Iterator[tuple[Cell, ...]]:
    for one in chosen:
        first = _first(suggested.get(one.code), language)
        yield (
            one.code,
            one.name,
            named(ledger, "kind", one.kind, language),
            one.area,
            named(ledger, "bound", one.bound, language) if one.value else None,
            one.value.text if one.value else None,
            one.upper.text if one.upper else None,
            one.due,
            one.owner,
            "、".join(one.co_owners),
            None if one.weight is None else f"{float(one.weight * 100):g}%",
            str(one.binding) if one.binding else None,
            *first,
            stage_said(ledger, one.stage, language),
            one.words,
            str(one.source) if one.source else None,
        )


def _first(suggested: Suggested | None, language: Language) -> tuple[Cell, Cell, Cell]:
    """The best suggestion, its score and reason; where there is none, what came nearest and why it will not do."""
    if suggested is None:
        return None, None, None
    if suggested.best:
        best = suggested.best[0]
        return str(best.binding), best.score, best.zh if language == "zh" else best.en
    return None, None, _none_told(suggested, language)


def _none_told(suggested: Suggested, language: Language) -> str:
    none = "没有合适的指标" if language == "zh" else "no indicator fits"
    if suggested.nearest is None:
        return none
    nearest = suggested.nearest
    return f"{none}；最近的是{nearest.zh}" if language == "zh" else f"{none}; the nearest is {nearest.en}"


def bound_told(bound: Sequence[tuple[Target, Binding]], suggested: Mapping[str, Suggested], language: Language) -> str:
    """What each target was bound to, and for which reason where that was suggested."""
    lines = []
    for one, binding in bound:
        lines.append(fit(f"{one.code} {one.name} ← {binding}", columns()))
        if one.code in suggested:
            best = suggested[one.code].best[0]
            lines += folded(f"  {best.zh if language == 'zh' else best.en}", columns())
    return "\n".join(lines) + "\n"


def named(ledger: Ledger, field: str, key: str, language: Language) -> str:
    """The name of a choice of the programme ``targets``."""
    choices = ledger.programmes[PROGRAMME].fields[field].choices
    return next((one.name.said(language) for one in choices if one.key == key), key)


def stage_said(ledger: Ledger, key: str, language: Language) -> str:
    stage = ledger.programmes[PROGRAMME].stages.get(key)
    return stage.name.said(language) if stage else key


def _table(chosen: Sequence[Target], ledger: Ledger, language: Language, suggested: Mapping[str, Suggested]) -> str:
    """One or two lines a target: what, how much, by when, who, where it stands; then what measures it."""
    zh, wide, lines = language == "zh", columns(), []
    if not chosen:
        return ("没有目标\n" if zh else "no targets\n")  # fmt: skip
    area = None
    for one in chosen:
        if one.area != area:
            area = one.area
            lines += ["", area or ("（无标题）" if zh else "(no heading)")]
        lines.append(fit(_line(one, ledger, language), wide).rstrip())
        if one.binding:
            lines.append(fit(f"      ← {one.binding}", wide))
        lines += _suggested_lines(suggested.get(one.code), language, wide)
        lines += [fit(f"      ! {trouble[0 if zh else 1]}", wide) for trouble in one.troubles]
    lines += ["", f"{len(chosen)} 个" if zh else f"{len(chosen)} targets", *_how_to_bind(chosen, suggested, language)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _suggested_lines(suggested: Suggested | None, language: Language, wide: int) -> list[str]:
    """Nothing where nothing came near: most promises of a plan are measured by no pack, and one count at the end says so."""
    if suggested is None:
        return []
    lines = []
    for one in suggested.best:
        lines.append(fit(f"      ? {one.binding}  {one.score:.2f}", wide))
        lines += [f"        {line}" for line in folded(one.zh if language == "zh" else one.en, wide - 8)]
    if not suggested.best and suggested.nearest:
        lines += [f"      {line}" for line in folded(f"× {_none_told(suggested, language)}", wide - 6)]
    return lines


def _how_to_bind(chosen: Sequence[Target], suggested: Mapping[str, Suggested], language: Language) -> list[str]:
    having = [one.code for one in chosen if one.code in suggested and suggested[one.code].best]
    lacking = len(suggested) - len(having)
    lines = []
    if lacking:
        lines.append(f"{lacking} 个没有合适的指标，靠填报" if language == "zh" else f"{lacking} fit no indicator: they are reported by hand")  # fmt: skip
    if having:
        codes = " ".join(having[:2])
        lines.append(
            f"{len(having)} 个有建议（?），看过同意的：dajuan plan bind {codes}；换一个：dajuan plan bind {having[0]}=事项/指标"
            if language == "zh"
            else f"{len(having)} have a suggestion (?); to accept: dajuan plan bind {codes}; another: {having[0]}=PROGRAMME/INDICATOR"
        )
    return lines


def _line(one: Target, ledger: Ledger, language: Language) -> str:
    indent = "  " * (1 + one.code.count("."))
    value = asked_said(one, ledger, language)
    name = pad(fit(one.name, 30), 30)
    gap = " " * max(12 - width(one.code) - len(indent), 1)
    return f"{indent}{one.code}{gap}{name} {pad(value, 16)} {one.due} {pad(stage_said(ledger, one.stage, language), 8)} {one.owner}"


def asked_said(one: Target, ledger: Ledger, language: Language) -> str:
    """``不低于 230亿元``, ``≥ 230亿元``; a task says that it is one."""
    return value_asked(one) or named(ledger, "kind", one.kind, language)
