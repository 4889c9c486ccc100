"""企业档案: what is known of a firm, by data item: the piece in which consent is given, and in which an institution sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from dajuan.programmes.pack import Programme, Value
from dajuan.standards.rules.facts import vocabulary
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.financing.consent import items
from dajuan.systems.firms import REGISTER, Title, titles_of

_YEARS = 3
"""As many years of a yearly fact as are shown, the newest first."""
TITLES_ITEM = "titles"


class Known(NamedTuple):
    """A field of the register. ``years``: the year a value is of; None: it is of no year."""

    field: str
    values: tuple[tuple[int | None, Value], ...]


class Section(NamedTuple):
    item: str
    known: tuple[Known, ...]
    titles: tuple[Title, ...]


def dossier(subjects: Subjects, packs: Mapping[str, Programme], row: Row, some: Collection[str]) -> list[Section]:
    """These items of an enterprise (its ``row`` of the register) as they are by now; nothing else of it is read."""
    wanted = [one for one in items() if one in some]
    fields = {field for item in wanted for field in items()[item]}
    years = subjects.by_year(REGISTER, fields, only=[row.code]).get(row.code, {})
    titles = titles_of(subjects, packs, only=[row.code]).get(row.code, ()) if TITLES_ITEM in wanted else ()
    return [
        Section(
            item,
            tuple(
                Known(key, _values(key, row.fields[key], years.get(key, {})))
                for key in items()[item]
                if key in row.fields
            ),
            titles if item == TITLES_ITEM else (),
        )
        for item in wanted
    ]


def _values(key: str, now: Value, years: Mapping[int, Value]) -> tuple[tuple[int | None, Value], ...]:
    if key not in vocabulary() or not vocabulary()[key].yearly:
        return ((None, now),)
    return tuple((year, years[year]) for year in sorted(years, reverse=True)[:_YEARS])
