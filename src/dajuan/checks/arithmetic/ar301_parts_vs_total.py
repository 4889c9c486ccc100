"""AR301 分项之和与总数不符 · parts do not add up to the total

做什么
    “共86个，其中制造业项目41个、服务业项目30个、基础设施项目17个”：同类分项相加，超过总数就报错；
    “A、B、C合计N”按写明的位数舍入后应当相等；三次产业结构三数之和应为100。
为什么要紧
    分项与总数出自不同的表，改了一处没有改另一处，是会场上最容易被算出来的错。
例子
    新开工项目86个，其中制造业项目41个、服务业项目30个、基础设施项目17个。
改成
    新开工项目88个，其中制造业项目41个、服务业项目30个、基础设施项目17个。
已知不足
    分项之和小于总数不作声，因为“其中”常常只列一部分。分项可能互相重叠（国有、上市），名称末尾不同类时不加。

What it does
    Adds parts of one kind after 其中 and reports a sum over the whole; A、B、C合计N must be equal within the digits
    written; the three shares of 三次产业结构 must make 100.
Why it matters
    Parts and total come from different tables. It is the slip a listener can compute on the spot.
Example
    新开工项目86个，其中制造业项目41个、服务业项目30个、基础设施项目17个。
Use instead
    新开工项目88个，其中制造业项目41个、服务业项目30个、基础设施项目17个。
Known problems
    A sum below the whole is passed over: 其中 often names only some parts. Parts whose names end in different words may
    overlap and are not added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.arithmetic._parts import Breakdown, breakdowns
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, plain, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR301"
NAME = "parts-vs-total"
SEVERITY: Final = "error"
ZH = "分项之和与总数不符"
EN = "the parts do not add up to the total"

_SHARES = lazy(
    r"三次?产业(?:增加值)?(?:结构|比重|比例|比)[^。；;]{0,12}?(?P<a>\d+(?:\.\d+)?)[:：∶](?P<b>\d+(?:\.\d+)?)[:：∶](?P<c>\d+(?:\.\d+)?)"
)
_TOGETHER = lazy(r"(?:合计|共计|总计|总共)(?:达到?|为)?$")


def check(reading: Reading) -> Iterator[Finding]:
    for one in breakdowns(reading):
        if len(one.parts) >= 2 and one.of_one_kind:
            yield from _too_much(reading, one)
    for index in range(len(reading.flow.sentences)):
        yield from _together(reading, index)
    yield from _three_shares(reading)


def _too_much(reading: Reading, one: Breakdown) -> Iterator[Finding]:
    least = sum((part.low for part in one.parts), Decimal(0))
    if least <= one.whole.high or any(part.low > one.whole.high for part in one.parts):
        return
    terms = " + ".join(part.words for part in one.parts)
    total = sum((part.value for part in one.parts), Decimal(0))
    yield mark(
        reading,
        CODE,
        SEVERITY,
        (one.parts[0].start, one.parts[-1].end),
        zh=f"{terms} = {plain(total)}，超过总数{one.whole.words}：核对分项或总数",
        en=f"{terms} = {plain(total)}, more than the total {one.whole.words}: check the parts or the total",
        related=[(one.whole.start, one.whole.end)],
    )


def _together(reading: Reading, index: int) -> Iterator[Finding]:
    """A a个、B b个、C c个，合计N个."""
    sentence = reading.flow.sentences[index]
    text = reading.flow.text
    found = written_in(reading, sentence.start, sentence.end)
    for place, total in enumerate(found):
        if place < 2 or not _TOGETHER.search(text[found[place - 1].end : total.start]):
            continue
        parts = _run_before(text, found, place)
        if len(parts) < 2 or not all(part.exact for part in (*parts, total)):
            continue
        low, high = sum(part.low for part in parts), sum(part.high for part in parts)
        if high >= total.low and low <= total.high:
            continue
        terms = " + ".join(part.words for part in parts)
        value = plain(sum((part.value for part in parts), Decimal(0)))
        yield mark(
            reading,
            CODE,
            SEVERITY,
            (total.start, total.end),
            zh=f"{terms} = {value}，写的是{total.words}：核对分项或合计",
            en=f"{terms} = {value}, {total.words} is written: check the parts or the total",
            related=[(part.start, part.end) for part in parts],
        )


def _run_before(text: str, found: list[Written], place: int) -> list[Written]:
    """The values of the total's unit that stand right before it, with only names and 、 between them."""
    total = found[place]
    parts: list[Written] = []
    for part in reversed(found[:place]):
        if part.unit != total.unit or re.search("[，,；;。：:]", text[part.end : parts[-1].start] if parts else ""):
            break
        parts.append(part)
    return parts[::-1]


def _three_shares(reading: Reading) -> Iterator[Finding]:
    for match in _SHARES.finditer(reading.flow.text):
        numbers = [Decimal(match[name]) for name in "abc"]
        slack = Decimal("0.15") if any("." in match[name] for name in "abc") else Decimal("1.5")
        total = sum(numbers, Decimal(0))
        if abs(total - 100) <= slack:
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            (match.start("a"), match.end("c")),
            zh=f"三次产业结构三数之和是 {total}，应为 100：核对",
            en=f"the three shares make {total}, not 100: check them",
        )
