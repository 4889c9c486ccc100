"""CT203 有一是没有二是 · 一是 without 二是

做什么
    找出“一是”“（一）”“第一，”起头而后面没有第二项的列举。
为什么要紧
    多半是改稿时删掉了后面的项，或第二项忘了编号；读者会去找那个不存在的“二是”。
例子
    一是完成重点治理项目。持续推广清洁能源。（全文再没有“二是”）
改成
    一是完成重点治理项目。二是持续推广清洁能源。（或去掉“一是”）
已知不足
    “首先”后面没有“其次”在口语里很常见，默认不查；在 dajuan.toml 里写
    [rules.CT203] 和 sequence-words = true 打开。

What it does
    Finds a list that begins with 一是, （一） or 第一， and has no second item.
Why it matters
    Usually the other items were cut from the draft, or the second lost its mark: readers will look for it.
Example
    一是完成重点治理项目。持续推广清洁能源。 (no 二是 anywhere after)
Use instead
    一是完成重点治理项目。二是持续推广清洁能源。 (or drop 一是)
Known problems
    首先 without 其次 is common in speech and not looked for, unless [rules.CT203] sets sequence-words = true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.counts._lists import Item, marks
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "CT203"
NAME = "orphan-ordinal"
SEVERITY: Final = "warning"
ZH = "有“一是”而没有“二是”"
EN = "a list that begins with 一是 and has no second item"
OPTIONS = {"sequence-words": False}

_SECOND = {"一是": "二是", "第一，": "第二，", "（一）": "（二）"}
_PAIR = 120

_FIRSTLY = lazy(r"首先(?=[是要在]|[，,])")
_THEN = lazy(r"其次|然后|再次|最后|第二")


def check(reading: Reading, *, sequence_words: bool = False) -> Iterator[Finding]:
    for style, second in _SECOND.items():
        found = marks(reading, style)
        for index, item in enumerate(found):
            if any(other.number == 1 for other in _near(found, index)):
                continue  # 一是……，一是……: the two of a pair
            if item.number == 1 and (index + 1 == len(found) or found[index + 1].number == 1):
                yield _finding(reading, item, second)
    if sequence_words:
        yield from _firstly(reading)


def _near(found: list[Item], index: int) -> list[Item]:
    """The marks right before and after one, where they are near enough to be of one sentence."""
    here = found[index]
    around = found[max(index - 1, 0) : index] + found[index + 1 : index + 2]
    return [other for other in around if abs(other.start - here.start) <= _PAIR]


def _finding(reading: Reading, item: Item, second: str) -> Finding:
    written = words(reading, (item.start, item.end))
    return mark(
        reading,
        CODE,
        SEVERITY,
        (item.start, item.end),
        zh=f"有{quote(written)}而后面没有{quote(second)}：补上第二项的编号，或去掉{quote(written)}",
        en=f"{quote(written)} with no {quote(second)} after it: number the second item, or drop {quote(written)}",
    )


def _firstly(reading: Reading) -> Iterator[Finding]:
    """首先 with nothing that comes second before the next heading, or the next 首先."""
    text = reading.flow.text
    for index, sentence in enumerate(reading.flow.sentences):
        for match in _FIRSTLY.finditer(text, sentence.start, sentence.end):
            rest = text[match.end() : _section_end(reading, index)]
            if _THEN.search(rest):
                continue
            yield mark(
                reading,
                CODE,
                "question",
                match.span(),
                zh="有“首先”而本节没有“其次”：补上后面的项，或去掉“首先”",
                en="首先 with no 其次 in its section: add what comes second, or drop 首先",
            )


def _section_end(reading: Reading, index: int) -> int:
    sentences = reading.flow.sentences
    return next((one.start for one in sentences[index + 1 :] if one.heading), sentences[-1].end)
