"""Facts that do not go together, or look to be in another unit: asked about, never mended."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.words import amount

_PARTS = (
    ("rd-spend", "revenue", False), ("main-revenue", "revenue", True), ("rd-domestic", "rd-spend", True),
    ("tech-staff", "employees", True), ("rd-staff", "employees", True), ("high-tech-revenue", "total-income", True),
)  # fmt: skip
"""A part, its whole, and whether it can never be more: R&D above revenue is rare in a young firm, and asked about."""
_OWN = (("class1-own", "class1-ip"), ("class1-high-value", "class1-ip"), ("class1-used", "class1-ip"))
_A_HEAD = (Fraction(2_000), Fraction(100_000_000))
"""Revenue a head in a year, in 元, that is nearly always right: outside it 万元 and 元 were mixed up more often than not."""
_LEAP = Fraction(3_000)
"""From one year to the next so many times: 10,000 is a unit."""


class Doubt(NamedTuple):
    """``certain``: it cannot be; else it may well be and is asked about."""

    facts: tuple[str, ...]
    zh: str
    en: str
    certain: bool


def doubts(facts: Facts, years: int = 3) -> list[Doubt]:
    """What to ask about facts, of the last ``years`` where they are yearly."""
    return [*_parts(facts, years), *_counts(facts), *_units(facts, years)]


def _year(facts: Facts, back: int) -> int:
    return facts.on.year - back


def _parts(facts: Facts, years: int) -> Iterator[Doubt]:
    for part, whole, certain in _PARTS:
        for back in range(1, years + 1):
            one, other = facts.number(part, back).value, facts.number(whole, back).value
            if one is not None and other is not None and facts.is_stated(part) and one.low > other.high:
                names, year = vocabulary(), _year(facts, back)
                yield Doubt(
                    (part, whole),
                    f"{year} 年{names[part].name.zh} {amount(one.low, names[part].unit)}，多于{names[whole].name.zh} "
                    f"{amount(other.high, names[whole].unit)}",
                    f"{year}: {names[part].name.en} {amount(one.low, names[part].unit)} is more than "
                    f"{names[whole].name.en} {amount(other.high, names[whole].unit)}",
                    certain,
                )


def _counts(facts: Facts) -> Iterator[Doubt]:
    for part, whole in _OWN:
        one, other = facts.number(part).value, facts.number(whole).value
        if one is not None and other is not None and facts.is_stated(part) and one.low > other.high:
            names = vocabulary()
            yield Doubt(
                (part, whole),
                f"{names[part].name.zh} {one.low} 件，多于{names[whole].name.zh} {other.high} 件",
                f"{names[part].name.en}: {one.low}, more than all: {other.high}",
                True,
            )


def _units(facts: Facts, years: int) -> Iterator[Doubt]:
    for back in range(1, years + 1):
        yield from _a_head(facts, back)
    for key in ("revenue", "assets", "rd-spend", "total-cost"):
        for back in range(1, years):
            yield from _leap(facts, key, back)


def _a_head(facts: Facts, back: int) -> Iterator[Doubt]:
    revenue, staff = facts.number("revenue", back).value, facts.number("employees", back).value
    if revenue is None or staff is None or staff.low <= 0 or revenue.low <= 0:
        return
    head = revenue.low / staff.low
    if not _A_HEAD[0] <= head <= _A_HEAD[1]:
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
    if times >= _LEAP:
        name = vocabulary()[key].name
        yield Doubt(
            (key,),
            f"{name.zh}{_year(facts, back + 1)} 年 {amount(before.low, '元')}，{_year(facts, back)} 年 "
            f"{amount(now.low, '元')}，相差 {float(times):,.0f} 倍，是不是单位不同？",
            f"{name.en} went from {amount(before.low, '元')} to {amount(now.low, '元')}, {float(times):,.0f} times; "
            "is one in another unit?",
            False,
        )
