"""Facts that do not go together, or look to be in another unit: asked about, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.words import amount

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
    heads = [doubt for back in range(1, YEARS + 1) for doubt in _a_head(facts, back)]
    leaps = [doubt for key in _bounds()["leaping"] for back in range(1, YEARS) for doubt in _leap(facts, key, back)]
    return [*parts, *heads, *leaps]


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
