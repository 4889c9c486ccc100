"""Whose a target or a subject is: the organisations that answer for it, the enterprises it is of."""

from __future__ import annotations

from dajuan.answers.target import Target
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme
from dajuan.web.access.rights import Thing

ENTERPRISE = "credit-code"


def thing_of_target(target: Target) -> Thing:
    """A target is its owner's and its co-owners'."""
    return Thing(tuple(one for one in (target.owner, *target.co_owners) if one))


def lead_of_target(target: Target) -> Thing:
    """Who reports of it: its owner alone."""
    return Thing((target.owner,) if target.owner else ())


def thing_of_subject(programme: Programme, state: State) -> Thing:
    """A subject is of the organisations in the fields that its pack names under ``owners``."""
    levels = state.levels()
    owners = [name for key in programme.owners if key in levels for name in names_in(str(levels[key].value))]
    codes = [
        str(levels[key].value) for key, field in programme.fields.items() if field.type == ENTERPRISE and key in levels
    ]
    if programme.code_rule == ENTERPRISE:
        codes.append(state.subject)
    codes += [held.value.partition("/")[2] for held in state.links().values() if isinstance(held.value, str)]
    return Thing(tuple(owners), tuple(codes))


def names_in(text: str) -> list[str]:
    """Organisations that a field names, several separated by 、."""
    return [one.strip() for one in text.split("、") if one.strip()]
