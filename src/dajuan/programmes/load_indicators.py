"""The ``indicators`` of a pack: each exactly one definition, of things that exist, in a unit that it can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, get_args

from dajuan.programmes.forms import Form
from dajuan.programmes.indicator_units import UnitCheck
from dajuan.programmes.load_conditions import conditions_of
from dajuan.programmes.pack import (
    Change,
    Count,
    Cumulative,
    Days,
    Definition,
    Field,
    Indicator,
    InStage,
    Last,
    Mean,
    Name,
    Ratio,
    RuleResult,
    Share,
    Since,
    Sum,
    Take,
)
from dajuan.programmes.yaml_nodes import Listing, Scalar

KINDS = ("count", "in", "sum", "mean", "last", "days", "ratio", "change", "share", "cumulative", "rule")
"""The keys of which an indicator has exactly one."""
SINCE = ("cumulative", "last")
"""The kinds that say from when on."""
TAKES: tuple[Take, ...] = get_args(Take)
DEFAULT_UNITS = {"days": "天", "ratio": "%", "change": "%", "share": "%"}
_SUMMED = frozenset((
    "money", "count", "area", "length", "mass", "volume", "energy", "coal-equivalent", "carbon", "power", "computing",
    "duration", "working-days", "time",
))  # fmt: skip
_FIELD, _STAGE, _INDICATOR = Name("字段", "field"), Name("阶段", "stage"), Name("指标", "indicator")


class Declared(NamedTuple):
    """What indicators may speak of: the names listed, and of the fields those that nothing is wrong with. A field with
    a mistake of its own is not told again as missing wherever it is named.
    """

    fields: Mapping[str, Field]
    field_names: tuple[str, ...]
    stage_names: tuple[str, ...]
    indicators: tuple[str, ...] = ()


def indicators_of(form: Form, declared: Declared) -> dict[str, Indicator]:
    forms = form.forms("indicators", _INDICATOR)
    pack = declared._replace(indicators=tuple(key for key, _ in forms))
    found = {key: one for key, inner in forms if (one := _indicator(key, inner, pack)) is not None}
    by_key = dict(forms)
    in_circles = _circles(found)
    for key in in_circles:
        by_key[key].notes.wrong(
            by_key[key].at,
            f"指标 {key} 的定义绕回自己：{in_circles[key]}",
            f"indicator {key} leads back to itself: {in_circles[key]}",
        )
    if not in_circles and len(found) == len(forms):
        check = UnitCheck(found, declared.fields)
        for key, one in found.items():
            check.look(one, by_key[key])
    return found


def _indicator(key: str, form: Form, pack: Declared) -> Indicator | None:
    name = form.name()
    hint = form.name("hint", required=False, longest=1000)
    direction = form.one_of("direction", ("up", "down"), "up")
    decimals = form.integer("decimals", -1, 0, 9)
    unconfirmed = form.flag("unconfirmed")
    also = tuple(one.text for one in form.texts("also"))
    where = conditions_of(form, pack.fields, pack.field_names)
    kind = _kind(form)
    definition = _MAKERS[kind](form, pack) if kind else None
    unit = form.text("unit", required=kind not in DEFAULT_UNITS) or DEFAULT_UNITS.get(kind, "")
    _refuse_strangers(form, kind)
    form.close()
    if name is None or definition is None:
        return None
    return Indicator(
        key,
        name,
        unit,
        definition,
        "down" if direction == "down" else "up",
        where,
        None if decimals < 0 else decimals,
        hint,
        unconfirmed,
        also,
    )


def _kind(form: Form) -> str:
    given = [kind for kind in KINDS if kind in form.rows]
    form.asked.update(dict.fromkeys(KINDS))
    if len(given) == 1:
        return given[0]
    if not form.rows:
        return ""
    listed = "、".join(KINDS), ", ".join(KINDS)
    if given:
        second = form.rows[given[1]][0]
        form.notes.wrong(
            second,
            f"{form.what.zh}有几个定义（{'、'.join(given)}），只留一个",
            f"{form.what.en} has several definitions ({', '.join(given)}); keep one",
        )
    else:
        form.notes.wrong(
            form.at,
            f"{form.what.zh}没有定义，要 {listed[0]} 之一",
            f"{form.what.en} has no definition; one of {listed[1]}",
        )
    return ""


def _refuse_strangers(form: Form, kind: str) -> None:
    """A key that goes with another kind of definition only: at with sum, take with days."""
    for key, kinds in (
        ("at", ("sum",)),
        ("take", ("days",)),
        ("against", ("change",)),
        ("since", SINCE),
        ("equals", ("rule",)),
    ):
        if key in form.rows and key not in form.asked and kind:
            at = form.rows[key][0]
            zh, en = "、".join(kinds), " or ".join(kinds)
            form.notes.wrong(at, f"{key} 只和 {zh} 一起用，这里是 {kind}", f"{key} goes with {en} only, here is {kind}")
        form.asked[key] = None


def _one(form: Form, key: str, what: Name, known: tuple[str, ...]) -> str:
    scalar = form.scalar(key)
    if scalar is None:
        return ""
    if scalar.text not in known:
        form.notes.unknown(scalar, what, scalar.text, known)
        return ""
    return scalar.text


def _count(form: Form, pack: Declared) -> Definition | None:
    stage = _one(form, "count", _STAGE, pack.stage_names)
    return Count(stage) if stage else None


def _in_stage(form: Form, pack: Declared) -> Definition | None:
    stages = form.known_texts("in", _STAGE, pack.stage_names)
    return InStage(stages) if stages else None


def _summed_field(form: Form, key: str, pack: Declared) -> Field | None:
    field = pack.fields.get(_one(form, key, _FIELD, pack.field_names))
    if field is None or field.type in _SUMMED:
        return field
    form.notes.wrong(
        form.place(key),
        f"字段 {field.key} 是 {field.type}，不能相加；比率用 ratio，由分子分母两个指标相除",
        f"the field {field.key} is a {field.type} and cannot be added up; make a ratio of two indicators instead",
    )
    return None


def _sum(form: Form, pack: Declared) -> Definition | None:
    at = _one(form, "at", _STAGE, pack.stage_names)
    field = _summed_field(form, "sum", pack)
    if field is None:
        return None
    if field.flow and "at" in form.rows:
        form.notes.wrong(
            form.rows["at"][0], f"{field.key} 是按期的量（flow），不用 at", f"{field.key} is a flow and takes no at"
        )
        return None
    if not field.flow and "at" not in form.rows:
        form.notes.wrong(
            form.place("sum"),
            f"{field.key} 是水平数，要写到哪个阶段时取（at: 阶段），或者用 last 取期末数",
            f"{field.key} is a level: say at which stage it is taken (at: STAGE), or use last for the period's end",
        )
        return None
    return Sum(field.key, at) if field.flow or at else None


def _mean(form: Form, pack: Declared) -> Definition | None:
    field = pack.fields.get(_one(form, "mean", _FIELD, pack.field_names))
    if field is None:
        return None
    if field.flow:
        return Mean(field.key)
    form.notes.wrong(
        form.place("mean"),
        f"{field.key} 不是按期的量（flow），没有期内平均；期末数用 last",
        f"{field.key} is no flow and has no mean of a period; use last for its level",
    )
    return None


def _last(form: Form, pack: Declared) -> Definition | None:
    since = _since(form, "start")
    field = _summed_field(form, "last", pack)
    if field is not None and field.flow:
        form.notes.wrong(
            form.place("last"),
            f"{field.key} 是按期的量（flow），没有期末数；用 sum",
            f"{field.key} is a flow and has no last level; use sum",
        )
        return None
    return Last(field.key, since) if field is not None else None


def _days(form: Form, pack: Declared) -> Definition | None:
    take = form.one_of("take", TAKES, "median")
    pair = _pair(form, "days", _STAGE, pack.stage_names)
    return Days(*pair, next(one for one in TAKES if one == take)) if pair else None


def _ratio(form: Form, pack: Declared) -> Definition | None:
    pair = _pair(form, "ratio", _INDICATOR, pack.indicators)
    return Ratio(*pair) if pair else None


def _pair(form: Form, key: str, what: Name, known: tuple[str, ...]) -> tuple[str, str] | None:
    node = form.node(key)
    items = node.items if isinstance(node, Listing) else ()
    if node is not None and (len(items) != 2 or not all(isinstance(one, Scalar) for one in items)):
        form.notes.wrong(
            node, f"{key} 要两个{what.zh}，如 {key}: [a, b]", f"{key} takes two {what.en}s, like {key}: [a, b]"
        )
        return None
    words = [one for one in items if isinstance(one, Scalar)]
    for one in words:
        if one.text not in known:
            form.notes.unknown(one, what, one.text, known)
    if len(words) != 2 or any(one.text not in known for one in words):
        return None
    return words[0].text, words[1].text


def _change(form: Form, pack: Declared) -> Definition | None:
    against = form.one_of("against", ("year", "previous"), "year")
    of = _one(form, "change", _INDICATOR, pack.indicators)
    return Change(of, "previous" if against == "previous" else "year") if of else None


def _share(form: Form, pack: Declared) -> Definition | None:
    of = _one(form, "share", _INDICATOR, pack.indicators)
    return Share(of) if of else None


def _cumulative(form: Form, pack: Declared) -> Definition | None:
    since = _since(form, "year")
    of = _one(form, "cumulative", _INDICATOR, pack.indicators)
    return Cumulative(of, since) if of else None


def _since(form: Form, otherwise: Since) -> Since:
    return "start" if form.one_of("since", ("year", "start"), otherwise) == "start" else "year"


def _rule(form: Form, pack: Declared) -> Definition | None:
    rule, equals = form.key_text("rule"), form.key_text("equals")
    return RuleResult(rule, equals) if rule else None


_MAKERS: Mapping[str, Callable[[Form, Declared], Definition | None]] = {
    "count": _count, "in": _in_stage, "sum": _sum, "mean": _mean, "last": _last, "days": _days, "ratio": _ratio, "change": _change,
    "share": _share, "cumulative": _cumulative, "rule": _rule,
}  # fmt: skip


def parts_of(definition: Definition) -> tuple[str, ...]:
    """The indicators that a definition is made of."""
    match definition:
        case Ratio(over, under):
            return over, under
        case Change(of) | Share(of) | Cumulative(of):
            return (of,)
        case _:
            return ()


def _circles(indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Indicators whose definition leads back to themselves → the way. Each indicator is looked into once."""
    found: dict[str, str] = {}
    done: set[str] = set()
    for start in indicators:
        _follow(start, [], indicators, done, found)
    return found


def _follow(
    key: str, way: list[str], indicators: Mapping[str, Indicator], done: set[str], found: dict[str, str]
) -> None:
    if key in way:
        circle = way[way.index(key) :]
        found.setdefault(circle[0], " → ".join([*circle, key]))
    elif key in indicators and key not in done:
        for part in parts_of(indicators[key].definition):
            _follow(part, [*way, key], indicators, done, found)
        done.add(key)
