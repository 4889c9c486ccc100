"""CO403 同一句话在两处重复 · clause repeated elsewhere

做什么
    找出一字不差地出现在两个段落里的成绩：连续两个以上分句相同，或带名称、数字的较长分句相同。
为什么要紧
    多半是整理材料时从别的部门稿子里带过来的，放错了段落；读者会以为是两件事。
例子
    政务服务提速，“云小岭”品牌入选省营商环境典型案例。
    金融服务提质，“云小岭”品牌入选省营商环境典型案例。
改成
    政务服务提速，“云小岭”品牌入选省营商环境典型案例。
    金融服务提质，新增贷款12亿元。
已知不足
    有意重复的口号、固定提法（坚持……、围绕……）不查；标题、眉题不查；只说完成多少、增减多少而没有说是什么的（完成5个，完成率100%）不查；
    几处数出自同一个来源（数据来源：……、台账第……条）不查。

What it does
    Finds a result told word for word in two paragraphs: two clauses or more, or one with a name or a number.
Why it matters
    Usually pasted from another office's draft into the wrong place; readers take it for two things.
Example
    政务服务提速，“云小岭”品牌入选省营商环境典型案例。
    金融服务提质，“云小岭”品牌入选省营商环境典型案例。
Use instead
    政务服务提速，“云小岭”品牌入选省营商环境典型案例。
    金融服务提质，新增贷款12亿元。
Known problems
    Slogans and set phrases that are repeated on purpose, headings and kickers are passed over, and so is what only says
    how much of something was done and not of what (完成5个，完成率100%), and the source that several numbers share
    (数据来源：……).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from dajuan.checks.consistency._clauses import EVENT, SLOGAN, Clause, body_clauses, is_bare, repeated
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "CO403"
NAME = "repeated-clause"
SEVERITY: Final = "warning"
ZH = "同一句话在两个段落里重复"
EN = "a clause is repeated word for word in another paragraph"

_PARTICULAR = lazy(r"\d|[“《]|[A-Za-z]{2}")
_NUMBER = lazy(r"\d")
_ITEM = lazy(r"^(?:[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d))")
"""The number that an item bears is none that it tells."""
_SOURCE = lazy(r"^(?:数据|资料)?(?:来源|出处)|^台账第")
_COLONS = ("：", ":")
_SHORTEST = 14
"""Characters of a repeated run: shorter ones are set phrases."""


def check(reading: Reading) -> Iterator[Finding]:
    clauses = body_clauses(reading)
    pairs = {later.order: first.order for first, later in repeated(clauses, shortest=4)}
    done = -1
    for order, first in sorted(pairs.items()):
        if order <= done:
            continue
        length = _run(pairs, clauses, order, first)
        done = order + length - 1
        length -= _leads(reading, clauses[order : order + length])
        if _tells_twice(reading, clauses[order : order + length], clauses[first]):
            yield _finding(reading, clauses[first : first + length], clauses[order : order + length])


def _run(pairs: dict[int, int], clauses: list[Clause], order: int, first: int) -> int:
    """How many clauses in a row are the same in both places."""
    length = 1
    while first + length < order and order + length in pairs:
        if clauses[first + length].words != clauses[order + length].words:
            break
        length += 1
    return length


def _leads(reading: Reading, run: list[Clause]) -> int:
    """How many clauses at its end only lead to what follows a colon, which is another thing in each place."""
    leading = takewhile(lambda clause: reading.flow.text[clause.end : clause.end + 1] in _COLONS, reversed(run))
    return sum(1 for _ in leading)


def _tells_twice(reading: Reading, run: list[Clause], first: Clause) -> bool:
    words = _ITEM.sub("", "".join(clause.words for clause in run))
    if len(words) < _SHORTEST or SLOGAN.search(words) or _SOURCE.search(words):
        return False
    if not EVENT.search(words) and not (len(run) > 1 and _NUMBER.search(words)):
        return False
    sentences = reading.flow.sentences
    if sentences[run[0].sentence].block == sentences[first.sentence].block:
        return False
    if all(is_bare(reading, clause) for clause in run):
        return False
    return bool(_PARTICULAR.search(words)) and (len(run) > 1 or len(words) >= _SHORTEST)


def _finding(reading: Reading, first: list[Clause], later: list[Clause]) -> Finding:
    at = (later[0].start, later[-1].end)
    words = quote(reading.flow.text[at[0] : at[1]], 40)
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"{words}与前文一字不差：如是同一件事，只在一处写",
        en=f"{words} stands word for word earlier on: if it is one thing, tell it once",
        related=[(first[0].start, first[-1].end)],
    )
