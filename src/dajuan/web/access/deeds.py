"""Which action it takes to record something: the reporter's, the reviewer's, or that of who settles the plan."""

from __future__ import annotations

from collections.abc import Collection

from dajuan.ledger.entry import Draft
from dajuan.programmes.pack import Programme
from dajuan.web.access.roles import Action

PLAN = "targets"
SETTLED = frozenset({"proposed", "set", "assigned", "dropped"})
"""Stages to which whoever settles the plan brings a target."""
REPORTED = frozenset({"reported", "progress", "doing", "asked-until"})
"""What a target's owner says of it; all else was settled with the plan."""


def action_of(programme: Programme, kind: str, *, stage: str = "", fields: Collection[str] = ()) -> Action:
    """What it takes to record this. A stage that somebody ``other_than`` the reporter has to decide is the reviewer's."""
    if kind == "verified":
        return Action.VERIFY
    if programme.code == PLAN and _is_settled(kind, stage, fields):
        return Action.PLAN
    if kind == "moved" and stage in programme.stages and programme.stages[stage].needs.other_than:
        return Action.VERIFY
    return Action.RECORD


def action_of_draft(programme: Programme, draft: Draft) -> Action:
    return action_of(programme, draft.kind, stage=draft.stage, fields=draft.fields)


def _is_settled(kind: str, stage: str, fields: Collection[str]) -> bool:
    if kind in {"opened", "linked"} or stage in SETTLED:
        return True
    return kind == "stated" and not REPORTED.issuperset(fields)
