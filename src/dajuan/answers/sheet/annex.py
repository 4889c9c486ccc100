"""附后: the table of all targets, the promises nobody answered, those dropped, how it was counted, and the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dajuan.answers.board import Board
from dajuan.answers.sheet.content import (
    Column,
    Key,
    Link,
    Number,
    Paragraph,
    Run,
    Runs,
    Table,
    Words,
    note_anchor,
    target_anchor,
)
from dajuan.answers.sheet.said import quoted
from dajuan.answers.sheet.sentences import Sentences, fill
from dajuan.answers.sheet.telling import Told, day_run, items
from dajuan.standards.supervision.lights import colour_names

COLUMNS = (
    Column("编号", 14),
    Column("目标", 22),
    Column("目标值", 13, end=True),
    Column("完成", 13, end=True),
    Column("完成率", 10, end=True),
    Column("灯", 5),
    Column("结论", 11),
    Column("牵头单位", 12),
)
_NOTHING: Runs = (Words("—"),)
_LISTED = 6
"""Entries named in a note; of more the first ones and how many there are."""


def table(all_told: Sequence[Told], sentences: Sentences) -> Table:
    return Table(sentences.frame["table"], COLUMNS, tuple(_row(one) for one in all_told))


def _row(one: Told) -> tuple[Runs, ...]:
    target, slots = one.standing.target, one.slots
    return (
        (Link(target.code, target_anchor(target.code)),),
        (Words(target.name),),
        slots.get("asked", _NOTHING),
        slots.get("value", _NOTHING),
        slots.get("completion", _NOTHING),
        (Words(colour_names()[one.standing.light.colour].zh),),
        slots["verdict"],
        (Words(target.owner or "—"),),
    )


def silent(all_told: Sequence[Told], board: Board, sentences: Sentences) -> tuple[Paragraph, ...]:
    """没有回答的承诺: of which nothing was recorded and nothing reported."""
    some = [one for one in all_told if one.silent and not one.standing.level]
    if not some:
        return (Paragraph(sentences.framed("no_silent")),)
    count = (items(len(some), Key("", "count/silent")),)
    head = Paragraph(sentences.framed("silent_told", count=count, as_of=day_run(board.as_of, "as-of")))
    return (head, *(_silent_entry(number, one, sentences) for number, one in enumerate(some, 1)))


def _silent_entry(number: int, one: Told, sentences: Sentences) -> Paragraph:
    target = one.standing.target
    words = quoted(target.words, Key(target.code, "words"))
    rest = sentences.framed("silent_entry", owner=one.slots.get("owner", ()), words=words)
    return Paragraph((Words(f"{number}. "), Link(target.name, target_anchor(target.code)), *rest), "entry")


def dropped(board: Board, sentences: Sentences) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            (
                Words(f"{number}. {one.name}（{one.code}）"),
                *sentences.framed("dropped_entry", why=quoted(one.note, Key(one.code, "why"))),
            ),
            "entry",
        )
        for number, one in enumerate(board.dropped, 1)
    )


def method(board: Board, sentences: Sentences, known: Runs, *, verified: bool) -> tuple[Paragraph, ...]:
    slots: dict[str, Runs] = {
        "as_of": day_run(board.as_of, "as-of"),
        "size": (Number(f"{board.size}条", Key("", "size")),),
        "known_on": known,
        "lights": (Words(board.rules.lights.origin.name.zh),),
        "schedule": (Words(board.rules.schedule.origin.name.zh),),
        "counted": (Words("只计经他人复核的记录"),) if verified else (),
    }
    return tuple(
        Paragraph((Words(f"{number}. "), *fill(one, slots)), "entry") for number, one in enumerate(sentences.method, 1)
    )


def notes(all_told: Sequence[Told], sentences: Sentences) -> tuple[Paragraph, ...]:
    """Entries that answer several targets are listed in the first one's note."""
    first: dict[tuple[str, tuple[int, ...]], Told] = {}
    for one in all_told:
        if one.lineage.source and one.lineage.entries:
            first.setdefault(_rests_on(one), one)
    return tuple(_note(one, all_told, sentences, first.get(_rests_on(one), one)) for one in all_told)


def _rests_on(one: Told) -> tuple[str, tuple[int, ...]]:
    return one.lineage.source, tuple(one.lineage.entries)


def _note(one: Told, all_told: Sequence[Told], sentences: Sentences, first: Told) -> Paragraph:
    target = one.standing.target
    head: Runs = (Link(f"[{one.note}]", target_anchor(target.code)), Words(f" {target.name}："))
    return Paragraph((*head, *_grounds(one, all_told, sentences, first)), "note", note_anchor(one.note))


def _grounds(one: Told, all_told: Sequence[Told], sentences: Sentences, first: Told) -> Iterator[Run]:
    """The plan's words for what was asked; for what it came to the indicator, the parts, the entries, or whose they are too."""
    lineage, target = one.lineage, one.standing.target
    if target.words:
        yield from sentences.framed("note_plan", words=quoted(target.words, Key(target.code, "words")))
    if first is not one:
        same = (Link(f"[{first.note}]", note_anchor(first.note)),)
        yield from sentences.framed("note_same", note=same)
        return
    if lineage.source:
        yield from sentences.framed("note_figures", source=lineage.source)
    parts = [other for other in all_told if other.standing.target.part_of == target.code]
    adds_up = {"parts": "note_parts", "steps": "note_steps"}.get(one.standing.measured.origin) if parts else None
    if adds_up:
        yield from sentences.framed(
            adds_up, parts=tuple(Link(f"[{other.note}]", note_anchor(other.note)) for other in parts)
        )
    if lineage.entries:
        yield from _entries(one, sentences)
    elif not adds_up:
        yield from sentences.framed("note_ruled" if lineage.ruled else "note_nothing")


def _entries(one: Told, sentences: Sentences) -> Runs:
    lineage, code = one.lineage, one.code
    checked = {0: "checked_none", len(lineage.entries): "checked_all"}.get(lineage.verified, "checked_some")
    verified: Runs = (Number(f"{lineage.verified}条", Key(code, "verified")),)
    return sentences.framed(
        "note_entries",
        evidence=(Number(f"{lineage.evidence}件", Key(code, "evidence")),),
        entries=entries_said(lineage.entries, code),
        checked=sentences.framed(checked, verified=verified),
    )


def entries_said(entries: Sequence[int], code: str) -> Runs:
    """``第12条、第15条至第18条``, of many ``第12条、…等共37条``: each an ordinal, so that none is read as an amount."""
    runs: list[Run] = []
    spans = _spans(entries)
    for place, span in enumerate(spans[:_LISTED]):
        runs += [Words("、")] if place else []
        for end, seq in enumerate(dict.fromkeys(span)):
            runs += [Words("至第" if end else "第"), Number(str(seq), Key(code, "entry")), Words("条")]
    if len(spans) > _LISTED:
        runs += [Words("等共"), Number(f"{len(entries)}条", Key(code, "entries"))]
    return tuple(runs)


def _spans(entries: Sequence[int]) -> list[tuple[int, int]]:
    """Three and more in a row are one span."""
    rows: list[list[int]] = []
    for seq in entries:
        if rows and rows[-1][-1] == seq - 1:
            rows[-1].append(seq)
        else:
            rows.append([seq])
    spans: list[tuple[int, int]] = []
    for row in rows:
        spans += [(row[0], row[-1])] if len(row) > 2 else [(seq, seq) for seq in row]
    return spans
