"""Cases by others: the Chinese number, range, percent, currency, dimension and ordinal cases of Recognizers-Text.

Run ``python bench/recognizers_cases/quantities.py [folder]``; the folder of cases is no part of the project (its README
tells their origin and which of them fit the language of reports). Prints how many of the fitting cases pass and every
one that does not. ``exceptions.tsv`` names the cases argued with, each with its reason: either another value is asked
for instead (a case whose own value is wrong), or none is (a case that does not belong to the language of reports).

Where cases and domain differ by rule, the domain wins: a range is closed at both ends, 百分点 is a unit of its own, an
English unit is compared after mapping to ours, a number inside a period or an ordinal is read as that. Offsets are not
compared to the character (ours take the qualifier in, theirs the blanks), overlap is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from cases import CASES, HERE, Case, Count, rows, run

from dajuan.language import read_numbers, read_spans
from dajuan.language.lexicon import units
from dajuan.language.spans import Ordinal, Period, Quantity, Span

UNITS = HERE / "units.tsv"
FILES = ("number", "number_range", "percent", "currency", "dimension", "ordinal")
CLOSE = Decimal("1e-9")
"""The cases print floats of 15 digits; ours are exact decimals."""


class Expected(NamedTuple):
    start: int
    end: int
    value: str
    unit: str


class Reading(NamedTuple):
    spans: list[Span]
    numbers: list[Quantity]
    """Bare numbers included, where prose would rather see no quantity."""

    def over(self, expected: Expected) -> list[Span]:
        return [one for one in (*self.spans, *self.numbers) if one.start < expected.end and one.end > expected.start]


class Unit(NamedTuple):
    base: str
    factor: Decimal


def english_units() -> dict[str, Unit]:
    return {name: Unit(base, Decimal(factor)) for name, base, factor in rows(UNITS)}


def same(one: Decimal | None, other: Decimal) -> bool:
    return one is not None and abs(one - other) <= CLOSE * max(1, abs(other))


def quantities(spans: Iterable[Span]) -> list[Quantity]:
    return [one for one in spans if isinstance(one, Quantity)]


def has_value(one: Quantity, value: Decimal) -> bool:
    """One of its ends is the value, in the base unit or in the unit as written (theirs is 12 for 12公里)."""
    return any(same(end, each) for end in (one.low, one.high) for each in in_base(one, value))


def in_base(one: Quantity, value: Decimal) -> set[Decimal]:
    """The value as it stands and in base units: theirs is 12 for 12公里 and 55 for 百分之五十五."""
    unit = units().get(one.written_unit)
    if unit:
        return {value, unit.to_base(value)}
    return {value, value / 100} if one.unit == "1" else {value}


def number_passes(expected: Expected, spans: list[Span]) -> bool:
    value = Decimal(expected.value)
    for one in spans:
        if isinstance(one, Quantity) and has_value(one, value):
            return True
        if isinstance(one, Ordinal) and value in one.numbers:
            return True
        if isinstance(one, Period):
            return True
    return False


def range_passes(expected: Expected, spans: list[Span]) -> bool:
    low, high = (Decimal(end) if end.strip() else None for end in expected.value.strip("[]()").split(","))
    found = quantities(spans)
    if any(bound(one, one.low, low) and bound(one, one.high, high) for one in found):
        return True
    # 大于20的同时小于等于35 is one range to them and two bounds to us.
    above = any(low is not None and bound(one, one.low, low) and one.high is None for one in found)
    below = any(high is not None and bound(one, one.high, high) and one.low is None for one in found)
    return above and below


def bound(one: Quantity, ours: Decimal | None, theirs: Decimal | None) -> bool:
    if theirs is None:
        return ours is None
    return any(same(ours, each) for each in in_base(one, theirs))


def percent_passes(expected: Expected, spans: list[Span]) -> bool:
    percent = Decimal(expected.value.rstrip("%"))
    for one in quantities(spans):
        if one.dimension == "point" and has_value(one, percent):
            return True
        if one.unit == "1" and has_value(one, percent / 100):
            return True
    return False


def unit_passes(expected: Expected, spans: list[Span]) -> bool:
    unit = english_units().get(expected.unit)
    if unit is None or not expected.value:
        return False
    value = Decimal(expected.value) * unit.factor
    return any(one.unit == unit.base and (same(one.low, value) or same(one.high, value)) for one in quantities(spans))


def ordinal_passes(expected: Expected, spans: list[Span]) -> bool:
    return any(isinstance(one, Ordinal) and int(expected.value) in one.numbers for one in spans)


PASSES: dict[str, Callable[[Expected, list[Span]], bool]] = {
    "number": number_passes,
    "number_range": range_passes,
    "percent": percent_passes,
    "currency": unit_passes,
    "dimension": unit_passes,
    "ordinal": ordinal_passes,
}
NOT_OF_KIND = {"count", "number", "ratio", "point", "rank", "multiple", "duration", "money"}


def of_kind(file: str, one: Quantity) -> bool:
    """Would their model of this file have reported it at all?"""
    if file == "percent":
        return one.dimension in {"ratio", "point"} and one.written_unit in {"%", "％", "百分点", "个百分点"}
    if file == "currency":
        return one.dimension == "money"
    if file == "dimension":
        return one.dimension not in NOT_OF_KIND
    return file == "number"


def expectations(case: Case, instead: str) -> list[Expected]:
    found = []
    for result in case["results"]:
        resolution = result["resolution"]
        value = instead or resolution.get("value") or ""
        found.append(Expected(result["start"], result["end"], str(value), resolution.get("unit") or ""))
    return found


def failure(file: str, case: Case, instead: str = "") -> str:
    """Why the case fails, or nothing."""
    text = case["input"]
    reading = Reading(read_spans(text), read_numbers(text))
    expected = expectations(case, instead)
    for one in expected:
        try:
            right = PASSES[file](one, reading.over(one))
        except (InvalidOperation, ValueError):
            right = False
        if not right:
            seen = " ".join(brief(text, span) for span in reading.over(one)) or "nothing"
            return f"wants {text[one.start : one.end]} = {one.value} {one.unit}".rstrip() + f", read {seen}"
    for span in quantities(reading.spans):
        if of_kind(file, span) and not any(span.start < one.end and span.end > one.start for one in expected):
            return f"not expected: {brief(text, span)}"
    return ""


def brief(text: str, span: Span) -> str:
    words = text[span.start : span.end]
    if isinstance(span, Quantity):
        value = f"{span.low}" if span.low == span.high else f"[{span.low},{span.high}]"
        return f"{words}={value}{span.unit}"
    return f"{words}:{type(span).__name__}"


def count(folder: Path) -> Count:
    return run(folder, FILES, failure)


def main(folder: Path) -> int:
    if not folder.is_dir():
        print(f"没有用例 / no cases at {folder}")
        return 2
    print(count(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES))
