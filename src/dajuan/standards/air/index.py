"""空气质量指数 AQI: sub-indices of concentrations, the index, the primary pollutants, the grade (HJ 633, editions.yaml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from dajuan.standards.air.dated import Span, file, in_force, span_of
from dajuan.standards.air.rounding import rounded, up
from dajuan.standards.words import Words

_FILE = "editions.yaml"
GOOD = 100
"""优良天: a day whose AQI is not above this."""
PRIMARY_ABOVE = 50
MOST = 500

Concentrations: TypeAlias = Mapping[str, Fraction]
"""Item (``pm25-24h``) → 微克/立方米, of CO 毫克/立方米. What is not known is not there."""


class Pollutant(NamedTuple):
    key: str
    name: Words
    unit: str
    places: int
    """To which a concentration is rounded before its sub-index is taken."""


class Row(NamedTuple):
    """A row of the table in one column."""

    iaqi: int
    concentration: Fraction


class Edition(NamedTuple):
    """One version of HJ 633."""

    code: str
    span: Span
    source: str
    address: str
    note: Words
    """What it changed; empty of the first."""
    daily: tuple[str, ...]
    hourly: tuple[str, ...]
    columns: Mapping[str, tuple[Row, ...]]
    capped: Mapping[str, int]


class Grade(NamedTuple):
    key: str
    name: Words
    level: str
    to: int | None


class Index(NamedTuple):
    """What a day or an hour comes to."""

    edition: str
    iaqi: Mapping[str, int]
    """By item, of those known."""
    missing: tuple[str, ...]
    aqi: int | None
    """None: it may not be published (:func:`index_of`)."""
    primary: tuple[str, ...]
    """首要污染物, the pollutants of the largest sub-index."""

    @property
    def is_good(self) -> bool:
        return self.aqi is not None and self.aqi <= GOOD


@cache
def pollutants() -> Mapping[str, Pollutant]:
    return {
        key: Pollutant(key, Words(one["zh"], one["en"]), one["unit"], one["places"])
        for key, one in file(_FILE)["pollutants"].items()
    }


def pollutant_of(item: str) -> Pollutant:
    return pollutants()[file(_FILE)["items"][item]["pollutant"]]


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(
        Edition(
            one["code"],
            span_of(one),
            one["source"],
            one["address"],
            Words(**one["note"]),
            tuple(one["daily"]),
            tuple(one["hourly"]),
            {
                key: tuple(Row(row["iaqi"], Fraction(row[key])) for row in one["table"] if row[key] is not None)
                for key in one["table"][0]
                if key != "iaqi"
            },
            one["capped"],
        )
        for one in file(_FILE)["editions"]
    )


def edition_on(day: date) -> Edition:
    """The one in force. Raises :class:`RuleError` before the first."""
    return in_force(editions(), day, "HJ 633")


@cache
def first_day() -> date:
    """Of the first edition: days before it cannot be judged."""
    return min(one.span.first for one in editions())


def edition_called(code: str) -> Edition:
    return next(one for one in editions() if one.code == code)


@cache
def grades() -> tuple[Grade, ...]:
    return tuple(
        Grade(one["key"], Words(one["zh"], one["en"]), one["level"], one["to"]) for one in file(_FILE)["grades"]
    )


def grade_of(aqi: int) -> Grade:
    return next(one for one in grades() if one.to is None or aqi <= one.to)


def iaqi(edition: Edition, item: str, concentration: Fraction) -> int | None:
    """The sub-index of a concentration, which is rounded to the reporting place first; None where the edition takes none:
    a pollutant beyond the end of its column is then told by its other item."""
    return _iaqi(edition.code, item, concentration)


@lru_cache(2**14)
def _iaqi(code: str, item: str, concentration: Fraction) -> int | None:
    """Years of days have few concentrations, and each comes often."""
    edition = edition_called(code)
    rows = edition.columns[column_of(item)]
    exact = rounded(concentration, pollutant_of(item).places)
    if exact > rows[-1].concentration:
        return MOST if rows[-1].iaqi == MOST else edition.capped.get(item)
    at = next(place for place, row in enumerate(rows) if exact <= row.concentration)
    if at == 0:
        return rows[0].iaqi
    low, high = rows[at - 1], rows[at]
    slope = (high.iaqi - low.iaqi) / (high.concentration - low.concentration)
    return up(slope * (exact - low.concentration) + low.iaqi)


def column_of(item: str) -> str:
    return str(file(_FILE)["items"][item].get("column", item))


def index_of(edition: Edition, items: Sequence[str], known: Concentrations) -> Index:
    """The index of a report's items. While a pollutant is missing it is published only above 100 (HJ 633-2026, 5.3.1)."""
    found = {item: value for item in items if item in known and (value := iaqi(edition, item, known[item])) is not None}
    missing = tuple(key for key, item in main_items(items).items() if item not in known)
    highest = max(found.values(), default=None)
    aqi = highest if highest is not None and (not missing or highest > GOOD) else None
    return Index(edition.code, found, missing, aqi, _primary(found, aqi))


def main_items(items: Sequence[str]) -> dict[str, str]:
    """Pollutant → its first item in a report: without that one it is missing."""
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(pollutant_of(item).key, item)
    return {key: first[key] for key in pollutants()}


def _primary(found: Mapping[str, int], aqi: int | None) -> tuple[str, ...]:
    if aqi is None or aqi <= PRIMARY_ABOVE:
        return ()
    largest = {pollutant_of(item).key for item, value in found.items() if value == aqi}
    return tuple(key for key in pollutants() if key in largest)


def day_index(day: date, known: Concentrations, *, edition: Edition | None = None) -> Index:
    """A day's, by the edition in force on it, or by another. Raises :class:`RuleError` before the first."""
    chosen = edition or edition_on(day)
    return index_of(chosen, chosen.daily, known)
