"""``where`` of a pack: which subjects an indicator counts, or what a stage wants their fields to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dajuan.programmes.forms import Form
from dajuan.programmes.pack import Condition, Field, Name, Value
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.yaml_nodes import Listing, Node, Scalar

_FIELD = Name("字段", "field")
_HAVE_VALUES = frozenset(("choice", "flag", "organisation", "text", "month", "credit-code", "reference"))


def conditions_of(form: Form, fields: Mapping[str, Field], names: Collection[str]) -> tuple[Condition, ...]:
    """``names``: of all fields that the pack lists, those that something is wrong with too."""
    node = form.node("where")
    if node is None:
        return ()
    inner = Form(form.notes, Name("where", "where"), form.rows["where"][0], node)
    found: list[Condition] = []
    for key, (at, value) in inner.rows.items():
        field = fields.get(key)
        if key not in names:
            form.notes.unknown(at, _FIELD, key, tuple(names))
        elif field is None:
            continue
        elif field.type not in _HAVE_VALUES:
            form.notes.wrong(
                at,
                f"where 用选项、是否、名称这类字段，{key} 是 {field.type}",
                f"where takes choices, flags, names; {key} is of type {field.type}",
            )
        else:
            found.append(Condition(key, _values(form, field, value)))
    return tuple(found)


def _values(form: Form, field: Field, node: Node) -> tuple[Value, ...]:
    values: list[Value] = []
    for one in node.items if isinstance(node, Listing) else (node,):
        if not isinstance(one, Scalar):
            form.notes.wrong(one, "要一个值或一串值", "takes a value or a list of values")
            continue
        try:
            values.append(read_value(field, one.text))
        except ValueTrouble as trouble:
            form.notes.wrong(one, f"字段 {field.key}：{trouble.zh}", f"field {field.key}: {trouble.en}")
    return tuple(values)
