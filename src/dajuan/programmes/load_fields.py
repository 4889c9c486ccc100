"""The ``fields`` of a pack: each a type, a name, and what goes with the type."""

from __future__ import annotations

from dajuan.programmes.forms import Form, is_key
from dajuan.programmes.pack import OTHER_SCALE, QUANTITIES, SCALES, WORDS, Choice, Field, FieldType, Name
from dajuan.programmes.type_names import type_name
from dajuan.programmes.units import is_of, measure_word, unit_of

_EXAMPLES = {
    "money": "万元", "count": "个", "ratio": "%", "point": "个百分点", "multiple": "倍", "area": "亩", "length": "公里",
    "mass": "吨", "volume": "立方米", "energy": "万千瓦时", "coal-equivalent": "吨标准煤", "carbon": "吨二氧化碳",
    "power": "万千瓦", "computing": "PFLOPS", "duration": "天", "working-days": "个工作日", "time": "小时",
    "concentration": "微克/立方米", "rate": "万元/亩",
}  # fmt: skip
_QUANTITY = Name("数量", "a quantity")
_GOES_WITH = {
    "unit": _QUANTITY, "scale": _QUANTITY, "flow": _QUANTITY, "choices": Name(" choice ", "choice"),
    "to": Name(" reference ", "reference"), "at_most": _QUANTITY,
}  # fmt: skip
_FLOWING = frozenset((
    "money", "count", "area", "length", "mass", "volume", "energy", "coal-equivalent", "carbon", "computing",
    "duration", "working-days", "time", "concentration",
))  # fmt: skip
"""What a period has of its own: an amount of which it has so much, or a mean concentration, which no indicator adds up. A ratio
or a power is never of a period."""


def field_of(key: str, form: Form) -> Field | None:
    kind = form.one_of("type", (*QUANTITIES, *WORDS), required=True)
    name = form.name()
    hint = form.name("hint", required=False, longest=1000)
    required, unique = form.flag("required"), form.flag("unique")
    unconfirmed = form.flag("unconfirmed")
    quantity = kind in QUANTITIES
    unit = _unit(form, kind) if quantity else ""
    scale = form.integer("scale", SCALES.get(kind, OTHER_SCALE), -15, 9) if quantity else 0
    flow = _flow(form, kind) if quantity else False
    choices = _choices(form) if kind == "choice" else ()
    to = form.key_text("to") if kind == "reference" else ""
    at_most = form.key_text("at_most") if quantity else ""
    _not_for_this_type(form, kind)
    form.close()
    if not kind or name is None:
        return None
    of_type: FieldType = kind  # type: ignore[assignment]  # one_of has looked
    return Field(key, of_type, name, unit, scale, flow, required, unique, choices, to, hint, unconfirmed, at_most)


def _not_for_this_type(form: Form, kind: str) -> None:
    """A known key under a type that has no use for it, told as that and not as unknown; of no type, not told at all."""
    for key, takes in _GOES_WITH.items():
        if key in form.rows and key not in form.asked:
            form.asked[key] = None
            at = form.rows[key][0]
            if kind:
                form.notes.wrong(
                    at, f"{kind} 不用 {key}，{takes.zh}才用", f"{kind} takes no {key}, only {takes.en} does"
                )


def _unit(form: Form, kind: str) -> str:
    written = form.text("unit", required=True)
    if not written:
        return ""
    unit = unit_of(written) or (measure_word(written) if kind == "count" else None)
    example = _EXAMPLES[kind]
    if unit is None:
        form.notes.wrong(
            form.place("unit"), f"不认识的单位 {written}；如 {example}", f"unknown unit {written}; such as {example}"
        )
    elif not is_of(unit, kind):
        has, wants = type_name(unit.dimension), type_name(kind)
        form.notes.wrong(
            form.place("unit"),
            f"{written} 是{has.zh}的单位，{kind} 要{wants.zh}的单位，如 {example}",
            f"{written} measures {has.en}; {kind} takes a unit such as {example}",
        )
    return written


def _flow(form: Form, kind: str) -> bool:
    flow = form.flag("flow")
    if flow and kind not in _FLOWING:
        form.notes.wrong(
            form.place("flow"),
            f"{type_name(kind).zh}不能按期相加，不能是 flow",
            f"{type_name(kind).en} is not summed over periods and cannot be a flow",
        )
    return flow


def _choices(form: Form) -> tuple[Choice, ...]:
    if form.node("choices", required=True) is None:
        return ()
    outer = Form(form.notes, Name("choices", "choices"), form.rows["choices"][0], form.rows["choices"][1])
    found: list[Choice] = []
    said: dict[str, str] = {}
    for key, (at, _) in outer.rows.items():
        name = outer.name(key)
        if not is_key(key):
            form.notes.wrong(
                at,
                f"选项代码 {key} 只用小写字母、数字和连字符，如 steel-works；中文写在后面",
                f"the choice {key} takes lower-case letters, digits and hyphens; its name goes after it",
            )
        if name is None:
            continue
        for word in {name.zh, name.en} - {""}:
            if word in said:
                form.notes.wrong(
                    at,
                    f"选项 {said[word]} 和 {key} 同名 {word}",
                    f"choices {said[word]} and {key} share the name {word}",
                )
            said[word] = key
        found.append(Choice(key, name))
    return tuple(found)
