"""Taking a roster in: what of it the ledger does not have yet, as drafts; a person who is known is not opened again.

Rosters come in any order: one of an earlier year dates a person back to when he was first recognised, and never undoes what a later one said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.state import State
from dajuan.systems.firms import REGISTER
from dajuan.systems.talent import PEOPLE, TEAMS, TITLES
from dajuan.systems.talent.roster import Line

ENTERPRISE = "enterprise"


class Taken(NamedTuple):
    drafts: list[Draft]
    new_people: int
    known_people: int
    new_titles: int
    changed_titles: int
    same_titles: int


def title_code(kind: str, person: str) -> str:
    return f"{kind}.{person}"


def taken(
    lines: Iterable[tuple[str, Line]],
    people: Mapping[str, State],
    titles: Mapping[str, State],
    *,
    office: str,
) -> Taken:
    """``lines`` with each one's code; ``people`` and ``titles``: those of them that the ledger has heard of."""
    drafts: list[Draft] = []
    new_people = known_people = 0
    made = {"new": 0, "changed": 0, "same": 0}
    for code, group in groupby(sorted(lines, key=lambda one: (one[0], one[1].on)), key=lambda one: one[0]):
        some = [line for _, line in group]
        state = people.get(code)
        is_known = state is not None and state.opened is not None
        known_people, new_people = known_people + is_known, new_people + (not is_known)
        drafts += _person(code, some, state if is_known else None, office)
        for line in some:
            if line.kind:
                its, how = _title(code, line, titles.get(title_code(line.kind, code)), office)
                drafts += its
                made[how] += 1
    return Taken(drafts, new_people, known_people, made["new"], made["changed"], made["same"])


def _person(code: str, lines: list[Line], state: State | None, office: str) -> list[Draft]:
    """``lines`` of one person in the order of their days."""
    first, last = lines[0].on, lines[-1].on
    if state is None:
        drafts = [
            Draft(programme=PEOPLE, subject=code, kind="opened", effective_on=first, fields={"office": office}),
            Draft(programme=PEOPLE, subject=code, kind="moved", stage="listed", effective_on=first),
        ]
    else:
        drafts = [*_dated_back(state, first, "listed", {"office": office}), *_returned(code, state, last)]
    firm = next((one for one in reversed(lines) if one.firm), None)
    if firm is not None:
        drafts += _linked(PEOPLE, code, state, f"{REGISTER}/{firm.firm}", firm.on)
    for team in dict.fromkeys(one.team for one in lines if one.team):
        other = f"{TEAMS}/{team}"
        if state is None or all(entry.links.get("teams") != other for entry in state.entries.values()):
            on = min(one.on for one in lines if one.team == team)
            drafts.append(Draft(programme=PEOPLE, subject=code, kind="linked", effective_on=on, links={"teams": other}))
    return drafts


def _dated_back(state: State, first: date, stage: str, fields: dict[str, Value]) -> list[Draft]:
    """Corrections of what says that it began later than it did; ``fields`` are those of the beginning."""
    reached = state.reached(stage)
    seqs = [one for one in (state.opened, reached.seq if reached else None) if one is not None]
    return [
        Draft(
            programme=state.programme, subject=state.subject, kind=entry.kind, stage=entry.stage, effective_on=first,
            fields=fields if entry.kind == "opened" else entry.fields, replaces=seq,
        )
        for seq in seqs
        if first < (entry := state.entries[seq]).effective_on
    ]  # fmt: skip


def _returned(code: str, state: State, last: date) -> list[Draft]:
    stage = state.stage
    if stage is None or stage.value not in {"lapsed", "left"} or last <= stage.on:
        return []
    return [Draft(programme=PEOPLE, subject=code, kind="moved", stage="returned", effective_on=last)]


def _title(person: str, line: Line, state: State | None, office: str) -> tuple[list[Draft], str]:
    code = title_code(line.kind, person)
    fields: dict[str, Value] = {"kind": line.kind, "office": office, **line.fields}
    firm = f"{REGISTER}/{line.firm}"
    if state is None or state.opened is None:
        drafts = [
            Draft(programme=TITLES, subject=code, kind="opened", effective_on=line.on, fields=fields),
            Draft(programme=TITLES, subject=code, kind="linked", effective_on=line.on, links={"person": f"{PEOPLE}/{person}"}),
            *(_linked(TITLES, code, None, firm, line.on) if line.firm else ()),
            Draft(programme=TITLES, subject=code, kind="moved", stage="recognised", effective_on=line.on),
        ]  # fmt: skip
        return drafts, "new"
    drafts = [*_begun_earlier(state, line, fields), *_stated(state, line)]
    drafts += _linked(TITLES, code, state, firm, line.on) if line.firm else []
    stage = state.stage
    if stage is not None and stage.value == "expired" and stage.on < line.on:
        drafts.append(Draft(programme=TITLES, subject=code, kind="moved", stage="recognised", effective_on=line.on))
    return drafts, "changed" if drafts else "same"


def _begun_earlier(state: State, line: Line, fields: dict[str, Value]) -> list[Draft]:
    """What was said when it was first heard of is said of that day still."""
    opened = state.entries[state.opened or 0]
    if opened.effective_on <= line.on:
        return []
    back = _dated_back(state, line.on, "recognised", fields)
    said = {key: value for key, value in opened.fields.items() if key not in {"kind", "office"}}
    if said:
        back.append(Draft(programme=TITLES, subject=state.subject, kind="stated", effective_on=opened.effective_on, fields=said))  # fmt: skip
    return back


def _stated(state: State, line: Line) -> list[Draft]:
    """What nobody has said of that very day; said of an earlier day it may have been otherwise in between."""
    opened = state.entries[state.opened or 0]
    if line.on < opened.effective_on:
        return []
    said = {
        key: value
        for key, value in line.fields.items()
        if (held := state.level(key, line.on)) is None or (held.on, held.value) != (line.on, value)
    }
    return [Draft(programme=TITLES, subject=state.subject, kind="stated", effective_on=line.on, fields=said)] if said else []  # fmt: skip


def _linked(programme: str, code: str, state: State | None, other: str, on: date) -> list[Draft]:
    """To an enterprise, where nothing says so of that day."""
    entries = state.entries.values() if state is not None else ()
    if any(entry.effective_on == on and entry.links.get(ENTERPRISE) == other for entry in entries):
        return []
    return [Draft(programme=programme, subject=code, kind="linked", effective_on=on, links={ENTERPRISE: other})]
