"""The ``stages`` of a pack, in the order listed; what each may follow is filled in where the pack leaves it open.

A stage follows the one listed before it that is no side stage. A side stage (停工) lies off the way: it is entered from
any, and left for where the subject was or for what may follow that, so no stage names a side stage in its ``after``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dajuan.programmes.forms import Form
from dajuan.programmes.load_conditions import conditions_of
from dajuan.programmes.pack import Field, Name, Needs, Stage

_STAGE = Name("阶段", "stage")


def stages_of(
    form: Form, fields: Mapping[str, Field], field_names: tuple[str, ...]
) -> tuple[dict[str, Stage], tuple[str, ...]]:
    """The stages, and the names of all that the pack lists, those that something is wrong with as well."""
    forms = form.forms("stages", _STAGE)
    names = tuple(key for key, _ in forms)
    listed: dict[str, Stage] = {}
    for key, one in forms:
        stage = _stage(key, one, fields, field_names, names)
        if stage is not None:
            listed[key] = stage
    if forms and not any(not one.side for one in listed.values()) and len(listed) == len(forms):
        form.notes.wrong(
            form.place("stages"), "全是旁支（side），至少一个不是", "all are side stages; at least one must not be"
        )
    stages = {key: replace(one, after=one.after or _default_after(one, listed)) for key, one in listed.items()}
    if len(listed) == len(forms):
        _check_sides(dict(forms), stages)
        _check_reached(dict(forms), stages)
    return stages, names


def _stage(
    key: str, form: Form, fields: Mapping[str, Field], field_names: tuple[str, ...], names: tuple[str, ...]
) -> Stage | None:
    name = form.name()
    hint = form.name("hint", required=False, longest=1000)
    final, side, unconfirmed = form.flag("final"), form.flag("side"), form.flag("unconfirmed")
    after = form.known_texts("after", _STAGE, names)
    if key in after:
        form.notes.wrong(form.place("after"), f"{key} 不能跟在自己后面", f"{key} cannot follow itself")
        after = tuple(one for one in after if one != key)
    needs = _needs(form, fields, field_names, names)
    form.close()
    return Stage(key, name, needs, after, final, side, hint, unconfirmed) if name else None


def _needs(form: Form, fields: Mapping[str, Field], field_names: tuple[str, ...], names: tuple[str, ...]) -> Needs:
    node = form.node("needs")
    if node is None:
        return Needs()
    inner = Form(form.notes, Name(f"{form.what.zh}的 needs", f"needs of {form.what.en}"), form.rows["needs"][0], node)
    evidence = tuple(one.text for one in inner.texts("evidence"))
    needed = inner.known_texts("fields", Name("字段", "field"), field_names)
    reviewer, note = inner.flag("reviewer"), inner.flag("note")
    others = inner.known_texts("other_than", _STAGE, names)
    where = conditions_of(inner, fields, field_names)
    inner.close()
    return Needs(evidence, needed, reviewer, others, note, where)


def _default_after(stage: Stage, stages: Mapping[str, Stage]) -> tuple[str, ...]:
    if stage.side:
        return ()
    way = [key for key, one in stages.items() if not one.side]
    place = way.index(stage.key)
    return tuple(way[max(0, place - 1) : place])


def _check_sides(forms: Mapping[str, Form], stages: Mapping[str, Stage]) -> None:
    for key, form in forms.items():
        for before in stages[key].after:
            if stages[before].side:
                form.notes.wrong(
                    form.place("after"),
                    f"{before} 是旁支（side），从哪里进去就从哪里出来，不写进 after",
                    f"{before} is a side stage, left for where one was before; leave it out of after",
                )


def _check_reached(forms: Mapping[str, Form], stages: Mapping[str, Stage]) -> None:
    """Every stage can be come to from the first one, where a subject is opened."""
    first = next((key for key, one in stages.items() if not one.side), None)
    reached = {first}
    while more := {
        key
        for key, one in stages.items()
        if key not in reached and (reached & set(one.after) or (one.side and not one.after))
    }:
        reached |= more
    for key, form in forms.items():
        if first is not None and key not in reached:
            form.notes.wrong(
                form.at, f"从 {first} 走不到 {key}；看看 after", f"{key} cannot be reached from {first}; see after"
            )
