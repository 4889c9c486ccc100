"""CT204 编号跳号或重号 · numbering skips or repeats

做什么
    按“一、”“（一）”“1.”分层检查段首编号：（一）之后是（三），或者出现两个“二、”，都报告。
为什么要紧
    跳号多半是删了一段没有改编号，或漏排了一段；引用“第（三）项”时会指错。
例子
    （一）稳增长。
    （二）促改革。
    （四）惠民生。
改成
    （一）稳增长。
    （二）促改革。
    （三）惠民生。
已知不足
    只看段首的编号；编号从头再来（如目录之后的正文、另一节的（一））不算。条文、附件里另起的编号可能误报。

What it does
    Follows the numbers that begin paragraphs, level by level (一、 （一） 1.): a number left out, or one that stands
    twice in a row, is reported.
Why it matters
    Usually a paragraph was cut, or lost in setting; a reference to item three then points to the wrong one.
Example
    （一）稳增长。
    （二）促改革。
    （四）惠民生。
Use instead
    （一）稳增长。
    （二）促改革。
    （三）惠民生。
Known problems
    Only numbers at the beginning of paragraphs. Numbering that begins again (after a table of contents, in another
    section) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dajuan.checks.counts._numerals import chinese, value_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "CT204"
NAME = "broken-numbering"
SEVERITY: Final = "warning"
ZH = "编号跳号或重号"
EN = "numbering skips or repeats"

_HAN = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    lazy(rf"(?P<n>{_HAN})、"),
    lazy(rf"[（(](?P<n>{_HAN})[）)]"),
    lazy(r"(?P<n>\d{1,2})[.．、](?!\d)"),
    lazy(r"[（(](?P<n>\d{1,2})[）)]"),
)
"""Outer to inner. A mark of one level begins the levels inside it anew."""

_FARTHEST = 3
"""Numbers left out: more are the rows of a table, or a list with holes in it."""


_OTHER = lazy("[十第\\d]")
"""十一、 and 第一、 hold no 一、"""


class Mark(NamedTuple):
    start: int
    end: int
    number: int
    written: str


def check(reading: Reading) -> Iterator[Finding]:
    last: dict[int, Mark] = {}
    for start, end in _beginnings(reading):
        found = _mark(reading, start, end)
        if found is None:
            continue
        level, here = found
        before = last.get(level)
        last = {outer: one for outer, one in last.items() if outer < level} | {level: here}
        if before is None or here.number == 1:
            continue
        if here.number == before.number > 1:
            missing = "1"
        elif before.number + 1 < here.number <= before.number + 1 + _FARTHEST:
            missing = str(before.number + 1)
        else:
            continue
        if not _stands_between(reading, before, here, missing):
            yield _finding(reading, before, here)


def _beginnings(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where each paragraph and heading begins, cells of tables left out."""
    blocks = reading.document.blocks
    seen = -1
    for sentence in reading.flow.sentences:
        if sentence.block == seen:
            continue
        seen = sentence.block
        if not (sentence.block < len(blocks) and blocks[sentence.block].kind == "cell"):
            yield sentence.start, sentence.end


def _mark(reading: Reading, start: int, end: int) -> tuple[int, Mark] | None:
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(reading.flow.text, start, end)
        number = value_of(match["n"]) if match else None
        if match and number:
            return level, Mark(match.start(), match.end(), number, match["n"])
    return None


def _stands_between(reading: Reading, before: Mark, here: Mark, missing: str) -> bool:
    """True where the missing number stands inside a paragraph: the numbering goes on there, or began again."""
    number = missing if here.written.isdigit() else chinese(int(missing))
    shown = words(reading, (here.start, here.end)).replace(here.written, number)
    between = reading.flow.text[before.end : here.start]
    places = (place.start() for place in re.finditer(re.escape(shown), between))
    return any(not _OTHER.match(between[max(place - 1, 0) : place]) for place in places)


def _finding(reading: Reading, before: Mark, here: Mark) -> Finding:
    wanted = before.number + 1
    right = str(wanted) if here.written.isdigit() else chinese(wanted)
    shown, previous = words(reading, (here.start, here.end)), words(reading, (before.start, before.end))
    kind = ("重号", "repeats") if here.number == before.number else ("跳号", "skips a number")
    return mark(
        reading,
        CODE,
        SEVERITY,
        (here.start, here.end),
        zh=f"{quote(previous)}之后是{quote(shown)}，{kind[0]}：改为“{shown.replace(here.written, right)}”，或补上缺的一项",
        en=f"{shown} after {previous} {kind[1]}: write {shown.replace(here.written, right)}, or add what is missing",
        related=[(before.start, before.end)],
    )
