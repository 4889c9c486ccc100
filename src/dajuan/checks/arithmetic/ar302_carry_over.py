"""AR302 结转数不符 · carry-over differs

做什么
    总结里说“共15个、已交付8个”，计划里说剩余（或全部）8个：总数减已完成数与承诺数不等时提问。
为什么要紧
    督查清单就是“总数－已完成＝剩余”，差一个就会有人问是哪一个。
例子
    一、2025年工作回顾
    纳入“保交楼”项目15个，累计交付8个。
    二、2026年工作安排
    确保剩余8个“保交楼”项目全部销号。
改成
    一、2025年工作回顾
    纳入“保交楼”项目15个，累计交付8个。
    二、2026年工作安排
    确保剩余7个“保交楼”项目全部销号。
已知不足
    交付、销号等口径可能不同，年中也可能新增，所以只提问；两处须有同一个带引号的名称或同一指标名。

What it does
    The review says 15 listed and 8 delivered, the plan promises the remaining (or all) 8: asks where total less done is
    not what is promised.
Why it matters
    A supervision list is total less done. Somebody will ask which one is missing.
Example
    一、2025年工作回顾
    纳入“保交楼”项目15个，累计交付8个。
    二、2026年工作安排
    确保剩余8个“保交楼”项目全部销号。
Use instead
    一、2025年工作回顾
    纳入“保交楼”项目15个，累计交付8个。
    二、2026年工作安排
    确保剩余7个“保交楼”项目全部销号。
Known problems
    Delivered and closed may be counted differently, and new ones may have joined: so it only asks. Both places must
    share a quoted name or the indicator.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.checks.written import Written, plain, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR302"
NAME = "carry-over"
SEVERITY: Final = "question"
ZH = "总数减已完成数与承诺的剩余数不符"
EN = "total less done is not the remainder that is promised"

_REST = lazy("剩余|其余|余下|全部|清零|销号")
_LISTED = lazy("共|总|纳入|列入|台账|排查|梳理")
_DONE = lazy("已|累计|完成|交付|办结|销号|整改|化解|盘活")
_NAMED = lazy(r"“([^“”]{2,10})”")


def check(reading: Reading) -> Iterator[Finding]:
    targets = {claim.sentence for claim in reading.claims if claim.role == "target"}
    for index in sorted(targets):
        for clause in clauses_of(reading, index):
            text = words(reading, clause)
            names = _NAMED.findall(text)
            if not names or not _REST.search(text):
                continue
            for promised in written_in(reading, *clause):
                if promised.dimension == "count" and promised.exact and promised.value >= 1:
                    yield from _held_against(reading, promised, names[0], targets)
                    break


def _held_against(reading: Reading, promised: Written, name: str, targets: set[int]) -> Iterator[Finding]:
    for index, sentence in enumerate(reading.flow.sentences):
        if index in targets or f"“{name}”" not in words(reading, (sentence.start, sentence.end)):
            continue
        found = _listed_and_done(reading, index, name, promised.unit)
        if not found:
            continue
        listed, done = found
        rest = listed.value - done.value
        if rest == promised.value:
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            (promised.start, promised.end),
            zh=f"{quote(name)}前文{listed.words}、已完成{done.words}，还余 {plain(rest)}，"
            f"这里是{promised.words}：核对，或说明口径",
            en=f"{quote(name)}: {listed.words} listed and {done.words} done leave {plain(rest)}, "
            f"{promised.words} are promised here: check, or say how they are counted",
            related=[(listed.start, listed.end), (done.start, done.end)],
        )
        return


def _listed_and_done(reading: Reading, index: int, name: str, unit: str) -> tuple[Written, Written] | None:
    """The total and the finished part, in two clauses that follow one another."""
    clauses = clauses_of(reading, index)
    for here, after in pairwise(clauses):
        text = words(reading, here)
        if name not in text or not _LISTED.search(text) or not _DONE.search(words(reading, after)):
            continue
        listed = [one for one in written_in(reading, *here) if one.unit == unit and one.exact]
        done = [one for one in written_in(reading, *after) if one.unit == unit and one.exact]
        if listed and done and done[0].value <= listed[-1].value:
            return listed[-1], done[0]
    return None
