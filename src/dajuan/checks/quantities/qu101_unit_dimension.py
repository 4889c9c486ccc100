"""QU101 计量单位与指标不符 · unit of another dimension

做什么
    指标和单位对不上量纲时报告：装机规模是功率，应写千瓦，不写千瓦时；绿地面积不写米，里程不写平方米。
为什么要紧
    5万千瓦时是几百户人家一个月的用电量，5万千瓦是一座大型光伏电站；单位错了，这个数就无法完成也无法核对。
例子
    光伏发电装机规模5万千瓦时。
改成
    光伏发电装机规模5万千瓦。
已知不足
    只认指标表（indicator_dimensions.tsv）里的名称，而且数字要紧跟指标。储能既可按功率也可按容量，不查。

What it does
    Reports a unit of another dimension than the indicator: installed capacity is power (千瓦), not energy (千瓦时);
    an area is not given in metres, nor a length in square metres.
Why it matters
    5万千瓦时 is what some hundred homes use in a month, 5万千瓦 is a large solar farm.
Example
    光伏发电装机规模5万千瓦时。
Use instead
    光伏发电装机规模5万千瓦。
Known problems
    Knows the indicators of indicator_dimensions.tsv only, and the number must follow the indicator closely. Storage is
    told both in power and in energy and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy
from dajuan.language.spans import Quantity

CODE = "QU101"
NAME = "unit-dimension"
SEVERITY: Final = "error"
ZH = "计量单位与指标不是同一量纲"
EN = "the unit is of another dimension than the indicator"

_PHYSICAL = frozenset({"money", "area", "length", "mass", "volume", "energy", "power", "computing", "concentration"})
_BETWEEN = lazy(
    r"(?:合计|累计|总计|共|已|将|约|近|超过?|突破|实现|完成|新增|增加|达到?|为|到|至|提高到|增长到|增加到|增至|升至|扩大到|目标|力争)*$"
)
_REACH = 18
"""Characters before the number in which the indicator is looked for."""


class Expected(NamedTuple):
    dimensions: frozenset[str]
    unit: str


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    table = _table()
    for span in reading.spans:
        if not isinstance(span, Quantity) or span.dimension not in _PHYSICAL or span.per:
            continue
        before = re.split(r"[，,；;。：:\n]", text[max(span.start - _REACH, 0) : span.start])[-1]
        found = _indicator(before, table)
        if found is None or span.dimension in found[1].dimensions:
            continue
        name, expected = found
        if "储能" in before or (span.dimension == "volume" and "方" in span.written_unit):
            continue
        start = span.start - len(before) + before.rindex(name)
        written = span.written_unit
        yield mark(
            reading,
            CODE,
            SEVERITY,
            (start, span.end),
            zh=f"{quote(name)}的单位不是{quote(written)}：改用{expected.unit}，并核对数字",
            en=f"{quote(name)} is not measured in {written}: use {expected.unit}, and check the number",
        )


def _indicator(before: str, table: dict[str, Expected]) -> tuple[str, Expected] | None:
    """The indicator that ends right before the number, words like 达到 between them allowed."""
    bare = _BETWEEN.sub("", before)
    return next(((name, expected) for name, expected in table.items() if bare.endswith(name)), None)


@cache
def _table() -> dict[str, Expected]:
    rows = Path(__file__).with_name("indicator_dimensions.tsv").read_text(encoding="utf-8").splitlines()
    table = {}
    for row in rows:
        if row and not row.startswith("#"):
            name, dimensions, unit = row.split("\t")
            table[name] = Expected(frozenset(dimensions.split(",")), unit)
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))
