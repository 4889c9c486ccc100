"""What the plan promises: the items of the main-targets sentence, every other number of the year, the commitments."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from dajuan.claims.claim import Claim, Commitment, Reading
from dajuan.comparison import deeds
from dajuan.comparison.comparison import Promised
from dajuan.comparison.told import promised_later, stretches

Kind = Literal["number", "pace", "state", "task", "deed"]
"""number 有数 · pace 与经济增长同步 · state 稳中提质 · task 完成国家下达任务 · deed a commitment without a number."""

_COUNTED_WORK = re.compile(r"方面|上述|以下|以上$|^(?:重点)?(?:工作|任务|政策|项目|农村|城市|总数|总产)$")
"""Indicators that say nothing alone: 抓好七个方面工作, 政策32条."""
_NO_AMOUNT = re.compile(r"方面|^\d{1,2}[日号]$")
"""10个方面工作 counts headings, 5日 is a date."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and what is needed to find its answer. ``at`` is its place in the flow."""

    promised: Promised
    kind: Kind
    at: tuple[int, int]
    subjects: tuple[str, ...]
    """The things it is about, usually one; any of them may be answered."""
    stretch: bool = False
    """力争 on top of a firm target: falling short of it alone is no breach."""
    action: str = ""
    words: str = ""
    """From its indicator to its number, for what the indicator alone does not say (town or country)."""
    clause: str = ""
    """From the comma before it to its number: a verb that a list shares (新开工改造A、B) stands there."""


def promises(reading: Reading) -> list[Promise]:
    """All promises for the year planned, main targets first, then in the order of the text."""
    year = reading.plan_year
    from dajuan.comparison.main_targets import main_targets

    main = list(main_targets(reading))
    told = stretches(reading.flow)
    taken = [promise.at for promise in main]
    claimed = {promise.promised.claim.id for promise in main if promise.promised.claim is not None}
    measured = {
        (claim.sentence, claim.indicator_at) for claim in reading.claims if claim.at[0] >= claim.indicator_at[1]
    }
    others = [
        _of_claim(reading, claim)
        for claim in reading.claims
        if claim.id not in claimed
        and _is_promise(claim, year)
        and not _is_modifier(claim, measured)
        and not promised_later(claim, reading.flow, told[claim.sentence], year)
        and not _inside(claim.at, taken)
    ]
    deeds = [
        _of_commitment(reading, commitment)
        for commitment in reading.commitments
        if not commitment.claims
        and told[commitment.sentence] == "year"
        and _is_deed(reading, commitment, year)
        and not _inside(commitment.at, taken)
    ]
    return main + sorted(others + deeds, key=lambda promise: promise.at)


def _inside(at: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at[0] < end for start, end in places)


def _is_modifier(claim: Claim, measured: Set[tuple[int, tuple[int, int]]]) -> bool:
    """4条重点产业链产值突破800亿元: the 4 says of which, another number is what is promised."""
    return claim.at[1] <= claim.indicator_at[0] and (claim.sentence, claim.indicator_at) in measured


def _is_promise(claim: Claim, year: int | None) -> bool:
    """A number to be reached within the year planned; what is due later is not yet due."""
    if (
        claim.role != "target"
        or claim.dimension in ("time", "number", "age")
        or claim.unit == "日"
        or len(claim.indicator) < 2
    ):
        return False
    if _COUNTED_WORK.search(claim.indicator) or _NO_AMOUNT.search(claim.text):
        return False
    period = claim.period
    if year is None:
        return True
    if claim.deadline is not None and claim.deadline.year != year:
        return False
    return period is None or period.last is None or (period.last.year == year and period.kind != "span")


def _of_claim(reading: Reading, claim: Claim) -> Promise:
    flow_start, flow_end = phrase_at(claim)
    start, end = reading.flow.to_source(flow_start, flow_end)
    promised = Promised(
        start, end, reading.flow.text[flow_start:flow_end], claim.indicator, claim, False, claim.section
    )
    words = reading.flow.text[flow_start:flow_end]
    return Promise(
        promised, "number", (flow_start, flow_end), (claim.indicator,), words=words, clause=clause_to(reading, claim)
    )


def phrase_at(claim: Claim) -> tuple[int, int]:
    """From the indicator's words to the number's end, where they stand together."""
    start, end = claim.indicator_at
    if end > start and 0 <= claim.at[0] - start <= 60:
        return start, max(claim.at[1], end) if end - claim.at[1] < 30 else claim.at[1]
    if end > start and 0 <= start - claim.at[1] <= 4:
        return claim.at[0], min(end, start + 40)
    return claim.at


def clause_to(reading: Reading, claim: Claim) -> str:
    """The words of its clause up to the number."""
    text, low = reading.flow.text, reading.flow.sentences[claim.sentence].start
    left = max((text.rfind(mark, low, claim.at[0]) for mark in "，,；;。！"), default=-1)
    return text[max(low, left + 1) : claim.at[0]]


def _is_deed(reading: Reading, commitment: Commitment, year: int | None) -> bool:
    if not deeds.answerable(commitment.action, commitment.object):
        return False
    return commitment.deadline is None or year is None or commitment.deadline.year == year


def _of_commitment(reading: Reading, commitment: Commitment) -> Promise:
    start, end = commitment.at
    words = reading.flow.text[start:end]
    promised = Promised(commitment.start, commitment.end, words, commitment.object, None, False, commitment.section)
    return Promise(promised, "deed", commitment.at, (commitment.object,), action=commitment.action, words=words)
