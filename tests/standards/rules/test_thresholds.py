"""Each threshold of each rule: on it, just under it, just over it, against tables written by hand from the texts.

The thresholds are found in the rules' data, and the tables have to name every one of them in the same order: one that is new,
gone or moved fails here before anybody thinks of a test for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.standards.rules.enterprise import ON
from tests.standards.rules.thresholds import Threshold, beside, found, scored, thresholds

from dajuan.standards import rules
from dajuan.standards.rules.conditions import Clean, Compared, Scored, Within
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.rule import Version
from dajuan.standards.rules.scoring import Bands, Choices, Flagged, Judged, PerUnit
from dajuan.standards.rules.unread import AtLeastUnread

SIZES = "sme-size"
UNITS = {"%": Fraction(1, 100), "万": Fraction(10**4), "亿": Fraction(10**8)}


class Row(NamedTuple):
    rule: str
    version: str
    at: str
    what: str
    sense: str
    expected: str


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def number(text: str) -> Fraction:
    unit = UNITS.get(text[-1])
    return Fraction(text[:-1]) * unit if unit else Fraction(text)


def size_rows() -> Iterator[Row]:
    """Class by class, as the verdict has them; what is unconfirmed lies between the two beside it."""
    for clause, some in groupby(table("size_classes.tsv"), key=lambda line: line[0]):
        lines = list(some)
        for place, name in enumerate(("大型", "中型", "小型")):
            for _, what, *bounds in lines:
                known = bounds[place] != "?"
                expected = bounds[place] if known else f"{bounds[place + 1]} {bounds[place - 1]}"
                yield Row(SIZES, "300-2011", f"{clause} {name}", what, "≥" if known else "≥?", expected)


ROWS = [*(Row(*line) for line in table("thresholds.tsv")), *size_rows()]
VERSIONS = [(rule.key, version) for rule in rules().values() for version in rule.versions]
FOUND = {(key, version.key): list(thresholds(version)) for key, version in VERSIONS}


def rows_of(rule: str, version: str) -> list[Row]:
    return [one for one in ROWS if (one.rule, one.version) == (rule, version)]


@pytest.mark.parametrize(("rule", "version"), VERSIONS, ids=lambda one: one.key if isinstance(one, Version) else one)
def test_every_threshold_of_the_data_stands_in_the_tables(rule: str, version: Version) -> None:
    in_tables = [(one.at, one.what, one.sense) for one in rows_of(rule, version.key)]
    assert [(one.at, one.what, one.sense) for one in FOUND[rule, version.key]] == in_tables


def test_the_tables_name_no_rule_that_is_not_there() -> None:
    assert {(one.rule, one.version) for one in ROWS} <= set(FOUND)


def pairs() -> Iterator[tuple[Row, Threshold]]:
    for key, some in FOUND.items():
        yield from zip(rows_of(*key), some, strict=False)  # That they are as many is the test above.


PAIRS = list(pairs())


def named(one: Row | Threshold) -> str:
    return f"{one.rule} {one.version} {one.what} {one.expected}" if isinstance(one, Row) else ""


@pytest.mark.parametrize(
    ("row", "threshold"), [one for one in PAIRS if "=" in one[0].expected and one[0].sense != "="], ids=named
)
def test_bands_on_both_sides_of_each_bound(row: Row, threshold: Threshold) -> None:
    of = threshold.of
    assert isinstance(of, (Bands, PerUnit))
    pieces = [one.split("=") for one in row.expected.split()]
    worse = 1 if row.sense == "≤" else -1
    for (bound, points), (_, next_points) in pairwise(pieces):
        strict, at = bound.startswith(">"), number(bound.lstrip(">"))
        told = [found(of, beside(of.measure, at, by)) for by in (worse, 0, -worse)]
        assert told == [next_points, next_points if strict else points, points], bound


@pytest.mark.parametrize(("row", "threshold"), [one for one in PAIRS if one[0].sense == "="], ids=named)
def test_points_of_each_choice(row: Row, threshold: Threshold) -> None:
    of = threshold.of
    given = dict(one.split("=") for one in row.expected.split())
    if isinstance(of, Choices):
        assert {key: str(points) for key, points in of.points.items()} == given
        assert {key: found(of, Facts({of.key: key}, ON)) for key in given} == given
    elif isinstance(of, Flagged):
        assert {name: found(of, Facts({of.key: name == "yes"}, ON)) for name in ("yes", "no")} == given
    else:
        assert isinstance(of, Judged)
        most = int(given["most"])
        judged = {points: found(of, Facts({of.key: points}, ON)) for points in (most - 1, most, most + 1)}
        assert judged == {most - 1: str(most - 1), most: str(most), most + 1: str(most)}


BELOW_AT_ABOVE = {
    "≥": ["no", "yes", "yes"],
    ">": ["no", "no", "yes"],
    "≤": ["yes", "yes", "no"],
    "<": ["yes", "no", "no"],
}


@pytest.mark.parametrize(
    ("row", "threshold"), [one for one in PAIRS if isinstance(one[1].of, (Compared, Scored))], ids=named
)
def test_conditions_on_both_sides_and_on_the_bound(row: Row, threshold: Threshold) -> None:
    of, bound = threshold.of, number(row.expected)
    if isinstance(of, Scored):
        told = [scored(of, bound + Fraction(by, 100)).value for by in (-1, 0, 1)]
    else:
        assert isinstance(of, Compared)
        told = [found(of, beside(of.measure, bound, by)) for by in (-1, 0, 1)]
    assert told == BELOW_AT_ABOVE[row.sense]


@pytest.mark.parametrize(("row", "threshold"), [one for one in PAIRS if one[0].sense == "≥?"], ids=named)
def test_an_unconfirmed_bound_decides_only_outside_of_its_neighbours(row: Row, threshold: Threshold) -> None:
    of = threshold.of
    assert isinstance(of, AtLeastUnread)
    least, most = map(number, row.expected.split())
    told = [found(of, beside(of.measure, bound, by)) for bound in (least, most) for by in (-1, 0)]
    assert told == ["no", "unknown", "unknown", "yes"]


@pytest.mark.parametrize(("row", "threshold"), [one for one in PAIRS if one[0].sense in ("年内", "自上年")], ids=named)
def test_days_on_both_sides_of_the_first_and_the_last(row: Row, threshold: Threshold) -> None:
    of, years = threshold.of, int(row.expected)
    first = date(ON.year - years, 1, 1) if row.sense == "自上年" else ON.replace(year=ON.year - years)
    beside_first = [first - timedelta(1), first, first + timedelta(1)]
    if isinstance(of, Within):  # An award of those years.
        told = [found(of, Facts({of.key: day}, ON)) for day in (*beside_first, ON, ON + timedelta(1))]
        assert told == ["no", "yes", "yes", "yes", "no"]
    else:  # Nothing grave since a day.
        assert isinstance(of, Clean)
        told = [found(of, Facts({"clean-since": day, "registered-on": date(2000, 1, 1)}, ON)) for day in beside_first]
        assert told == ["yes", "yes", "no"]


def test_each_row_was_looked_at_by_one_of_these() -> None:
    assert len(PAIRS) == len(ROWS) > 200
    assert {type(one.of) for _, one in PAIRS} == {
        Bands, PerUnit, Choices, Flagged, Judged, Compared, Scored, AtLeastUnread, Within, Clean
    }  # fmt: skip
