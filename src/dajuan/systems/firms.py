"""Enterprises with what is known of them by year, and the titles that they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dajuan.programmes.pack import Field, Programme, Value
from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import MOST, Subjects
from dajuan.subjects.years import ByYear

REGISTER, TITLES = "enterprise-register", "enterprise-titles"
HELD = "recognised"
"""The stage of a title that is held."""


@dataclass(frozen=True)
class Title:
    """A title of an enterprise; ``until`` is the last day that was stated, None where none was."""

    code: str
    key: str
    stage: str
    since: date | None
    until: date | None

    def held(self, on: date) -> bool:
        return self.stage == HELD and (self.until is None or on <= self.until)

    def days_left(self, on: date) -> int | None:
        return (self.until - on).days if self.until and self.stage == HELD else None


@dataclass(frozen=True)
class Firm:
    row: Row
    years: ByYear
    titles: tuple[Title, ...] = ()

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def name(self) -> str:
        return self.row.name

    def facts(self, pack: Programme, on: date, changes: Mapping[str, Fraction] | None = None) -> Facts:
        """What rules ask for, as of a day. ``changes``: other numbers than those that are so, in base units; of a yearly
        fact that of the last year."""
        given: dict[str, object] = {"credit-code": self.code}
        given |= {key: given_of(pack.fields[key], key, of) for key, of in self.years.items() if key in vocabulary()}
        for key, number in (changes or {}).items():
            kind, before = vocabulary()[key], given.get(key)
            given[key] = (
                {**(before if isinstance(before, dict) else {}), on.year - 1: number} if kind.yearly else number
            )
        held = {one.key: one.until for one in self.titles if one.stage == HELD}
        return Facts(given, on, held=held)


def asked_of(pack: Programme) -> list[str]:
    """The fields of the register that rules look at."""
    return [key for key in pack.fields if key in vocabulary()]


def given_of(field: Field, key: str, years: Mapping[int, Value]) -> object:
    """A field's values as rules take them: by year, or the last one."""
    if vocabulary()[key].yearly:
        return {year: given_value(field, value) for year, value in years.items()}
    return given_value(field, years[max(years)])


def given_value(field: Field, value: Value) -> object:
    """Quantities in base units, days as days."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Fraction(value, 10**field.scale)
    return date.fromisoformat(value) if field.type == "date" else value


def firms(
    subjects: Subjects,
    packs: Mapping[str, Programme],
    *,
    stages: tuple[str, ...] = ("present",),
    only: Collection[str] | None = None,
    owners: Collection[str] | None = None,
    as_of: date | None = None,
    size: int | None = None,
) -> Iterator[Firm]:
    """Those on the register, in the order of their codes."""
    years = subjects.by_year(REGISTER, asked_of(packs[REGISTER]), only=only, as_of=as_of, size=size)
    titles = titles_of(subjects, packs, only=only, as_of=as_of, size=size)
    for row in every(subjects, REGISTER, where=Filter(stages=stages), only=only, owners=owners, as_of=as_of, size=size):
        yield Firm(row, years.get(row.code, {}), titles.get(row.code, ()))


def titles_of(
    subjects: Subjects,
    packs: Mapping[str, Programme],
    *,
    only: Collection[str] | None = None,
    as_of: date | None = None,
    size: int | None = None,
) -> dict[str, tuple[Title, ...]]:
    """By the enterprise's code; a title's own is ``title.credit-code``."""
    if TITLES not in packs:
        return {}
    keys = list(packs[TITLES].fields["title"].choices)
    wanted = None if only is None else [f"{choice.key}.{code}" for choice in keys for code in only]
    found: dict[str, tuple[Title, ...]] = {}
    for row in every(subjects, TITLES, only=wanted, as_of=as_of, size=size):
        title, enterprise = row.code.split(".", 1)
        found[enterprise] = (*found.get(enterprise, ()), _title(row, title))
    return found


def _title(row: Row, key: str) -> Title:
    until = row.fields.get("valid-until")
    return Title(
        row.code,
        key,
        row.stage,
        row.stage_on,
        date.fromisoformat(str(until)) if until else None,
    )


def every(
    subjects: Subjects,
    programme: str,
    *,
    where: Filter | None = None,
    only: Collection[str] | None = None,
    owners: Collection[str] | None = None,
    as_of: date | None = None,
    size: int | None = None,
) -> Iterator[Row]:
    """All rows of a list, stretch after stretch."""
    after: str | None = None
    while True:
        page = subjects.page(
            programme,
            where=where or Filter(),
            after=after,
            limit=MOST,
            as_of=as_of,
            size=size,
            owners=owners,
            only=only,
        )
        yield from page.rows
        after = page.next
        if after is None:
            return
