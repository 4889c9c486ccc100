"""计划 → 待定目标: what a plan promises, each as a target that an office may accept, tied to its words.

Pure: a reading in, proposals out. Numbers come as they are written (230亿元); what the text leaves open (an amount with
no unit, whether it adds up over the year) is left open or guessed from ``accrual.tsv``, and always for a person to settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from dajuan.answers.target import Bound, Kind
from dajuan.claims.claim import Claim, Commitment, Reading
from dajuan.comparison.answers import counts_flow
from dajuan.comparison.promises import Promise, phrase_at, promises
from dajuan.comparison.told import promised_later, stretches
from dajuan.comparison.verdict import less_is_better
from dajuan.programmes.units import unit_of
from dajuan.programmes.values.amounts import read_amount
from dajuan.programmes.values.trouble import ValueTrouble

MAIN = "主要预期目标"
"""The area of those that stand in the sentence of main targets."""
_LONGEST_NAME = 40
_ADDING = frozenset({"新增", "净增", "增加", "减少", "压减", "削减"})
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章节．.]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、．.]|[一二三四五六七八九十]+是)\s*"
)
_TAKES_TIME = re.compile(r"(?:时间|用时|时长|时延|时限|耗时|时效)$")
_MAGNITUDE = re.compile(r"(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)$")
_NUMBER_BEFORE = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿][^0-9０-９]{0,8}$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target as proposed. ``start``/``end`` are offsets into the plan's ``document.text``."""

    kind: Kind
    name: str
    words: str
    start: int
    end: int
    area: str
    value: str = ""
    """An amount, as programmes write it; empty where there is none, or it could not be told (``open_question``)."""
    value_to: str = ""
    bound: Bound | None = None
    basis: str = ""
    accrues: bool | None = None
    deadline: date | None = None
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    open_question: tuple[str, str] | None = None
    """What the plan leaves open, in Chinese and English."""


def proposals(reading: Reading) -> list[Proposal]:
    """Every promise of the year planned, in the order of the text, the main targets first."""
    found = promises(reading)
    claimed = {one.promised.claim.id for one in found if one.promised.claim is not None}
    taken = [one.at for one in found]
    around = _Around(reading)
    made = [_of_promise(one, around) for one in found]
    made += [_of_claim(reading, claim, around) for claim in _left_claims(reading, claimed, taken)]
    made += [_of_commitment(reading, one) for one in _left_commitments(reading, taken)]
    return sorted(_once(made), key=lambda one: (one.area != MAIN, one.start))


def _once(made: Iterable[Proposal]) -> list[Proposal]:
    return list({(one.start, one.end, one.value): one for one in made}.values())


def _left_claims(reading: Reading, claimed: set[str], taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Numbers of the year that comparing leaves out (200亿 of what? 4小时 of when?) but an office can use."""
    told = stretches(reading.flow)
    for claim in reading.claims:
        if claim.id in claimed or claim.role != "target" or not _office_can_use(claim):
            continue
        if not promised_later(claim, reading.flow, told[claim.sentence], reading.plan_year) and not _inside(
            claim.at, taken
        ):
            yield claim


def _office_can_use(claim: Claim) -> bool:
    """An amount with no unit, to be asked about, and so many hours for something to take (not 8小时工作制)."""
    if len(claim.indicator) < 2:
        return False
    return claim.dimension == "number" or (claim.dimension == "time" and bool(_TAKES_TIME.search(claim.indicator)))


def _left_commitments(reading: Reading, taken: list[tuple[int, int]]) -> Iterator[Commitment]:
    """Promises with no number that nobody could see kept (用好、完善): tasks all the same, for an office to judge."""
    for one in reading.commitments:
        later = one.deadline is not None and reading.plan_year is not None and one.deadline.year > reading.plan_year
        if not one.claims and not later and not _inside(one.at, taken):
            yield one


def _inside(at: tuple[int, int], places: Iterable[tuple[int, int]]) -> bool:
    return any(start < at[1] and at[0] < end for start, end in places)


class _Around:
    """What the commitments around a place in the plan say of it: who answers for it (责任单位), by when."""

    def __init__(self, reading: Reading) -> None:
        self._due = [(one.at, one.deadline) for one in reading.commitments if one.deadline]
        self._by_claim = {claim: one.owner for one in reading.commitments for claim in one.claims}
        self._blocks = [(one.start, one.end, one.block) for one in reading.flow.sentences]
        self._by_block: dict[int, set[str]] = {}
        for one in reading.commitments:
            self._by_block.setdefault(self._block(one.at), set()).add(one.owner or "")

    def _block(self, at: tuple[int, int]) -> int:
        return next((block for start, end, block in self._blocks if start <= at[0] < end), -1)

    def due(self, at: tuple[int, int]) -> date | None:
        """By when, as the commitment at this place says."""
        return next((deadline for place, deadline in self._due if _inside(at, [place])), None)

    def of(self, claim: Claim | None, at: tuple[int, int]) -> tuple[str, tuple[str, ...]]:
        """As its own commitment says, else as the whole paragraph does, where that names one only."""
        named = self._by_claim.get(claim.id) if claim is not None else None
        here = self._by_block.get(self._block(at), set())
        return owners_in(named or (next(iter(here)) if len(here) == 1 else ""))


def owners_in(named: str) -> tuple[str, tuple[str, ...]]:
    """经济发展局、投资促进局 → the first leads, the others help."""
    parts = [part.strip() for part in re.split(r"[、，,；;/ ]|牵头|配合|会同", named) if part.strip()]
    return (parts[0], tuple(parts[1:])) if parts else ("", ())


def _of_promise(one: Promise, around: _Around) -> Proposal:
    promised, claim = one.promised, one.promised.claim
    owner, others = around.of(claim, one.at)
    area = MAIN if promised.main else area_of(promised.section)
    if claim is None:
        name = promised.text if one.kind == "deed" else promised.indicator or promised.text
        return Proposal(
            "task",
            _short(name),
            promised.text,
            promised.start,
            promised.end,
            area,
            deadline=around.due(one.at),
            owner=owner,
            co_owners=others,
        )
    return _numbered(claim, _named(claim, promised.indicator), promised.text, (promised.start, promised.end), area, owner, others, one.clause)  # fmt: skip


def _of_claim(reading: Reading, claim: Claim, around: _Around) -> Proposal:
    at = phrase_at(claim)
    words = reading.flow.text[at[0] : at[1]]
    owner, others = around.of(claim, at)
    place = reading.flow.to_source(*at)
    return _numbered(claim, claim.indicator, words, place, area_of(claim.section), owner, others, words)


def _of_commitment(reading: Reading, one: Commitment) -> Proposal:
    words = reading.flow.text[one.at[0] : one.at[1]].strip()
    owner, others = owners_in(one.owner or "")
    name = words if one.object in words else f"{one.action}{one.object}"
    return Proposal("task", _short(name), words, one.start, one.end, area_of(one.section), deadline=one.deadline, owner=owner, co_owners=others)  # fmt: skip


def _numbered(
    claim: Claim,
    name: str,
    words: str,
    place: tuple[int, int],
    area: str,
    owner: str,
    others: tuple[str, ...],
    clause: str,
) -> Proposal:
    low, high, question = _amounts(claim)
    return Proposal(
        kind="number",
        name=_short(name),
        words=words,
        start=place[0],
        end=place[1],
        area=area,
        value=low or high,
        value_to=high if low and high and low != high else "",
        bound=bound_of(claim),
        basis=claim.basis,
        accrues=accrues(claim, clause),
        deadline=claim.deadline,
        owner=owner,
        co_owners=others,
        open_question=question,
    )


def _named(claim: Claim, indicator: str) -> str:
    """新增 belongs to the name of what is added; without it 学位6000个 would be all there are."""
    adds = claim.basis == "change" and claim.verb in _ADDING and claim.verb not in indicator
    return f"{claim.verb}{indicator}" if adds else indicator


def bound_of(claim: Claim) -> Bound:
    """≥, ≤, about, a range; a plain number is a floor, or a ceiling where less is better."""
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        return "range"
    if claim.qualifier in ("approx", "nearly"):
        return "about"
    return "at-most" if less_is_better(claim) else "at-least"


def accrues(claim: Claim, clause: str) -> bool:
    """Whether the amount is the sum of a year."""
    if claim.basis in ("growth", "share", "rank", "multiple") or claim.cumulative:
        return False
    if claim.basis == "change":
        return True
    words = f"{clause}{claim.verb}，{claim.indicator}"
    found = next((adds_up for pattern, adds_up in _accrual() if pattern.search(words)), None)
    return counts_flow(claim) if found is None else found


@cache
def _accrual() -> list[tuple[re.Pattern[str], bool]]:
    lines = Path(__file__).with_name("accrual.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(re.compile(pattern), said == "yes") for pattern, said in rows]


def _amounts(claim: Claim) -> tuple[str, str, tuple[str, str] | None]:
    """The lower and the upper end as written, or why they cannot be."""
    written = _written_unit(claim) if claim.written_unit or claim.unit else ""
    try:
        low = _amount(claim.low, written, claim.per) if claim.low is not None else ""
        high = _amount(claim.high, written, claim.per) if claim.high is not None else ""
    except ValueTrouble:
        return "", "", (f"“{claim.text}”没有单位，请补上", f"“{claim.text}” has no unit; add it")
    return low, high, None


def _written_unit(claim: Claim) -> str:
    """亿元 of 230亿元: the magnitude that stands before the unit goes with it."""
    unit = claim.written_unit or claim.unit
    before, found, _ = claim.text.rpartition(unit)
    magnitude = _MAGNITUDE.search(before) if found else None
    if magnitude is None or not _NUMBER_BEFORE.search(before[: magnitude.start()] or "0"):
        return unit
    larger = magnitude.group() + unit
    return larger if unit_of(larger) is not None else unit


def _amount(value: Decimal, unit: str, per: str) -> str:
    """What stands under the stroke is as written: 28万元/亩 is read as 280000元 for a 亩."""
    known = unit_of(unit.partition("/")[0] if per else unit)
    factor = known.factor if known is not None else 1
    number = Decimal(value) * (factor.denominator if known else 1) / (factor.numerator if known else 1)
    return read_amount(f"{number.normalize():f}{unit}")


def area_of(section: tuple[str, ...]) -> str:
    """工作领域: the heading it stands under, without its number."""
    return _NUMBERING.sub("", section[-1]).strip() if section else ""


def _short(words: str) -> str:
    words = words.strip("，、；。： \n")
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"
