"""Whose a target or a subject is: the organisations that answer for it, the enterprises it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dajuan.answers.target import Target
from dajuan.ledger.entry import Entry
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.web.access.rights import Thing


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
        str(levels[key].value) for key, field in programme.fields.items() if field.type == CREDIT_CODE and key in levels
    ]
    if programme.code_rule == CREDIT_CODE:
        codes.append(state.subject)
    codes += [held.value.partition("/")[2] for held in state.links().values() if isinstance(held.value, str)]
    return Thing(tuple(owners), tuple(codes), programme.code)


def thing_of_row(programme: Programme | None, row: Row) -> Thing:
    """The same of a subject as the register has it. Of a programme that is no more, only its links say whose it is."""
    fields = programme.fields if programme else {}
    codes = [str(row.fields[key]) for key, one in fields.items() if one.type == CREDIT_CODE and key in row.fields]
    if programme is not None and programme.code_rule == CREDIT_CODE:
        codes.append(row.code)
    codes += [other.partition("/")[2] for others in row.links.values() for other in others]
    return Thing(row.owners, tuple(codes), row.programme)


def things_of_subjects(
    subjects: Subjects, programmes: Mapping[str, Programme], wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Thing]:
    """Of many subjects at once, by programme and code; of those that were not opened nothing."""
    codes: dict[str, set[str]] = defaultdict(set)
    for programme, code in wanted:
        codes[programme].add(code)
    return {
        (programme, row.code): thing_of_row(programmes[programme], row)
        for programme, some in codes.items()
        if programme in programmes
        for row in subjects.some(programme, some).values()
    }


def thing_of_entry(ledger: Ledger, entry: Entry) -> Thing:
    """An entry is its subject's, whosever that is now; one about a whole programme is the zone's."""
    programme = ledger.programmes.get(entry.programme)
    if programme is None or not entry.subject:
        return Thing()
    return thing_of_subject(programme, state_of_subject(ledger, programme=entry.programme, subject=entry.subject))


def names_in(text: str) -> list[str]:
    """Organisations that a field names, several separated by 、."""
    return [one.strip() for one in text.split("、") if one.strip()]
