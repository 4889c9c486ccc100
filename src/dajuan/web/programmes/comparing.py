"""Two states of one subject side by side: what differs in fields, stage and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dajuan.ledger.state import Held, State
from dajuan.programmes.pack import Language, Programme
from dajuan.programmes.values import show_value
from dajuan.web.words import Words


class Difference(NamedTuple):
    """One line. ``""``: it is not known there."""

    name: str
    before: str
    after: str
    before_on: str
    after_on: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


def differences(before: State, after: State, programme: Programme, language: Language) -> list[Difference]:
    """Stage, then fields and links in the pack's order; of everything that is known at either side."""
    found: list[Difference] = []
    stage = str(Words("阶段", "Stage"))

    def stage_name(value: object) -> str:
        known = programme.stages.get(str(value))
        return known.name.said(language) if known else str(value)

    _add(found, stage, before.stage, after.stage, stage_name)
    old, new = before.levels(), after.levels()
    for key, field in programme.fields.items():
        if not field.flow:
            shown = lambda value, field=field: show_value(field, value, language)  # noqa: E731
            _add(found, field.name.said(language), old.get(key), new.get(key), shown)
    for key in {*old, *new} - programme.fields.keys():
        _add(found, key, old.get(key), new.get(key), str)
    linked, links = before.links(), after.links()
    for key, link in programme.links.items():
        _add(found, link.name.said(language), linked.get(key), links.get(key), str)
    return found


def _add(
    found: list[Difference], name: str, before: Held | None, after: Held | None, shown: Callable[..., str]
) -> None:
    if before is None and after is None:
        return
    sides = [(shown(one.value), one.on.isoformat()) if one is not None else ("", "") for one in (before, after)]
    found.append(Difference(name, sides[0][0], sides[1][0], sides[0][1], sides[1][1]))
