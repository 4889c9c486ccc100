"""WD803 引号括号不成对 · unpaired quotation mark or bracket

做什么
    找出一句话里只有前半或只有后半的引号、括号、书名号。
为什么要紧
    多半是漏打或识别丢字；少了后半个引号，后面的名称和数字就分不清属于谁。
例子
    培育专精特新“小巨人企业14家。
改成
    培育专精特新“小巨人”企业14家。
已知不足
    只看全段；网页把一句话断成几行时，前后两段内能配上对的不报。跨多段、每段各有前引号的引文会报。

What it does
    Finds “ without ”, （ without ）, 《 without 》 in a sentence, where the paragraph does not pair them either.
Why it matters
    Usually a slip or a character lost in recognition; what follows can no longer be told apart.
Example
    培育专精特新“小巨人企业14家。
Use instead
    培育专精特新“小巨人”企业14家。
Known problems
    A partner up to two paragraphs away counts, since pages cut sentences into lines. A quotation over many
    paragraphs, each opened anew, is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.documents.flow import Sentence

CODE = "WD803"
NAME = "unpaired-mark"
SEVERITY: Final = "warning"
ZH = "引号、括号或书名号不成对"
EN = "a quotation mark or bracket has no partner"

_PAIRS = ("“”", "（）", "《》")
_NEXT = 2
"""Paragraphs before and after in which a partner may stand."""

_AFTER = 16
"""Characters shown and marked after a mark with no partner."""


def check(reading: Reading) -> Iterator[Finding]:
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in reading.flow.sentences:
        paragraphs[sentence.block].append(sentence)
    blocks = list(paragraphs.values())
    for order, sentences in enumerate(blocks):
        whole = (sentences[0].start, sentences[-1].end)
        for pair in _PAIRS:
            at = _alone(words(reading, whole), pair)
            if at is None or _at_a_cut(words(reading, whole), at, pair) or _goes_on(reading, blocks, order, pair):
                continue
            start = whole[0] + at
            span = (start, min(start + _AFTER, whole[1]))
            there = reading.flow.text[start]
            missing = pair[1] if there == pair[0] else pair[0]
            yield mark(
                reading,
                CODE,
                SEVERITY,
                span,
                zh=f"「{there}」没有配对的「{missing}」（{quote(words(reading, span))}）：补上，或删去",
                en=f"{there} has no {missing} (at {quote(words(reading, span))}): add it, or drop the first",
            )


def _at_a_cut(paragraph: str, at: int, pair: str) -> bool:
    """True for an opening mark that ends its line and a closing one that begins it: the line was cut there."""
    rest = paragraph[at + 1 :] if paragraph[at] == pair[0] else paragraph[:at]
    return not rest.strip()


def _goes_on(reading: Reading, blocks: list[list[Sentence]], order: int, pair: str) -> bool:
    """True where the partner stands in a paragraph next to this one: a link or a column cut a sentence into lines."""
    for first in range(max(order - _NEXT, 0), order + 1):
        for last in range(max(first + 1, order), min(order + _NEXT, len(blocks) - 1) + 1):
            together = (blocks[first][0].start, blocks[last][-1].end)
            if first < last and _alone(words(reading, together), pair) is None:
                return True
    return False


def _alone(text: str, pair: str) -> int | None:
    """Where the first mark without a partner stands."""
    if text.count(pair[0]) == text.count(pair[1]):
        return None
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == pair[0]:
            if opened and pair == "“”":
                return opened[0]
            opened.append(place)
        elif char == pair[1]:
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else None
