"""Entries as columns: two flat tables, one row an entry and one row a value, for engines that read columns.

``entry``: seq, programme, subject, kind, stage, effective_on, actor, replaces, about_first, about_last.
``value``: seq, programme, subject, flow, field, effective_on, number, word — a quantity as its integer of minor units,
anything else as text (a flag as ``true`` or ``false``). Links are values too: their field is ``→relation``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from dajuan.ledger.entry import Entry, Value

LINK = "→"

ENTRY = pa.schema(
    [
        ("seq", pa.int64()),
        ("programme", pa.string()),
        ("subject", pa.string()),
        ("kind", pa.string()),
        ("stage", pa.string()),
        ("effective_on", pa.date32()),
        ("actor", pa.string()),
        ("replaces", pa.int64()),
        ("about_first", pa.int64()),
        ("about_last", pa.int64()),
    ]
)
VALUE = pa.schema(
    [
        ("seq", pa.int64()),
        ("programme", pa.string()),
        ("subject", pa.string()),
        ("flow", pa.bool_()),
        ("field", pa.string()),
        ("effective_on", pa.date32()),
        ("number", pa.int64()),
        ("word", pa.string()),
    ]
)


def columns_of(entries: Iterable[tuple[int, Entry]]) -> tuple[pa.Table, pa.Table]:
    """The two tables of some entries, in their order."""
    facts: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    for seq, entry in entries:
        first, last = entry.about or (None, None)
        facts.append(
            (
                seq,
                entry.programme,
                entry.subject,
                entry.kind,
                entry.stage,
                entry.effective_on,
                entry.actor,
                entry.replaces,
                first,
                last,
            )
        )
        if entry.fields or entry.links:
            flow = entry.kind == "measured"
            head = (seq, entry.programme, entry.subject, flow)
            for field, value in entry.fields.items():
                values.append((*head, field, entry.effective_on, *_number_or_word(value)))
            for relation, other in entry.links.items():
                values.append((*head, LINK + relation, entry.effective_on, None, other))
    return _table(facts, ENTRY), _table(values, VALUE)


def _number_or_word(value: Value) -> tuple[int | None, str | None]:
    if isinstance(value, bool):
        return None, "true" if value else "false"
    return (value, None) if isinstance(value, int) else (None, value)


def _table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)
