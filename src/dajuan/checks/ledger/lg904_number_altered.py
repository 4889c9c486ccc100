"""LG904 答卷里的数被改动 · number altered

做什么
    给了台账（--ledger）时，文件末尾有答卷印记的，按印记重新生成原文，逐字对照：改过、添上、删去的数都报告，并写明原来是多少、是哪个目标的什么数。
为什么要紧
    答卷里的每个数都能追到台账；发出去以后被人改过的数，追不到了。
例子
    交付套数8216套，完成年度目标的101.6%。
改成
    交付套数8126套，完成年度目标的101.6%。
已知不足
    只看数和数后的单位，不看其他文字；把“增长”改成“下降”看不出来。整段挪动的，按删去又添上报告。
    例子里的原文：交付套数8126套，完成年度目标的101.6%。

What it does
    With a ledger at hand (--ledger), a document that bears the stamp of an answer sheet is made again from its stamp and
    compared letter by letter: every number altered, put in or taken out is reported, with what it was and whose it is.
Why it matters
    Every number of a sheet leads to the ledger. One that was altered afterwards leads nowhere.
Example
    交付套数8216套，完成年度目标的101.6%。
Use instead
    交付套数8126套，完成年度目标的101.6%。
Known problems
    Numbers and their units only: 增长 made 下降 is not seen. What was moved is told as taken out and put in. The example's
    sheet said 8126套.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.alterations import Alteration
from dajuan.checks.backing import WrittenLine
from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.mark import quote
from dajuan.claims.claim import Reading

CODE = "LG904"
NAME = "number-altered"
SEVERITY: Final = "error"
ZH = "答卷里的数不是当初写的数"
EN = "a number of an answer sheet is not what was written"
NEEDS_BACKING = True


def check(reading: Reading, coverage: Coverage) -> Iterator[Finding]:
    if coverage.written is None:
        return
    for one in coverage.altered:
        line = coverage.written.lines[one.line]
        zh, en = _whose(line, one)
        in_zh, in_en = f"，在{quote(line.text)}", f", in {quote(line.text)}"
        if not one.now:
            told = (
                f"少了 {_short(one.was)}{zh}{in_zh}：照原样补上",
                f"{_short(one.was)} is missing{en}{in_en}: put it back",
            )
        elif not one.was:
            told = f"原文没有 {_short(one.now)}{in_zh}：删去", f"{_short(one.now)} was not written{in_en}: take it out"
        else:
            told = (
                f"{_short(one.now)} 原来是 {_short(one.was)}{zh}{in_zh}：改回",
                f"{_short(one.now)} was {_short(one.was)}{en}{in_en}: put it back",
            )
        yield Finding(CODE, SEVERITY, *_place(reading, one), *told)


def _whose(line: WrittenLine, one: Alteration) -> tuple[str, str]:
    end = one.place + len(one.was)
    found = next((number for number in line.numbers if number.start < end and one.place < number.end), None)
    return (f"（{found.zh}）", f" ({found.en})") if found and one.was else ("", "")


def _place(reading: Reading, one: Alteration) -> tuple[int, int]:
    """A number that was taken out is shown by the character before which it stood."""
    if one.start < one.end:
        return one.start, one.end
    last = max(len(reading.document.text) - 1, 0)
    return min(one.start, last), min(one.start, last) + 1


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 40 else f"{plain[:28]}…{plain[-8:]}"
