"""The quick way past the judge, for many drafts that open subjects of which nobody has heard, and that are all right.

An import brings them by the hundred thousand. What :func:`dajuan.ledger.rules.judge` asks of one draft after the other
is asked here of all at once, field by field. If the answer is no, the judge looks at each: he alone finds which is
wrong, and he has the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dajuan.ledger.entry import Draft, Value
from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values.canonical import all_canonical
from dajuan.programmes.values.subject_code import subject_code_reader
from dajuan.programmes.values.trouble import ValueTrouble


def is_opening(draft: Draft) -> bool:
    """Whether a draft is of the kind meant here; that its subject is new is for others to say."""
    return draft.kind == "opened" and draft.replaces is None


def are_right(programme: Programme, openings: Sequence[Draft], today: date) -> bool:
    """Whether the judge would find nothing wrong with any of these."""
    return (
        all(draft.effective_on <= today for draft in openings)
        and _have_right_fields(programme, openings)
        and _have_right_links(programme, openings)
        and _have_right_codes(programme, [draft.subject for draft in openings])
    )


def _have_right_fields(programme: Programme, openings: Sequence[Draft]) -> bool:
    given = [draft.fields for draft in openings]
    left = sum(map(len, given))
    for field in programme.fields.values():
        if field.flow:
            continue
        values = [fields[field.key] for fields in given if field.key in fields]
        if field.required and len(values) < len(given):
            return False
        if not all_canonical(field, values):
            return False
        if field.at_most and not all(_is_bounded(fields, field) for fields in given):
            return False
        left -= len(values)
    return left == 0  # What is left are flows, or no fields of this programme.


def _is_bounded(fields: Mapping[str, Value], field: Field) -> bool:
    low, high = fields.get(field.key), fields.get(field.at_most)
    return low is None or (type(low) is int and type(high) is int and low <= high)


def _have_right_links(programme: Programme, openings: Sequence[Draft]) -> bool:
    return all(
        relation in programme.links and other.startswith(f"{programme.links[relation].to}/")
        for draft in openings
        for relation, other in draft.links.items()
    )


def _have_right_codes(programme: Programme, codes: Sequence[str]) -> bool:
    try:
        right = list(map(subject_code_reader(programme), codes))
    except ValueTrouble:
        return False
    return right == codes and all("/" not in code and len(code) <= 100 and code.isprintable() for code in codes)
