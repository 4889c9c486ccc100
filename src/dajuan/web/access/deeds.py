"""Which action it takes to record something: the reporter's, the reviewer's, or that of who settles the plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from dajuan.answers.target import OWNERS_FIELDS, PROGRAMME
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.access.things import names_in, thing_of_row, thing_of_subject

SETTLED = frozenset({"proposed", "set", "assigned", "dropped"})
"""Stages to which whoever settles the plan brings a target."""


def action_of(programme: Programme, kind: str, *, stage: str = "", fields: Collection[str] = ()) -> Action:
    """What it takes to record this. A stage that somebody ``other_than`` the reporter has to decide is the reviewer's."""
    if kind == "verified":
        return Action.VERIFY
    if programme.code == PROGRAMME and _is_settled(kind, stage, fields):
        return Action.PLAN
    if kind == "moved" and stage in programme.stages and programme.stages[stage].needs.other_than:
        return Action.VERIFY
    return Action.RECORD


def action_of_draft(programme: Programme, draft: Draft) -> Action:
    return action_of(programme, draft.kind, stage=draft.stage, fields=draft.fields)


class Whose(NamedTuple):
    """Whose a subject is: for whatever is done to it, and for reporting of it."""

    thing: Thing
    reports: Thing

    def to(self, action: Action) -> Thing:
        return self.reports if action is Action.RECORD else self.thing


def whose_state(programme: Programme, state: State) -> Whose:
    values = {key: held.value for key, held in state.levels().items()}
    return _whose(programme, thing_of_subject(programme, state), values)


def whose_row(programme: Programme, row: Row) -> Whose:
    return _whose(programme, thing_of_row(programme, row), row.fields)


def whose_fields(programme: Programme, fields: Mapping[str, Value]) -> Whose:
    """Of a subject that is about to be opened with these."""
    owners = [name for key in programme.owners if key in fields for name in names_in(str(fields[key]))]
    return _whose(programme, Thing(tuple(owners), programme=programme.code), fields)


def _whose(programme: Programme, thing: Thing, values: Mapping[str, Value]) -> Whose:
    """Of a target only who leads reports; who helps sees and talks."""
    if programme.code != PROGRAMME:
        return Whose(thing, thing)
    return Whose(thing, Thing(tuple(names_in(str(values.get("owner", "")))), thing.enterprises))


def _is_settled(kind: str, stage: str, fields: Collection[str]) -> bool:
    if kind in {"opened", "linked"} or stage in SETTLED:
        return True
    return kind == "stated" and not OWNERS_FIELDS.issuperset(fields)
