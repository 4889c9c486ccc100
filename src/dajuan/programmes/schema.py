"""The JSON Schema of a pack, for editors that complete and check as one types. Made from the types, so it cannot lag.

It knows shapes, not meanings: that a stage named exists, or that 亩 is no money, only ``load`` says. Written out as
``docs/contracts/pack.schema.json``; a test holds the two equal.
"""

from __future__ import annotations

from typing import Any

from dajuan.programmes.forms import KEY, LONGEST_HINT, LONGEST_NAME
from dajuan.programmes.load import BUILT_IN
from dajuan.programmes.load_indicators import KINDS, SINCE, TAKES
from dajuan.programmes.pack import QUANTITIES, WORDS

Schema = dict[str, Any]

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_KEY: Schema = {"type": "string", "pattern": f"^{KEY.pattern}$", "maxLength": 64}
_FLAG: Schema = {"type": "boolean"}
_KEYS: Schema = {"oneOf": [_KEY, {"type": "array", "items": _KEY, "uniqueItems": True}]}
_VALUE: Schema = {"type": ["string", "boolean", "number"]}
_WHERE: Schema = {"type": "object", "additionalProperties": {"oneOf": [_VALUE, {"type": "array", "items": _VALUE}]}}
_WORDS_LISTED: Schema = {
    "oneOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]
}
_PAIR: Schema = {"type": "array", "items": _KEY, "minItems": 2, "maxItems": 2}


def pack_schema() -> Schema:
    return {
        "$schema": ADDRESS,
        "title": "Dajuan 答卷: programme pack 事项包",
        **_table(
            ("programme", "name", "subject"),
            programme=_said("事项代码，定了不改 / the programme's code; it stays", _KEY),
            version=_said("每改一次加 1 / add one with each change", {"type": "integer", "minimum": 1}),
            name=_name(),
            hint=_name(LONGEST_HINT),
            subject=_said(
                "跟的是什么 / what is followed", _table(("kind", "name"), kind=_KEY, name=_name())
            ),
            code_rule=_said("编号的样子：credit-code 或正则 / credit-code or a regular expression", {"type": "string"}),
            replaces=_said("园区自己的包代替自带的 / stands for the built-in pack", {"const": BUILT_IN}),
            owners=_said("哪些字段写着责任单位 / the fields that say who answers for a subject", _KEYS),
            fields=_by_key(_field()),
            stages=_by_key(_stage()),
            links=_by_key(_table(("to", "name"), to=_KEY, name=_name(), many=_FLAG, hint=_name(LONGEST_HINT))),
            indicators=_by_key(_indicator()),
        ),
        "$defs": {"name": _name_shape(LONGEST_NAME), "hint": _name_shape(LONGEST_HINT)},
    }  # fmt: skip


def _field() -> Schema:
    shape = _table(
        ("type", "name"),
        type=_said("字段类型 / what it holds", {"enum": [*QUANTITIES, *WORDS]}),
        name=_name(),
        unit=_said("光写数字时的单位，也是显示的单位 / what a plain number is in", {"type": "string", "minLength": 1}),
        scale=_said("保留到基本单位的几位小数 / decimal places of the base unit", {"type": "integer", "minimum": -15, "maximum": 9}),
        flow=_said("按期的量 / the amount of a period", _FLAG),
        required=_said("建档时必填 / a subject cannot be opened without", _FLAG),
        unique=_said("不许两个对象相同 / no two subjects the same", _FLAG),
        choices=_by_key(_name()),
        to=_said("指向哪个事项 / the programme referred to", _KEY),
        hint=_name(LONGEST_HINT),
        unconfirmed=_said("口径未经公开文件证实 / not confirmed by a published text", _FLAG),
        at_most=_said("不能超过的另一个字段 / another field that it may not exceed", _KEY),
    )  # fmt: skip
    quantity = {"properties": {"type": {"enum": list(QUANTITIES)}}}
    choice = {"properties": {"type": {"const": "choice"}}}
    return shape | {
        "allOf": [
            {"if": quantity, "then": {"required": ["unit"]}},
            {"if": choice, "then": {"required": ["choices"]}, "else": {"properties": {"choices": False}}},
        ]
    }


def _stage() -> Schema:
    words = {"type": "string", "minLength": 1}
    evidence = {"oneOf": [words, {"type": "array", "items": words, "uniqueItems": True}]}
    return _table(
        ("name",),
        name=_name(),
        needs=_said(
            "进这个阶段要有什么 / what it takes to get here",
            _table((), evidence=evidence, fields=_KEYS, reviewer=_FLAG, other_than=_KEYS, note=_FLAG, where=_WHERE),
        ),
        after=_said("可以跟在哪些阶段后面，默认前一个 / which it may follow; the one before by default", _KEYS),
        final=_said("终点 / the end of the way", _FLAG),
        side=_said("旁支：随时进，从哪来回哪去 / off the way", _FLAG),
        hint=_name(LONGEST_HINT),
        unconfirmed=_FLAG,
    )


def _indicator() -> Schema:
    shape = _table(
        ("name",),
        name=_name(),
        unit={"type": "string", "minLength": 1},
        direction={"enum": ["up", "down"]},
        decimals={"type": "integer", "minimum": 0, "maximum": 9},
        where=_WHERE,
        hint=_name(LONGEST_HINT),
        unconfirmed=_FLAG,
        also=_said("报告里的其他叫法 / what reports call it besides", _WORDS_LISTED),
        count=_said("期内到达这个阶段的对象数 / subjects that reached the stage", _KEY),
        **{"in": _said("期末在这些阶段的对象数 / subjects in these stages", _KEYS)},
        sum=_said("按期相加的字段 / a field added up", _KEY),
        at=_said("水平数在到达哪个阶段时取 / the stage at which a level is taken", _KEY),
        mean=_said("求期内平均的字段 / a field of which the period's mean is taken", _KEY),
        last=_said("期末数相加的字段 / the last levels added up", _KEY),
        days=_said("两个阶段之间的天数 / days between two stages", _PAIR),
        take={"enum": list(TAKES)},
        ratio=_said("前一个指标除以后一个 / the first indicator over the second", _PAIR),
        change=_said("指标的同比或环比 / growth of an indicator", _KEY),
        against={"enum": ["year", "previous"]},
        share=_said("部分占整体 / part of the whole over the split", _KEY),
        cumulative=_said("累计到期末 / summed up to the period's end", _KEY),
        since={"enum": ["year", "start"]},
        rule=_said("标准里的规则 / a rule of a standard", _KEY),
        equals=_KEY,
    )  # fmt: skip
    return shape | {
        "oneOf": [{"required": [kind]} for kind in KINDS],
        "dependentRequired": {"at": ["sum"], "take": ["days"], "against": ["change"], "equals": ["rule"]},
        "dependentSchemas": {"since": {"anyOf": [{"required": [kind]} for kind in SINCE]}},
    }  # fmt: skip


def _table(needed: tuple[str, ...], /, **properties: Schema) -> Schema:
    required = {"required": list(needed)} if needed else {}
    return {"type": "object", "additionalProperties": False, **required, "properties": properties}


def _by_key(shape: Schema) -> Schema:
    return {"type": "object", "propertyNames": _KEY, "additionalProperties": shape}


def _said(description: str, shape: Schema) -> Schema:
    return {"description": description, **shape}


def _name(longest: int = LONGEST_NAME) -> Schema:
    return {"$ref": "#/$defs/name" if longest == LONGEST_NAME else "#/$defs/hint"}


def _name_shape(longest: int) -> Schema:
    words = {"type": "string", "minLength": 1, "maxLength": longest}
    return {"oneOf": [words, _table(("zh",), zh=words, en=words)]}


if __name__ == "__main__":
    import json

    print(json.dumps(pack_schema(), ensure_ascii=False, indent=1))
