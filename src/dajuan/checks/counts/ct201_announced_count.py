"""CT201 宣布的数与列出的项不符 · announced count differs from the items

做什么
    “重点抓好以下九个方面工作”之后，数一数真正列出的项（一是、二是……，（一）（二）……，或同级标题），与宣布的数对照。
为什么要紧
    这是读者最容易数出来的错：要么漏写了一项，要么改稿时忘了改总数。
例子
    重点抓好以下三个方面工作。
    一是抓招商。二是抓项目。三是抓服务。四是抓安全。
改成
    重点抓好以下四个方面工作。
    一是抓招商。二是抓项目。三是抓服务。四是抓安全。
已知不足
    “三个聚焦”一类的提法多数并不展开，后面没有列表时不作声。只在列表紧跟着宣布的话时才数。
    没有编号的标题，仅在原文写明“以下”“下列”“如下”时才数。

What it does
    Counts the items that follow an announcement such as “the following nine tasks”: enumerated clauses,
    numbered headings or headings of one level, and compares.
Why it matters
    Any reader can count. Either an item was lost or the total was not updated with the draft.
Example
    重点抓好以下三个方面工作。
    一是抓招商。二是抓项目。三是抓服务。四是抓安全。
Use instead
    重点抓好以下四个方面工作。
    一是抓招商。二是抓项目。三是抓服务。四是抓安全。
Known problems
    Slogans (“三个聚焦”) that are never spelled out are passed over: the list must follow at once.
    Headings with no number are counted only where the text says 以下, 下列 or 如下.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dajuan.checks.counts._lists import STYLES, Counted, Item, list_after, marks
from dajuan.checks.counts._numerals import NUMERAL, chinese, value_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import Span, mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.documents.flow import Sentence
from dajuan.language.lazy import lazy

CODE = "CT201"
NAME = "announced-count"
SEVERITY: Final = "error"
ZH = "宣布的项数与实际列出的不符"
EN = "the announced count differs from the items that follow"

_THINGS = "工作|任务|举措|措施|实事|行动|亮点|问题|要求|原则|目标|变化|突破|特点|方面|事项|内容|建议"
_COUNT = rf"(?<![第\d一二三四五六七八九十“这述])(?P<n>{NUMERAL})(?:个方面|方面|个|大|项|件|条|点)"
_ANNOUNCED = lazy(
    rf"(?P<cue>以下|下列|如下|重点|主要|抓好|抓了|做好|做了|着力|把握|突出|推进|办好|办了|有)[^，。；：:“”]{{0,10}}?"
    rf"(?P<count>{_COUNT})(?P<rest>[^，。；：:“”\d]{{0,8}}?(?:{_THINGS})|)[^，。；：:“”\d]{{0,4}}[：:。]?\s*$"
)
_EXPLICIT = lazy("以下|下列|如下")
_INLINE = lazy(
    rf"(?P<count>“?(?P<n>{NUMERAL})(?:个方面|方面|个|大|项|条|点)[^，。；：:“”]{{1,10}}”?)[，：:]\s*(?=一[是要])"
)
_NEAR = 160
"""Characters between the announcement and its first item: a sentence of introduction may stand there, no more."""


def check(reading: Reading) -> Iterator[Finding]:
    sentences = reading.flow.sentences
    found = {style: marks(reading, style) for style in STYLES}
    for index, sentence in enumerate(sentences):
        text = words(reading, (sentence.start, sentence.end))
        inline = _INLINE.search(text)
        announced = None if inline or sentence.heading else _ANNOUNCED.search(text)
        match = inline or announced
        number = value_of(match["n"]) if match else None
        if not match or not number or number < 2:
            continue
        at = (sentence.start + match.start("count"), sentence.start + match.end("count"))
        digits = (sentence.start + match.start("n"), sentence.start + match.end("n"))
        listed = _following_list(found, at[1], styles=("一是",) if inline else tuple(STYLES))
        if listed:
            if not _agrees(listed, number):
                spans = [(item.start, item.end) for item in listed.items]
                yield _finding(reading, at, digits, spans, f"{quote(listed.style)}式的条目")
        elif announced and _EXPLICIT.search(text):
            titles = _following_titles(reading, index)
            if len(titles) > 1 and len(titles) != number:
                yield _finding(reading, at, digits, [(one.start, one.end) for one in titles], "同级标题")


def _following_list(found: dict[str, list[Item]], start: int, styles: tuple[str, ...]) -> Counted | None:
    """The list that begins soonest after an announcement, if it begins at once."""
    lists = [one for style in styles if (one := list_after(found[style], style, start, _NEAR))]
    return min(lists, key=lambda one: one.items[0].start, default=None)


def _agrees(listed: Counted, number: int) -> bool:
    """True where any way of counting the same marks gives the announced number; also for a list cut short after one."""
    counts = (len(listed.items), listed.chain, listed.highest, listed.straight)
    return number in counts or len(listed.items) < 2


def _following_titles(reading: Reading, index: int) -> list[Sentence]:
    """Headings of one level after a sentence, each with words of its own under it; a title over a title is none."""
    sentences = reading.flow.sentences
    level = 0
    found: list[Sentence] = []
    following: list[Sentence | None] = [*sentences[index + 1 :], None]
    for here, after in pairwise(following):
        if here is None or not here.heading:
            if not found:
                return []
            continue
        own = reading.document.blocks[here.block].level
        if found and own < level:
            break
        if after is None or after.heading or (found and own != level):
            continue
        found.append(here)
        level = own
    return found


def _finding(reading: Reading, at: Span, digits: Span, items: list[Span], what: str) -> Finding:
    announced, counted = words(reading, at), len(items)
    written = words(reading, digits)
    mended = str(counted) if written.isdigit() else chinese(counted)
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"宣布{quote(announced)}，后面数到 {counted} 个{what}：把“{written}”改为“{mended}”，或补上缺少的项",
        en=f"{quote(announced)} is announced and {counted} items follow: write {mended}, or add what is missing",
        related=items,
        fix=(digits, mended),
    )
