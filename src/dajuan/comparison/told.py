"""Which stretch of a report speaks of the year told, and which of five years (“十四五”时期, 五年来) at once.

A report given in January tells two times in one voice: 城镇新增就业603.7万人 in a paragraph on five years is no answer to
what was promised for one. The headings and the words a sentence begins with say where one ends and the other begins.
"""

from __future__ import annotations

import re
from typing import Literal

from dajuan.claims.claim import Claim, Reading
from dajuan.documents.flow import Flow
from dajuan.language.spans import Period

Stretch = Literal["year", "years"]

_YEARS = re.compile(
    r"五年来|[这过今未]去?[后来]?的?五年|的五年|近五年|五年(?:间|里|中|累计)|[三四5]年来|十[二三四五六]五[”\"]?(?:时期|以来|期间|规划实施|的五年|五年)|党的十[八九]大以来|本届政府(?:任期|成立|以来)|任期(?:内|以来)|过去的?[三四五几]年"
)
_YEAR = re.compile(
    r"(?:刚刚)?过去的?一年|一年来|刚刚过去的20\d\d年|^[—\-]*20\d\d年(?!以来|至|到|-|—)[，,是我全]|过去的20\d\d年|回顾20\d\d年|20\d\d年(?:工作)?(?:回顾|总结)|^(?:全年|去年)|^(?:做好)?今年(?!以来)"
)
_WITHIN = re.compile(r"五年|十[二三四五六]五|[三四]年(?:来|累计|间)|20\d\d年以来|历年")
_ANNUAL = re.compile(r"全年|当年|去年|上年|今年")
_PER_YEAR = re.compile(r"年均(?!浓度|值|气温|降水|水位)")
"""年均增长 is of several years; 年均浓度 is the mean of one."""
_UNTIL = re.compile(r"(?:到|至|截至|力争)(20\d\d)年")
_ADDRESS = re.compile(r"^(?:各位代表|同志们|各位同志|各位委员)[！!，,、:：]?")
_REACH = 16
"""A sentence says in its first words which time it speaks of."""


def stretches(flow: Flow) -> list[Stretch]:
    """For each sentence of the flow: one year, or several at once."""
    state: Stretch = "year"
    after: Stretch | None = None
    block = -1
    out: list[Stretch] = []
    for sentence in flow.sentences:
        words = flow.text[sentence.start : sentence.end]
        first_of_block, block = sentence.block != block, sentence.block
        if first_of_block and after is not None:
            state, after = after, None
        named = _of_heading(words) if sentence.heading else _of_sentence(words)
        if named == "years" or (named == "year" and (sentence.heading or first_of_block)):
            state, after = named, None
        elif named == "year" and state == "years":
            state, after = "year", "years"
        out.append(state)
    return out


def _of_heading(words: str) -> Stretch | None:
    """A heading that names both times tells them in its order."""
    years, year = (
        re.search(r"五年|十[二三四五六]五|20\d\d[—\-－至]20\d\d", words),
        re.search(r"20\d\d年(?![—\-－至])|过去一年|去年", words),
    )
    if years and year:
        return "years" if years.start() < year.start() else "year"
    return "years" if years else "year" if year else None


def _of_sentence(words: str) -> Stretch | None:
    start = _ADDRESS.sub("", words)[: _REACH + 14]
    years, year = _YEARS.search(start), _YEAR.search(start)
    if year and (years is None or year.start() <= years.start()):
        return "year"
    return "years" if years and years.start() <= _REACH else None


def of_claim(claim: Claim, reading: Reading, stretch: Stretch, year: int | None) -> Literal["year", "years", "other"]:
    """The time a claim speaks of: the year asked for, several years, or another time (a half-year, another year)."""
    flow = reading.flow
    sentence = flow.sentences[claim.sentence]
    clause = _around(flow.text, claim.at[0], claim.at[1], sentence.start, sentence.end)
    if claim.cumulative and "以来" in clause:
        return "years"
    period = claim.period
    if period is not None and _whole_year(period, year):
        return "year"
    if period is not None and not period.relative and period.first and period.last and year is not None:
        if period.first.year != period.last.year or period.kind == "since":
            return "years"
        if period.last.year != year:
            return "other"
        if period.kind in ("half", "quarter", "month", "day"):
            return "other"
        if str(year) in clause:
            return "year"
    if period is not None and period.kind in ("span", "since") and not _is_year(claim, year):
        return "years"
    if _WITHIN.search(clause) and not _ANNUAL.search(clause):
        return "years"
    return stretch


def _whole_year(period: Period, year: int | None) -> bool:
    """1—12月 is the year."""
    first, last = period.first, period.last
    if period.kind == "year" or first is None or last is None or year is None:
        return False
    return (first.year, first.month, last.year, last.month) == (year, 1, year, 12)


def promised_later(claim: Claim, flow: Flow, stretch: Stretch, year: int | None = None) -> bool:
    """A promise of five years (十四五时期, 今后五年) is not due at the year's end, nor is one that a later year opens."""
    sentence = flow.sentences[claim.sentence]
    dated = [int(found[1]) for found in _UNTIL.finditer(flow.text, sentence.start, claim.at[0])]
    if year is not None and dated and dated[-1] > year:
        return True
    clause = _around(flow.text, claim.at[0], claim.at[1], sentence.start, sentence.end)
    if _ANNUAL.search(clause):
        return False
    return stretch == "years" or bool(_WITHIN.search(clause)) or bool(_PER_YEAR.search(clause))


def _is_year(claim: Claim, year: int | None) -> bool:
    return claim.period is not None and year is not None and claim.period.label == str(year)


def _around(text: str, start: int, end: int, low: int, high: int) -> str:
    """The clause, at commas and stops, that a number stands in."""
    left = max((text.rfind(mark, low, start) for mark in "，,；;。！：:"), default=-1)
    right = min((place for mark in "，,；;。！" if (place := text.find(mark, end, high)) >= 0), default=high)
    return text[max(low, left + 1) : right]
