"""A :class:`Programme` in the shape of its YAML: dictionaries, lists and words, in the order declared, all written out."""

from __future__ import annotations

from typing import Any

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
    Link,
    Mean,
    Name,
    Needs,
    Programme,
    Ratio,
    RuleResult,
    Share,
    Stage,
    Sum,
    Value,
)

Plain = dict[str, Any]


def plain_pack(programme: Programme) -> Plain:
    return _given({
        "programme": programme.code,
        "version": programme.version,
        "name": _name(programme.name),
        "hint": _name(programme.hint),
        "subject": {"kind": programme.subject.kind, "name": _name(programme.subject.name)},
        "code_rule": programme.code_rule,
        "replaces": programme.replaces,
        "owners": list(programme.owners),
        "fields": {key: _field(one) for key, one in programme.fields.items()},
        "links": {key: _link(one) for key, one in programme.links.items()},
        "stages": {key: _stage(one) for key, one in programme.stages.items()},
        "indicators": {key: _indicator(one, programme) for key, one in programme.indicators.items()},
    })  # fmt: skip


def _given(table: Plain) -> Plain:
    """Without what is empty: an empty key in YAML is a mistake, so it is never written."""
    return {key: value for key, value in table.items() if value not in (None, "", {}, [], False)}


def _name(name: Name | None) -> Plain | None:
    return None if name is None else _given({"zh": name.zh, "en": name.en})


def _field(field: Field) -> Plain:
    table = _given({
        "type": field.type,
        "name": _name(field.name),
        "unit": field.unit,
        "flow": field.flow,
        "required": field.required,
        "unique": field.unique,
        "choices": {one.key: _name(one.name) for one in field.choices},
        "to": field.to,
        "hint": _name(field.hint),
        "unconfirmed": field.unconfirmed,
        "at_most": field.at_most,
    })  # fmt: skip
    return table | ({"scale": field.scale} if field.is_quantity else {})


def _link(link: Link) -> Plain:
    return _given({"to": link.to, "many": link.many, "name": _name(link.name), "hint": _name(link.hint)})


def _stage(stage: Stage) -> Plain:
    return _given({
        "name": _name(stage.name),
        "needs": _needs(stage.needs),
        "after": list(stage.after),
        "final": stage.final,
        "side": stage.side,
        "hint": _name(stage.hint),
        "unconfirmed": stage.unconfirmed,
    })  # fmt: skip


def _needs(needs: Needs) -> Plain:
    return _given({
        "evidence": list(needs.evidence),
        "fields": list(needs.fields),
        "reviewer": needs.reviewer,
        "other_than": list(needs.other_than),
        "note": needs.note,
        "where": {one.field: [_word(value) for value in one.values] for one in needs.where},
    })  # fmt: skip


def _indicator(one: Indicator, programme: Programme) -> Plain:
    where = {condition.field: [_word(value) for value in condition.values] for condition in one.where}
    table = _given({
        "name": _name(one.name),
        "unit": one.unit,
        **_definition(one.definition),
        "direction": one.direction,
        "where": where,
        "hint": _name(one.hint),
        "unconfirmed": one.unconfirmed,
        "also": list(one.also),
    })  # fmt: skip
    return table | ({} if one.decimals is None else {"decimals": one.decimals})


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _definition(definition: Definition) -> Plain:
    match definition:
        case Count(stage):
            return {"count": stage}
        case InStage(stages):
            return {"in": list(stages)}
        case Sum(field, at):
            return _given({"sum": field, "at": at})
        case Mean(field):
            return {"mean": field}
        case Last(field, since):
            return _given({"last": field, "since": "" if since == "start" else since})
        case Days(start, end, take):
            return {"days": [start, end], "take": take}
        case Ratio(over, under):
            return {"ratio": [over, under]}
        case Change(of, against):
            return {"change": of, "against": against}
        case Share(of):
            return {"share": of}
        case Cumulative(of, since):
            return {"cumulative": of, "since": since}
        case RuleResult(rule, equals):
            return _given({"rule": rule, "equals": equals})
