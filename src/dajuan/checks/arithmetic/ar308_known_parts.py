"""AR308 按定义应当相加的分项对不上 · parts that make a whole by definition do not

做什么
    三次产业增加值之和应等于地区生产总值，税收加非税应等于财政收入，进口加出口应等于进出口，
    农林牧渔各业之和应等于总产值，城镇加乡村、男加女应等于人口。写在一起时相加核对；
    三次产业的数和结构比写在一起时，也核对结构比。
为什么要紧
    这些关系由统计制度规定，读者不用任何资料就能验算；对不上，必有一个数抄错。
例子
    地区生产总值412.6亿元，其中第一产业增加值16.9亿元，第二产业增加值190.6亿元，第三产业增加值215.2亿元。
改成
    地区生产总值412.6亿元，其中第一产业增加值16.9亿元，第二产业增加值190.6亿元，第三产业增加值205.1亿元。
已知不足
    只认 known_parts.tsv 里的关系，而且各项要写在同一段、写全。按写明的位数留出舍入余地。

What it does
    Adds up what makes a whole by definition: three industries and 生产总值, 税收 and 非税, 进口 and 出口, the branches
    of farming, 城镇 and 乡村, 男 and 女; and holds the shares of the three industries to their values.
Why it matters
    The definitions fix these sums, so any reader can check them. Where they fail, a number was copied wrongly.
Example
    地区生产总值412.6亿元，其中第一产业增加值16.9亿元，第二产业增加值190.6亿元，第三产业增加值215.2亿元。
Use instead
    地区生产总值412.6亿元，其中第一产业增加值16.9亿元，第二产业增加值190.6亿元，第三产业增加值205.1亿元。
Known problems
    Knows the wholes of known_parts.tsv only, told with all their parts in one paragraph. Room is left for rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, in_unit, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR308"
NAME = "known-parts"
SEVERITY: Final = "error"
ZH = "按定义应当相加的分项对不上"
EN = "parts that make a whole by definition do not add up"

_REACH = 280
"""Characters after the whole in which all its parts must stand."""

_BRACKET = r"(?:[（(][^（）()]*[）)])?"
_TO_NUMBER = r"[^，,；;。：:、\d（）()]{0,6}(?=\d)"
_BEFORE = r"(?<=[，,；;：:。、\s中（(])"
"""A part's name begins a clause, or follows 其中."""

_OTHERWISE = lazy("不含|扣除|剔除|不包括")
_RATIO = r"(\d+(?:\.\d+)?)"
_STRUCTURE = lazy(
    rf"结构[^。；;]{{0,40}}?{_RATIO}[:：∶]{_RATIO}[:：∶]{_RATIO}(?:[^。；;\d]{{0,6}}{_RATIO}[:：∶]{_RATIO}[:：∶]{_RATIO})?"
)
_SHARE_SLACK = Decimal("0.16")
"""Shares are trimmed so that they make 100.0: one may be a tenth off."""


class Whole(NamedTuple):
    name: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]


def check(reading: Reading) -> Iterator[Finding]:
    for start, end in _paragraphs(reading):
        for whole in _table():
            yield from _of_one_kind(reading, whole, start, end)


def _paragraphs(reading: Reading) -> Iterator[tuple[int, int]]:
    sentences = reading.flow.sentences
    first = 0
    for index, sentence in enumerate(sentences):
        if index + 1 == len(sentences) or sentences[index + 1].block != sentence.block:
            yield sentences[first].start, sentence.end
            first = index + 1


def _of_one_kind(reading: Reading, whole: Whole, start: int, end: int) -> Iterator[Finding]:
    text = reading.flow.text
    named = list(whole.name.finditer(text, start, end))
    for place, match in enumerate(named):
        until = named[place + 1].start() if place + 1 < len(named) else end
        total = _value_at(reading, match.end())
        if total is None or not total.exact or total.dimension == "ratio":
            continue
        parts = _parts(reading, whole, total, min(until, total.end + _REACH))
        if parts is None or _OTHERWISE.search(text[match.start() : parts[-1].end]):
            continue
        if finding := _sum(reading, total, parts) or _structure(reading, total, parts, end):
            yield finding


def _parts(reading: Reading, whole: Whole, total: Written, until: int) -> list[Written] | None:
    """The value of each part, once each, in the unit of the whole; None where one is missing or told twice."""
    found = []
    for pattern in whole.parts:
        matches = list(pattern.finditer(reading.flow.text, total.end, until))
        value = _value_at(reading, matches[0].end()) if len(matches) == 1 else None
        if value is None or value.unit != total.unit or not value.exact:
            return None
        found.append(value)
    return found


def _value_at(reading: Reading, at: int) -> Written | None:
    found = written_in(reading, at, at + 1)
    return found[0] if found and found[0].start == at else None


def _sum(reading: Reading, total: Written, parts: list[Written]) -> Finding | None:
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if low <= total.high and total.low <= high:
        return None
    ordered = sorted(parts, key=lambda part: part.start)
    terms = " + ".join(part.words for part in ordered)
    value = in_unit(sum((part.value for part in parts), Decimal(0)), total)
    return mark(
        reading,
        CODE,
        SEVERITY,
        (total.start, total.end),
        zh=f"{terms} = {value}，总数写的是{total.words}：核对总数和分项",
        en=f"{terms} = {value}, the whole is {total.words}: check the whole and its parts",
        related=[(part.start, part.end) for part in ordered],
    )


def _structure(reading: Reading, total: Written, parts: list[Written], end: int) -> Finding | None:
    """三次产业结构 a:b:c against the three values."""
    if len(parts) != 3:
        return None
    match = _STRUCTURE.search(reading.flow.text, parts[-1].end, min(end, parts[-1].end + 120))
    if not match:
        return None
    first = 4 if match[4] else 1
    written = [Decimal(match[first + place]) for place in range(3)]
    counted = [part.value / total.value * 100 for part in parts]
    slack = _SHARE_SLACK if any("." in match[first + place] for place in range(3)) else Decimal("1.1")
    if all(abs(one - other) <= slack for one, other in zip(written, counted, strict=True)):
        return None
    right = ":".join(f"{one:.1f}" for one in counted)
    return mark(
        reading,
        CODE,
        SEVERITY,
        (match.start(first), match.end(first + 2)),
        zh=f"按写明的增加值算，三次产业结构是 {right}：核对结构比或增加值",
        en=f"the values written make the shares {right}: check the shares or the values",
        related=[(part.start, part.end) for part in parts],
    )


@cache
def _table() -> tuple[Whole, ...]:
    rows = Path(__file__).with_name("known_parts.tsv").read_text(encoding="utf-8").splitlines()
    table = []
    for row in rows:
        if row and not row.startswith("#"):
            name, parts = row.split("\t")
            table.append(
                Whole(
                    lazy(f"(?:{name}){_BRACKET}{_TO_NUMBER}"),
                    tuple(lazy(f"{_BEFORE}(?:{part}){_BRACKET}{_TO_NUMBER}") for part in parts.split(" | ")),
                )
            )
    return tuple(table)
