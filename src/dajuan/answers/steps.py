"""办理: the steps that owners and reviewers take (签收, 报送, 审核, 退回, 申请延期, 办结, 销号), and taking back what was
recorded wrong.

A step is a move of the programme ``targets``, held to its rules by the ledger. A report may be of an earlier day than
the one on which it is handed in: the figure then stands in an entry of its own. ``seen`` is the log's size when the
caller looked, ``key`` makes a second call with the same do nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from dajuan.answers.plan import read_changes
from dajuan.answers.read import looked_at, target_called, targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, Evidence, Value, corrected, keyed
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_at
from dajuan.ledger.trouble import LedgerError, RefusedError, Trouble
from dajuan.programmes.units import same_base
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.amounts import amount_in

_BARE_NUMBER = re.compile(r"-?[0-9][0-9,，]*(?:\.[0-9]+)?")
REPORTING = frozenset({"accepted", "reported", "reviewed", "sent-back", "extension-asked"})
"""Stages in which its owner reports: not before it is accepted, and not once it is done."""


class Report(NamedTuple):
    """What an owner reports of a target as of a day, as typed. ``hand_in``: for review (报送), on the day it is sent."""

    code: str
    on: date
    value: str = ""
    """Of the year so far, or the level by now; a bare number is in the target's own unit."""
    progress: str = ""
    doing: str = ""
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    hand_in: bool = True


def move(
    ledger: Ledger,
    said: str,
    stage: str,
    *,
    actor: str,
    on: date,
    note: str = "",
    fields: Mapping[str, object] | None = None,
    evidence: Sequence[Evidence] = (),
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Move a target to a stage, with what is told along. Raises :class:`RefusedError` where its rules forbid it."""
    seen = looked_at(ledger, seen)
    one = target_called(targets(ledger), said)
    draft = Draft(
        programme=PROGRAMME,
        subject=one.code,
        kind="moved",
        stage=stage,
        effective_on=on,
        note=note,
        fields=read_changes(ledger, fields or {}),
        evidence=tuple(evidence),
    )
    return append(ledger, keyed([draft], key), actor=actor, seen=seen, now=now)


def report(
    ledger: Ledger,
    reports: Sequence[Report],
    *,
    actor: str,
    today: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Report of one target or of many: all or none. Troubles name the report by its place as their ``row``."""
    seen = looked_at(ledger, seen)
    known = targets(ledger)
    drafts: list[Draft] = []
    rows: list[int] = []
    troubles: list[Trouble] = []
    for row, one in enumerate(reports):
        target = target_called(known, one.code)
        fields, wrong = _fields(ledger, target, one, row)
        troubles += wrong
        made = list(_drafts(target, one, fields, today))
        drafts += made
        rows += [row] * len(made)
    if troubles:
        raise RefusedError(troubles)
    try:
        return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)
    except RefusedError as error:
        raise type(error)([each._replace(row=rows[each.row]) for each in error.troubles]) from error


def _drafts(target: Target, one: Report, fields: Mapping[str, Value], today: date) -> Iterator[Draft]:
    told = {"fields": dict(fields), "evidence": one.evidence}
    shared = {"programme": PROGRAMME, "subject": target.code, "note": one.note}
    if one.hand_in and one.on == today:
        yield Draft(**shared, **told, kind="moved", stage="reported", effective_on=today)  # type: ignore[arg-type]
        return
    if fields:
        yield Draft(**shared, **told, kind="stated", effective_on=one.on)  # type: ignore[arg-type]
    elif one.evidence:
        yield Draft(**shared, kind="attached", effective_on=one.on, evidence=one.evidence)  # type: ignore[arg-type]
    if one.hand_in:
        yield Draft(**shared, kind="moved", stage="reported", effective_on=today)  # type: ignore[arg-type]


def _fields(ledger: Ledger, target: Target, one: Report, row: int) -> tuple[dict[str, Value], list[Trouble]]:
    typed = {"reported": with_unit(target, one.value), "progress": one.progress, "doing": one.doing}
    fields: dict[str, Value] = {}
    troubles: list[Trouble] = []
    for name, raw in typed.items():
        if not raw.strip():
            continue
        try:
            fields[name] = read_value(ledger.programmes[PROGRAMME].fields[name], raw)
        except ValueTrouble as trouble:
            troubles.append(_wrong(target, name, trouble.zh, trouble.en, row))
    if not troubles:
        troubles += _missing(ledger, target, one, fields, row)
    return fields, troubles


def with_unit(target: Target, raw: str) -> str:
    """A bare number in the unit of what is asked."""
    if target.value is None or not _BARE_NUMBER.fullmatch(raw.strip()):
        return raw
    return f"{raw.strip()}{target.value.amount.unit.written}"


def _missing(ledger: Ledger, target: Target, one: Report, fields: Mapping[str, Value], row: int) -> Iterator[Trouble]:
    if target.stage not in REPORTING:
        stage = ledger.programmes[PROGRAMME].stages[target.stage].name
        zh, en = f"现在是“{stage.zh}”，不能填报", f"it is '{stage.said('en')}': nothing is reported of it now"
        yield _wrong(target, "stage", zh, en, row)
        return
    told = str(fields.get("reported", ""))
    if told and target.value is not None and not same_base(amount_in(told).unit, target.value.amount.unit):
        unit = target.value.amount.unit.written
        yield _wrong(
            target,
            "reported",
            f"“{told}”的单位和目标值 {target.value.text} 不能换算：用{unit}",
            f"'{told}' does not convert to the unit of {target.value.text}: write it in {unit}",
            row,
        )
    needs_a_figure = target.kind == "number" and target.binding is None and not target.reported
    if one.hand_in and needs_a_figure and not told:
        yield _wrong(target, "reported", "还没有报过数：填完成数", "no figure was reported yet: fill in how much", row)
    elif not fields and not one.evidence and not one.hand_in:
        yield _wrong(target, "reported", "什么也没有填", "nothing is filled in", row)


def _wrong(target: Target, field: str, zh: str, en: str, row: int) -> Trouble:
    return Trouble("value", f"{target.code}：{zh}", f"{target.code}: {en}", row, field)


# Settling a dispute ----------------------------------------------------------------------------------------------


def answer_dispute(
    ledger: Ledger,
    said: str,
    *,
    why: str,
    changes: Mapping[str, object] | None = None,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Answer a dispute (异议): the target goes back to its owner, changed or as it was, with the reason."""
    seen = looked_at(ledger, seen)
    one = target_called(targets(ledger), said)
    if one.stage != "disputed":
        raise LedgerError(f"{one.code} 没有异议要答复", f"{one.code} is not disputed")
    shared = {"programme": PROGRAMME, "subject": one.code, "effective_on": on, "note": why}
    fields = read_changes(ledger, changes or {})
    drafts = [Draft(**shared, kind="stated", fields=fields)] if fields else []  # type: ignore[arg-type]
    drafts.append(Draft(**shared, kind="moved", stage="assigned"))  # type: ignore[arg-type]
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


# Taking back -----------------------------------------------------------------------------------------------------


def withdraw(
    ledger: Ledger,
    code: str,
    seq: int,
    *,
    why: str,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """An entry no longer counts; it stays in the log, and so does who said so and why."""
    seen = looked_at(ledger, seen)
    draft = Draft(programme=PROGRAMME, subject=code, kind="withdrawn", about=(seq, seq), effective_on=on, note=why)
    return append(ledger, keyed([draft], key), actor=actor, seen=seen, now=now)


def correct(
    ledger: Ledger,
    code: str,
    seq: int,
    *,
    changes: Mapping[str, object],
    why: str,
    actor: str,
    on: date,
    evidence: Sequence[Evidence] = (),
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Another entry in the place of one: what is not changed is as it was, with the evidence it had."""
    seen = looked_at(ledger, seen)
    old = next((entry for _, entry in entries_at(ledger, seqs=[seq])), None)
    if old is None or (old.programme, old.subject) != (PROGRAMME, code):
        raise LedgerError(f"第 {seq} 条不是 {code} 的记录", f"entry {seq} is not about {code}")
    draft = Draft(
        programme=PROGRAMME,
        subject=code,
        kind=old.kind,
        stage=old.stage,
        effective_on=on,
        fields={**old.fields, **read_changes(ledger, changes)},
        links=old.links,
        evidence=tuple(evidence),
        note=why,
    )
    new = corrected(old, seq, draft)
    if new is None:
        raise LedgerError(f"和第 {seq} 条一样，没有可更正的", f"this says the same as entry {seq}: nothing to correct")
    return append(ledger, keyed([new], key), actor=actor, seen=seen, now=now)
