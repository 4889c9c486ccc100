"""Who names whom: by a link, by a reference, or by an enterprise's credit code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.subjects.row import Row


class Named(NamedTuple):
    """One subject that names another, and how."""

    by: str
    """The link's or the field's key."""
    programme: str
    code: str
    row: Row | None
    """The other one; None: the register does not have it."""


def names_in(row: Row, pack: Programme | None, registers: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What a subject names: key, programme, code. A credit code names a subject of each programme that goes by them."""
    for relation, others in row.links.items():
        for other in others:
            programme, _, code = other.partition("/")
            yield relation, programme, code
    for key, value in row.fields.items():
        field = pack.fields.get(key) if pack else None
        yield from ((key, programme, code) for programme, code in named_by(field, value, registers))


def named_by(field: Field | None, value: object, registers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The subjects that a field's value names, if it is of a kind that names any: programme and code of each."""
    if field is None:
        return
    if field.type == "reference":
        programme, _, code = str(value).partition("/")
        yield programme, code
    elif field.type == CREDIT_CODE:
        yield from ((programme, str(value)) for programme in registers)


def registers_of(programmes: Mapping[str, Programme]) -> tuple[str, ...]:
    """Programmes whose subjects go by credit codes."""
    return tuple(sorted(code for code, pack in programmes.items() if pack.code_rule == CREDIT_CODE))


def ever_named(db: sqlite3.Connection, code: str, programmes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Subjects that named it at some time, and their programmes: whether they still do is seen from their rows."""
    marks = ",".join("?" * (len(programmes) + 1))
    found = db.execute(
        "select distinct s.id, s.programme, s.code from named n join subject s on s.id = n.subject"
        f" where n.code = ? and n.programme in ({marks}) order by s.programme, s.code",
        (code, *programmes, ""),
    )
    return [(id_, programme) for id_, programme, _ in found]
