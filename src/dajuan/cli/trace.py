"""``dajuan trace``: a figure's lineage — subjects, their amounts, the entries, and the evidence files as they are now."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dajuan.cli.figures import engine_of, indicators_named
from dajuan.cli.figures_question import Question, question_of, split_of
from dajuan.cli.ledger_arguments import TRACE_FORMATS
from dajuan.cli.ledger_words import folded, recorded_said
from dajuan.cli.printing import chosen_format, columns, put
from dajuan.cli.zone import opened, programme_of
from dajuan.figures.ask import figures, indicator_of
from dajuan.figures.duck import DuckEngine
from dajuan.figures.figure import Figure, exact_text
from dajuan.figures.period import Period
from dajuan.figures.trace import Ground, amount_said, evidence_kinds, trace
from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_at, states_as_known
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.entry_words import happened
from dajuan.outputs.figure_rows import part_said, why_none
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.programmes.pack import Indicator, Language, Programme

_MOST = 50
"""Subjects shown in a terminal unless all are asked for."""
_CONDITIONS = {
    "sound": ("完好", "sound"),
    "lost": ("丢失", "lost"),
    "altered": ("被改动", "altered"),
    "": ("网址", "address"),
}


@dataclass(frozen=True, slots=True)
class Lineage:
    """One figure with all it was computed from."""

    zone: Zone
    programme: Programme
    indicator: Indicator
    figure: Figure
    grounds: list[Ground]
    entries: dict[int, Entry]
    states: dict[str, State]
    """Each subject as known then."""

    def name_of(self, subject: str) -> str:
        held = self.states[subject].level("name")
        return str(held.value) if held else ""

    def seqs_of(self, ground: Ground) -> list[int]:
        """The entries that say so, and those that brought the evidence its stage needs."""
        kinds = evidence_kinds(self.programme, self.programme.indicators[ground.indicator])
        brought = {
            seq
            for seq, some in self.states[ground.subject].evidence().items()
            if any(one.kind in kinds for one in some) and self.entries[seq].effective_on <= ground.on
        }
        return list(dict.fromkeys([*ground.seqs, *sorted(brought)]))


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        programme, indicator = _meant(options.indicator, ledger)
        question = question_of(options, zone, ledger)
        by = split_of(programme, options.by)
        part = _part(programme, by, options.part)
        engine = engine_of(zone, ledger)
        try:
            lineage = _lineage(engine, question, zone, ledger, programme, indicator, by, part)
        finally:
            engine.close()
        style = chosen_format(options.format, options.output, "text", TRACE_FORMATS)
        store = zone.evidence()
        if style == "json":
            put(json_text(_object(lineage, question, by, part, store)), options.output)
        elif style == "csv":
            put(csv_text(COLUMNS, _rows(lineage, store, "zh")), options.output)
        elif style == "xlsx":
            put(
                xlsx_bytes(COLUMNS, _rows(lineage, store, options.lang), language=options.lang, sheet="trace"),
                options.output,
            )
        else:
            lines = _page(lineage, question, by, part, store, options.lang, None if options.all else _MOST)
            put("\n".join(lines) + "\n", options.output)
    return 0


def _meant(said: str, ledger: Ledger) -> tuple[Programme, Indicator]:
    code, slash, key = said.partition("/")
    if slash and code in {name for one in ledger.programmes.values() for name in (one.code, one.name.zh)}:
        programme = programme_of(ledger.programmes, code)
        return programme, indicator_of(programme, key)
    found = list(indicators_named(ledger.programmes, said))
    if len(found) == 1:
        return found[0]
    if found:
        listed = [f"{programme.code}/{one.key}" for programme, one in found]
        raise LedgerError(
            f"几个事项都有“{said}”：写 {'、'.join(listed)}",
            f"several programmes have '{said}': say {', '.join(listed)}",
        )
    from dajuan.cli.nearest import did_you_mean, nearest

    names = {
        name: one.key
        for programme in ledger.programmes.values()
        for one in programme.indicators.values()
        for name in (one.key, one.name.zh, one.name.en)
        if name
    }
    zh, en = did_you_mean(list(dict.fromkeys(names[name] for name in nearest(said, names))))
    raise LedgerError(
        f"没有指标“{said}”{zh or '；dajuan programmes 事项 列出它的指标'}",
        f"there is no indicator '{said}'{en or '; dajuan programmes CODE lists them'}",
    )


def _part(programme: Programme, by: str, said: str | None) -> str | None:
    """A choice may be named as people read it."""
    if (said is None) != (not by):
        raise LedgerError(
            "--by 和 --part 要一起写；没有填这个字段的那一部分是 --part ''",
            "--by and --part go together; the part for which nothing was stated is --part ''",
        )
    if not said or said in {part_said(programme, by, None, "zh"), part_said(programme, by, None, "en")}:
        return None
    field = programme.fields.get(by)
    if field and field.type == "flag":
        return {"是": "true", "否": "false", "yes": "true", "no": "false"}.get(said, said)
    for choice in field.choices if field else ():
        if said in {choice.key, choice.name.zh, choice.name.en}:
            return choice.key
    return said


def _lineage(
    engine: DuckEngine,
    question: Question,
    zone: Zone,
    ledger: Ledger,
    programme: Programme,
    indicator: Indicator,
    by: str,
    part: str | None,
) -> Lineage:
    asked: dict[str, Any] = {
        "as_of": question.as_of,
        "size": question.size,
        "verified": question.verified,
    }
    found = figures(engine, programme, indicator.key, [question.period], by=by, **asked)
    figure = next((one for one in found if not by or one.part == part), None)
    if figure is None:
        parts = [part_said(programme, by, one.part, "zh") for one in found]
        raise LedgerError(
            f"“{indicator.name.zh}”按 {by} 分没有这一部分；有：{'、'.join(parts)}",
            f"'{indicator.key}' has no such part by {by}; there are {', '.join(parts)}",
        )
    grounds = trace(engine, programme, indicator.key, question.period, by=by, part=part, **asked)
    size = engine.size if question.size is None else question.size
    subjects = {ground.subject for ground in grounds}
    states = states_as_known(ledger, programme=programme.code, subjects=subjects, size=size)
    seqs = {seq for ground in grounds for seq in ground.seqs} | {
        seq for state in states.values() for seq in state.evidence()
    }
    entries = dict(entries_at(ledger, seqs=sorted(seqs)))
    return Lineage(zone, programme, indicator, figure, grounds, entries, states)


# For people ------------------------------------------------------------------------------------------------------


def _page(
    lineage: Lineage,
    question: Question,
    by: str,
    part: str | None,
    store: EvidenceStore,
    language: Language,
    most: int | None,
) -> Iterator[str]:
    zh, figure = language == "zh", lineage.figure
    name = f"{lineage.indicator.name.said(language)} {lineage.programme.code}/{lineage.indicator.key}"
    of = f" · {part_said(lineage.programme, by, part, language)}" if by else ""
    unit = figure.indicator.unit
    value = f"{figure.shown:,f} {unit}" if figure.shown is not None else f"— {why_none(figure, language)}"
    yield f"{name} · {question.period}{of} = {value}"
    subjects = {ground.subject for ground in lineage.grounds}
    seqs = {seq for ground in lineage.grounds for seq in lineage.seqs_of(ground)}
    if zh:
        yield f"{len(subjects):,} 个对象，{len(seqs):,} 条记录；日志 {figure.size:,} 条，根 {figure.root[:16]}…"
    else:
        yield f"subjects: {len(subjects):,}, entries: {len(seqs):,}; log of {figure.size:,}, root {figure.root[:16]}…"
    several = len({(ground.indicator, ground.period) for ground in lineage.grounds}) > 1
    shown = lineage.grounds[:most]
    for (key, period), some in groupby(shown, key=lambda ground: (ground.indicator, ground.period)):
        if several:
            yield f"\n{lineage.programme.indicators[key].name.said(language)} · {_span(period, language)}"
        for ground in some:
            yield ""
            yield from _ground(lineage, ground, store, language)
    left = len(lineage.grounds) - len(shown)
    if left:
        yield f"\n另有 {left:,} 项：加 --all，或 -o 来历.csv" if zh else f"\n{left:,} more: add --all, or -o trace.csv"


def _span(period: Period, language: Language) -> str:
    """What is cumulative since the first entry begins nowhere."""
    if period.start != date.min:
        return str(period)
    return f"到 {period.end} 为止" if language == "zh" else f"up to {period.end}"


def _ground(lineage: Lineage, ground: Ground, store: EvidenceStore, language: Language) -> Iterator[str]:
    amount, unit = amount_said(lineage.programme, ground)
    yield f"{ground.subject} {lineage.name_of(ground.subject)}  {amount} {unit}  {ground.on}"
    for seq in lineage.seqs_of(ground):
        entry = lineage.entries[seq]
        recorded = recorded_said(entry, lineage.zone)
        seen = lineage.states[ground.subject].is_verified(seq)
        told = happened(entry, lineage.programme, language)
        if language == "zh":
            line = f"第 {seq} 条 {entry.effective_on} {told}；{recorded} {entry.actor} 记；{'已复核' if seen else '未复核'}"
        else:
            by = f"recorded {recorded} by {entry.actor}; {'verified' if seen else 'not verified'}"
            line = f"entry {seq} {entry.effective_on} {told}; {by}"
        first, *rest = folded(line, columns(), "      ")
        yield f"    {first.lstrip()}"
        yield from rest
        for one in entry.evidence:
            yield f"      {_file_said(lineage, one, store, language)}"


def _file_said(lineage: Lineage, one: Evidence, store: EvidenceStore, language: Language) -> str:
    condition = _condition(one, store)
    told = _CONDITIONS[condition][language == "en"]
    where = one.address or str(store.path_of(one.sha256).relative_to(lineage.zone.folder))
    return f"{one.name} · {one.kind or '—'} · {told} · {where}"


def _condition(one: Evidence, store: EvidenceStore) -> str:
    return store.condition(one.sha256) if one.sha256 else ""


# For programs ----------------------------------------------------------------------------------------------------

COLUMNS = (
    Column("indicator", "指标", "indicator", "text", 24),
    Column("period", "期间", "period", "text", 12),
    Column("subject", "对象", "subject", "text", 20),
    Column("name", "名称", "name", "text", 24),
    Column("on", "日期", "on", "date", 12),
    Column("amount", "数（基本单位）", "amount (base unit)", "decimal", 16),
    Column("seq", "第几条", "entry", "whole", 8),
    Column("says", "说了什么", "says", "text", 40),
    Column("recorded_at", "记录时间", "recorded at", "text", 26),
    Column("actor", "记录人", "by", "text", 14),
    Column("verified", "已复核", "verified", "flag", 8),
    Column("file", "佐证", "evidence", "text", 24),
    Column("kind", "佐证种类", "kind", "text", 18),
    Column("condition", "文件状况", "condition", "text", 10),
    Column("sha256", "SHA-256", "SHA-256", "text", 20),
)


def _rows(lineage: Lineage, store: EvidenceStore, language: Language) -> Iterator[tuple[Cell, ...]]:
    for ground in lineage.grounds:
        head: tuple[Cell, ...] = (
            ground.indicator, str(ground.period), ground.subject, lineage.name_of(ground.subject), ground.on,
            exact_text(ground.amount),
        )  # fmt: skip
        for seq in lineage.seqs_of(ground):
            entry = lineage.entries[seq]
            says: tuple[Cell, ...] = (
                seq, happened(entry, lineage.programme, language), entry.recorded_at, entry.actor,
                lineage.states[ground.subject].is_verified(seq),
            )  # fmt: skip
            for one in entry.evidence or (None,):
                file: tuple[Cell, ...] = (None, None, None, None)
                if one is not None:
                    file = (one.name, one.kind, _condition(one, store) or "address", one.sha256 or one.address)
                yield (*head, *says, *file)


def _object(lineage: Lineage, question: Question, by: str, part: str | None, store: EvidenceStore) -> dict[str, Any]:
    figure = lineage.figure
    return {
        "programme": lineage.programme.code,
        "indicator": lineage.indicator.key,
        "period": str(question.period),
        "by": by or None,
        "part": part,
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "known_at": question.known_at.isoformat() if question.known_at else None,
        "verified": question.verified,
        "value": exact_text(figure.value) if figure.value is not None else None,
        "unit": lineage.indicator.unit,
        "size": figure.size,
        "root": figure.root,
        "grounds": [_ground_object(lineage, ground) for ground in lineage.grounds],
        "entries": [_entry_object(lineage, seq, store) for seq in sorted(_all_seqs(lineage))],
    }


def _all_seqs(lineage: Lineage) -> set[int]:
    return {seq for ground in lineage.grounds for seq in lineage.seqs_of(ground)}


def _ground_object(lineage: Lineage, ground: Ground) -> dict[str, Any]:
    return {
        "indicator": ground.indicator,
        "period": str(ground.period),
        "subject": ground.subject,
        "name": lineage.name_of(ground.subject),
        "on": ground.on.isoformat(),
        "amount": exact_text(ground.amount),
        "entries": lineage.seqs_of(ground),
    }


def _entry_object(lineage: Lineage, seq: int, store: EvidenceStore) -> dict[str, Any]:
    import json

    from dajuan.ledger.entry import canonical

    entry = lineage.entries[seq]
    files: Sequence[dict[str, Any]] = [
        {
            "name": one.name,
            "kind": one.kind,
            "sha256": one.sha256 or None,
            "address": one.address or None,
            "path": str(store.path_of(one.sha256)) if one.sha256 else None,
            "condition": _condition(one, store) or None,
        }
        for one in entry.evidence
    ]
    return {
        "seq": seq,
        "verified": lineage.states[entry.subject].is_verified(seq),
        "evidence": files,
        "entry": json.loads(canonical(entry)),
    }
