"""Facts that do not go together, or look to be in another unit: asked about, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.rules.interval import Interval
from dajuan.standards.words import amount, interval

YEARS = 3
"""Looked at, of a yearly fact."""


@cache
def _bounds() -> Mapping[str, Any]:
    import yaml

    path = Path(__file__).parents[1] / "enterprise" / "doubts.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


class Doubt(NamedTuple):
    """``certain``: it cannot be; else it may well be and is asked about."""

    facts: tuple[str, ...]
    zh: str
    en: str
    certain: bool


def doubts(facts: Facts) -> list[Doubt]:
    """What to ask about facts."""
    parts = [doubt for one in _bounds()["parts"] for doubt in _part(facts, one)]
    ratios = [
        doubt for one in _bounds()["ratios"] for back in range(1, YEARS + 1) for doubt in _ratio(facts, one, back)
    ]
    ranges = [doubt for key, ends in _bounds()["ranges"].items() for doubt in _range(facts, key, ends)]
    heads = [doubt for back in range(1, YEARS + 1) for doubt in _a_head(facts, back)]
    leaps = [doubt for key in _bounds()["leaping"] for back in range(1, YEARS) for doubt in _leap(facts, key, back)]
    years = [doubt for key, kind in vocabulary().items() if kind.yearly for doubt in _years(facts, key)]
    days = [doubt for key, kind in vocabulary().items() if kind.kind == "date" for doubt in _day(facts, key)]
    return [*parts, *ratios, *ranges, *heads, *leaps, *years, *days]


def _year(facts: Facts, back: int) -> int:
    return facts.on.year - back


def _part(facts: Facts, pair: Mapping[str, Any]) -> Iterator[Doubt]:
    part, whole = (vocabulary()[pair[one]] for one in ("part", "whole"))
    if not facts.is_stated(part.key):
        return
    for back in range(1, YEARS + 1 if part.yearly else 2):
        one, other = facts.number(part.key, back).value, facts.number(whole.key, back).value
        if one is None or other is None or one.low <= other.high:
            continue
        zh, en = (f"{_year(facts, back)} 年", f"{_year(facts, back)}: ") if part.yearly else ("", "")
        less, more = amount(other.high, whole.unit), amount(one.low, part.unit)
        yield Doubt(
            (part.key, whole.key),
            f"{zh}{part.name.zh} {more}，多于{whole.name.zh} {less}",
            f"{en}{part.name.en} {more} is more than {whole.name.en} {less}",
            bool(pair.get("certain")),
        )


def _ratio(facts: Facts, pair: Mapping[str, Any], back: int) -> Iterator[Doubt]:
    """Two amounts of a year that are too far apart for one unit."""
    one, other = vocabulary()[pair["of"]], vocabulary()[pair["to"]]
    part, whole = (facts.number(kind.key, back).value for kind in (one, other))
    if part is None or whole is None or part.low <= 0 or whole.low <= 0:
        return
    least, most = map(Fraction, pair["within"])
    if least <= part.low / whole.low <= most:
        return
    year, less, more = _year(facts, back), amount(part.low, one.unit), amount(whole.low, other.unit)
    yield Doubt(
        (one.key, other.key),
        f"{year} 年{one.name.zh} {less}，{other.name.zh} {more}，差得太多，是不是有一个把万元当元填了？",
        f"{year}: {one.name.en} {less} against {other.name.en} {more}; was one of them entered in 万元 for 元?",
        False,
    )


def _range(facts: Facts, key: str, ends: tuple[str, str]) -> Iterator[Doubt]:
    kind, (least, most) = vocabulary()[key], map(Fraction, ends)
    value = facts.number(key, 0 if kind.yearly else 1).value
    if value is None or least <= value.low <= value.high <= most:
        return
    said, span = interval(value, kind.unit), interval(Interval(least, most), kind.unit)
    yield Doubt(
        (key,), f"{kind.name.zh}写成了 {said}，只能是 {span}", f"{kind.name.en} is {said}, it can be {span}", True
    )


def _years(facts: Facts, key: str) -> Iterator[Doubt]:
    name, founded, this = vocabulary()[key].name, facts.day("registered-on"), facts.on.year
    for year in facts.years(key):
        if year > this:
            yield Doubt(
                (key,), f"{name.zh}填了 {year} 年的，那一年还没到", f"{name.en} of {year}: that year has not come", True
            )
        elif year == this and key in _bounds()["whole-year"]:
            yield Doubt(
                (key,),
                f"{name.zh}填了 {year} 年的，那一年还没过完，是不是 {year - 1} 年的？",
                f"{name.en} of {year}: the year is not over; is it that of {year - 1}?",
                False,
            )
        elif isinstance(founded, date) and year < founded.year:
            yield Doubt(
                (key, "registered-on"),
                f"{name.zh}填了 {year} 年的，企业 {founded} 才成立",
                f"{name.en} of {year}: the firm was founded on {founded}",
                False,
            )


def _day(facts: Facts, key: str) -> Iterator[Doubt]:
    name, day, founded = vocabulary()[key].name, facts.day(key), facts.day("registered-on")
    if not isinstance(day, date):
        return
    if day > facts.on:
        yield Doubt(
            (key,),
            f"{name.zh}写成了 {day}，晚于评定日 {facts.on}",
            f"{name.en} is {day}, after the day {facts.on}",
            True,
        )
    elif isinstance(founded, date) and day < founded and key in _bounds()["after-founding"]:
        yield Doubt(
            (key, "registered-on"),
            f"{name.zh}写成了 {day}，早于成立日期 {founded}",
            f"{name.en} is {day}, before the founding on {founded}",
            False,
        )


def _a_head(facts: Facts, back: int) -> Iterator[Doubt]:
    revenue, staff = facts.number("revenue", back).value, facts.number("employees", back).value
    if revenue is None or staff is None or staff.low <= 0 or revenue.low <= 0:
        return
    head = revenue.low / staff.low
    least, most = _bounds()["revenue-a-head"]
    if not least <= head <= most:
        said = amount(head, "元")
        yield Doubt(
            ("revenue", "employees"),
            f"{_year(facts, back)} 年人均营业收入 {said}，是不是把万元和元弄混了？",
            f"{_year(facts, back)}: revenue a head is {said}; were 万元 and 元 mixed up?",
            False,
        )


def _leap(facts: Facts, key: str, back: int) -> Iterator[Doubt]:
    now, before = facts.number(key, back).value, facts.number(key, back + 1).value
    if now is None or before is None or now.low <= 0 or before.low <= 0:
        return
    times = max(now.low / before.low, before.low / now.low)
    if times >= _bounds()["leap"]:
        name = vocabulary()[key].name
        yield Doubt(
            (key,),
            f"{name.zh}{_year(facts, back + 1)} 年 {amount(before.low, '元')}，{_year(facts, back)} 年 "
            f"{amount(now.low, '元')}，相差 {float(times):,.0f} 倍，是不是单位不同？",
            f"{name.en} went from {amount(before.low, '元')} to {amount(now.low, '元')}, {float(times):,.0f} times; "
            "is one in another unit?",
            False,
        )
