"""定制地兑现: what a contract promised per mu, what was built and paid, what the rule asks; grades of all custom land."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.programmes.pack import Programme, Value
from dajuan.standards.land.custom_land import Bound, CustomRule, measures
from dajuan.standards.land.grades import GradeRule, ScoreRule
from dajuan.subjects.row import Row
from dajuan.subjects.years import ByYear

_WAN_PER_MU = 15
"""元/平方米 in 万元/亩: 10000 元 over 2000/3 平方米."""
YEARLY = ("output-year", "tax-year", "power-year")
_PROMISED = {
    "investment": "promised-investment",
    "output": "promised-output",
    "tax": "promised-tax",
    "plot-ratio": "promised-plot-ratio",
}
_DUE = {"output": "at-capacity-by", "tax": "at-capacity-by"}
"""Measures that are due at capacity; all others are when it is to be built."""


class Outcome(StrEnum):
    MET = "met"
    SHORT = "short"
    """Due, and less than was promised."""
    AHEAD = "ahead"
    """Not due yet, and not reached yet."""
    OPEN = "open"
    """What was done is not known."""


class Pledge(NamedTuple):
    """One measure of a parcel. ``asked`` by the rule, ``promised`` in the contract, ``found`` by now, all in the measure's unit."""

    measure: str
    asked: Bound | None
    promised: Fraction | None
    found: Fraction | None
    due: date | None
    outcome: Outcome

    @property
    def promised_too_little(self) -> bool:
        """Whether the contract asks for less than the rule does."""
        return self.asked is not None and self.promised is not None and not self.asked.holds(self.promised)


@dataclass(frozen=True)
class Custom:
    """A parcel of custom land."""

    row: Row
    pledges: tuple[Pledge, ...]
    year: int | None
    """Of which output and tax are the last known whole year's."""
    score: Fraction | None
    grade: str

    @property
    def short(self) -> int:
        return sum(one.outcome is Outcome.SHORT for one in self.pledges)


def custom_land(
    rows: Iterable[Row],
    years: Mapping[str, ByYear],
    pack: Programme,
    on: date,
    rule: CustomRule,
    score: ScoreRule,
    grade: GradeRule,
) -> list[Custom]:
    """Parcels that are custom land, those that are most short first. ``years``: of each what was stated for every year."""
    custom = [row for row in rows if row.fields.get("custom") is True]
    done = {row.code: found(row, years.get(row.code, {}), pack, on) for row in custom}
    scores = {code: score.score(values) for code, values in done.items()}
    grades = grade.grades(scores)
    made = [
        Custom(
            row, _pledges(row, done[row.code], pack, on, rule), _last_year(years.get(row.code, {}), on),
            scores[row.code], grades[row.code],
        )
        for row in custom
    ]  # fmt: skip
    return sorted(made, key=lambda one: (-one.short, one.row.code))


def found(row: Row, years: ByYear, pack: Programme, on: date) -> dict[str, Fraction]:
    """What was built and paid, by measure, as far as it is known; yearly amounts of the last whole year that is known."""
    area = _number(pack, "area", row.fields.get("area"))
    if not area:
        return {}
    year = _last_year(years, on)
    totals = {
        key: _number(pack, key, row.fields.get(key))
        for key in ("invested-total", "floor-area", "footprint", "office-land")
    }
    yearly = {key: _number(pack, key, years.get(key, {}).get(year)) if year else None for key in YEARLY}
    per_mu = {"investment": totals["invested-total"], "output": yearly["output-year"], "tax": yearly["tax-year"]}
    shares = {"plot-ratio": (totals["floor-area"], 1), "building-coefficient": (totals["footprint"], 100), "office-share": (totals["office-land"], 100)}  # fmt: skip
    made = {key: value / area / _WAN_PER_MU for key, value in per_mu.items() if value is not None}
    made |= {key: value / area * times for key, (value, times) in shares.items() if value is not None}
    tax, power = yearly["tax-year"], yearly["power-year"]
    if tax is not None and power:
        made["tax-per-kwh"] = tax / power
    return made


def _pledges(row: Row, done: Mapping[str, Fraction], pack: Programme, on: date, rule: CustomRule) -> tuple[Pledge, ...]:
    use = str(row.fields.get("use", ""))
    made = []
    for measure in measures():
        asked = rule.bound(measure, use)
        promised = _promised(row, measure, pack)
        if asked is None and promised is None:
            continue
        due = _day(row, _DUE.get(measure, "built-by"))
        made.append(Pledge(measure, asked, promised, done.get(measure), due, _outcome(asked, promised, done.get(measure), due, on)))  # fmt: skip
    return tuple(made)


def _outcome(
    asked: Bound | None, promised: Fraction | None, done: Fraction | None, due: date | None, on: date
) -> Outcome:
    """By what was promised; where nothing was, by what the rule asks."""
    if done is None:
        return Outcome.OPEN
    held = done >= promised if promised is not None else asked is not None and asked.holds(done)
    if held:
        return Outcome.MET
    return Outcome.AHEAD if due is None or on < due else Outcome.SHORT


def _promised(row: Row, measure: str, pack: Programme) -> Fraction | None:
    value = _number(pack, _PROMISED.get(measure, ""), row.fields.get(_PROMISED.get(measure, "")))
    return value / _WAN_PER_MU if value is not None and measure != "plot-ratio" else value


def _number(pack: Programme, key: str, value: Value | None) -> Fraction | None:
    """In the field's base unit: 元, 平方米, 元/平方米, 千瓦时."""
    return None if value is None else Fraction(int(value), 10 ** pack.fields[key].scale)


def _last_year(years: ByYear, on: date) -> int | None:
    """The last year that was over by then and of which output or tax was stated."""
    over = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    known = {year for key in ("output-year", "tax-year") for year in years.get(key, {}) if year <= over}
    return max(known, default=None)


def _day(row: Row, key: str) -> date | None:
    value = row.fields.get(key)
    return date.fromisoformat(str(value)) if value else None
