"""有效性 validity: values that pass the pack's checks and the standards' by the pack as it is today.

What was entered under an older version of a pack, or brought in from elsewhere, may not. A link or a reference that leads
nowhere is no value either, where the other programme is switched on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dajuan.programmes.pack import Field, Programme, Value
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value
from dajuan.programmes.values.canonical import all_canonical, is_canonical
from dajuan.standards.words import Words
from dajuan.subjects.row import Row

CODE = "#code"
"""Stands for a field where it is the subject's code that is wrong."""
IsThere = Callable[[str, str], bool | None]
"""Whether there is a subject of a programme with a code; None where the programme is not switched on."""


class Fault(NamedTuple):
    """A value that does not pass: of which subject, in which field or link, why."""

    row: Row
    field: str
    value: str
    words: Words


class Checked(NamedTuple):
    right: int
    checked: int


def checked(rows: Iterable[Row], found: Iterable[Fault]) -> Checked:
    """Values, codes and links that pass, of all that there are. A value with two faults is one."""
    many = sum(1 + len(row.fields) + sum(map(len, row.links.values())) for row in rows)
    wrong = {(one.row.code, one.field, one.value) for one in found}
    return Checked(many - len(wrong), many)


def faults(pack: Programme, rows: Sequence[Row], is_there: IsThere) -> Iterator[Fault]:
    """Each named by its row and field, field after field."""
    yield from _of_codes(pack, rows)
    for key, field in pack.fields.items():
        some = [(row, row.fields[key]) for row in rows if key in row.fields]
        yield from _of_field(field, some)
        if field.unique:
            yield from _doubled(field, some)
        if field.type == "reference":
            yield from (
                Fault(row, key, str(value), _NOWHERE) for row, value in some if is_there(*_parts(str(value))) is False
            )
    for row in rows:
        yield from (
            Fault(row, relation, other, _NOWHERE)
            for relation, others in row.links.items()
            for other in others
            if is_there(*_parts(other)) is False
        )


def _of_codes(pack: Programme, rows: Sequence[Row]) -> Iterator[Fault]:
    for row in rows:
        try:
            read_subject_code(pack, row.code)
        except ValueTrouble as trouble:
            yield Fault(row, CODE, row.code, Words(trouble.zh, trouble.en))


def _of_field(field: Field, some: list[tuple[Row, Value]]) -> Iterator[Fault]:
    if all_canonical(field, [value for _, value in some]):
        return
    yield from (
        Fault(row, field.key, str(value), _why(field, value)) for row, value in some if not is_canonical(field, value)
    )


def _why(field: Field, value: Value) -> Words:
    try:
        read_value(field, value)
    except ValueTrouble as trouble:
        return Words(trouble.zh, trouble.en)
    return _OTHERWISE


def _doubled(field: Field, some: list[tuple[Row, Value]]) -> Iterator[Fault]:
    many = Counter(value for _, value in some)
    yield from (Fault(row, field.key, str(value), _DOUBLE) for row, value in some if many[value] > 1)


def of_field(found: Iterable[Fault]) -> dict[str, int]:
    """How many in each field."""
    return dict(Counter(one.field for one in found).most_common())


def _parts(reference: str) -> tuple[str, str]:
    programme, _, code = reference.partition("/")
    return programme, code


_NOWHERE = Words("指向的对象不存在", "leads to nothing that is there")
_DOUBLE = Words("应当唯一，却有几个对象相同", "should be unique, and several have it")
_OTHERWISE = Words("写法不是现行事项包的写法", "is not written as the pack has it now")
