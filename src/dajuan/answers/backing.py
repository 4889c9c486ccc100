"""台账作依据: the ledger's figures for the claims of a document, asked one by one as the claims come.

A claim and a figure are one thing where the words are (by name, by what reports call it, by the target that is bound to
it), the unit and the basis agree, the period is clear, and no project or place of its own is named. What is only likely is
handed over as unsure: it may confirm a number and never contradicts one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dajuan.answers.binding import bound_to
from dajuan.answers.measure import Measured, measure
from dajuan.answers.read import targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.answers.tellings import Measure, Tellings
from dajuan.checks.backing import Fact, Written
from dajuan.claims.claim import Claim, Reading
from dajuan.claims.similarity import Index, canonical
from dajuan.figures.ask import EVER, RootedEngine
from dajuan.figures.period import Period
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import pack_versions
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.programmes.units import Unit, same_base

_LIKELY, _SURE = 0.6, 0.95
"""Nearness of words from which a figure may be meant, and from which it is."""
_SHORT = 3
"""Characters below which a name (企业数 is 企业) is too common to be sure of."""
_MOST = 6
_OURS = frozenset(
    [
        "全区",
        "我区",
        "本区",
        "区内",
        "高新区",
        "经开区",
        "开发区",
        "自贸区",
        "园区",
        "辖区",
        "全社会",
        "城镇",
        "农村",
        "城乡",
    ]
)
"""Scopes that are the zone's own, or belong to the name of what is measured."""
_FLOWS = frozenset({"level", "change"})
"""新增就业7318人 may be read as either."""


class _Name(NamedTuple):
    words: str
    measure: Measure | None = None
    target: Target | None = None


class LedgerBacking:
    """What ``checks`` may ask (``checks.backing.Backing``), answered from a ledger."""

    def __init__(
        self, zone: Zone, ledger: Ledger, engine: RootedEngine, *, as_of: date = EVER, size: int | None = None
    ) -> None:
        self.zone, self.ledger, self.engine, self.as_of, self.size = zone, ledger, engine, as_of, size
        self.tellings = Tellings(ledger, engine, as_of=as_of, size=size)
        self._measured: dict[tuple[str, date], Measured] = {}

    def written(self, reading: Reading) -> Written | None:
        if "印" not in reading.flow.text:
            return None
        from dajuan.answers.sheet_again import written_again  # The sheet's rooms are opened for a sheet only.

        return written_again(reading.flow.text, self.zone, self.ledger, self.engine)

    def facts_about(self, claim: Claim) -> Sequence[Fact]:
        if claim.period is None or claim.part_of or claim.basis == "rank" or not self._is_ours(claim):
            return ()
        found = [
            fact
            for near, name in self._named(claim.indicator)
            for fact in self._facts(claim, name, self._sure(near, name, claim))
        ]
        return _none_sure_of_two(_once(found))

    def _is_ours(self, claim: Claim) -> bool:
        return claim.scope is None or claim.basis == "share" or claim.scope in _OURS or claim.scope in self.zone.name

    @staticmethod
    def _sure(near: float, name: _Name, claim: Claim) -> bool:
        if near < _SURE or len(canonical(name.words).words) < _SHORT or claim.entities or claim.role == "context":
            return False
        # 完成投资 is 固定资产投资 where a whole zone reports; of one programme it is not.
        return (
            name.target is not None
            or _stands_in(name.words, claim.indicator)
            or _stands_in(claim.indicator, name.words)
        )

    # Names ------------------------------------------------------------------------------------------------------------

    def _named(self, words: str) -> list[tuple[float, _Name]]:
        if len(words) < 2:
            return []
        names, index = self._index
        return [(near, names[place]) for near, place in index.nearest(words, _LIKELY)[:_MOST]]

    @cached_property
    def _index(self) -> tuple[list[_Name], Index]:
        names = [*self._indicators(), *self._targets()]
        return names, Index([one.words for one in names])

    def _indicators(self) -> Iterator[_Name]:
        for programme in self.ledger.programmes.values():
            if programme.code == PROGRAMME:
                continue
            for indicator in programme.indicators.values():
                name = indicator.name.zh
                for words in dict.fromkeys((name, f"{programme.name.zh}{name}", *indicator.also)):
                    yield _Name(words, Measure(programme, indicator))

    def _targets(self) -> Iterator[_Name]:
        for target in self._plan:
            yield _Name(target.name, self._bound(target), target)

    @cached_property
    def _plan(self) -> list[Target]:
        if PROGRAMME not in self.ledger.programmes:
            return []
        known = targets(self.ledger, as_of=min(self.as_of, date.max), size=self.size)
        return [one for one in known if one.stage != "dropped" and one.kind == "number"]

    def _bound(self, target: Target) -> Measure | None:
        if target.binding is None:
            return None
        try:
            programme, indicator = bound_to(self.ledger.programmes, target.binding)
        except LedgerError:
            return None
        return Measure(programme, indicator, target.binding.field, target.binding.part)

    # Facts ------------------------------------------------------------------------------------------------------------

    def _facts(self, claim: Claim, name: _Name, sure: bool) -> Iterator[Fact]:
        span = _span(claim)
        if span is None:
            return
        if claim.role == "target":
            if name.target is not None:
                yield from _asked(claim, name.target, sure)
        elif name.measure is not None:
            yield from self._told(claim, name, name.measure, span, sure)
        elif name.target is not None:
            yield from self._reported(claim, name.target, span, sure)

    def _told(self, claim: Claim, name: _Name, asked: Measure, span: Period, sure: bool) -> Iterator[Fact]:
        unit, points = asked.unit, claim.dimension == "point"
        growth = claim.basis == "growth" or points
        if unit is None or not (growth or _alike(claim, unit)) or (points and unit.dimension != "ratio"):
            return
        zh = f"指标“{asked.indicator.name.zh}”，{asked}"
        if name.target is not None:
            zh = f"目标 {name.target.code}，{zh}"
        net = claim.verb.startswith("净")
        for told in self.tellings.of(
            asked, span, basis=claim.basis, cumulative=claim.cumulative, points=points, net=net
        ):
            proof = self.tellings.proof(asked, told.span)
            yield Fact(
                asked.indicator.name.zh,
                told.value,
                claim.unit,
                told.span.start,
                told.span.end,
                zh,
                f"indicator {asked}" if name.target is None else f"target {name.target.code}, indicator {asked}",
                proof.entries,
                proof.proven,
                # Nought of a list that nobody has begun contradicts nobody.
                sure=sure
                and told.certain
                and (told.value != 0 or bool(pack_versions(self.ledger, programme=asked.programme.code))),
            )

    def _reported(self, claim: Claim, target: Target, span: Period, sure: bool) -> Iterator[Fact]:
        """Of a target bound to nothing: what was reported of it, or of its parts, by the end of the period."""
        whole_year = span.start == date(target.year, 1, 1) and span.end.year == target.year
        if not whole_year or not _same_basis(claim, target) or not _same_unit(claim, target):
            return
        found = self._measure(target, min(span.end, self.as_of))
        yield Fact(
            target.name,
            found.value,
            claim.unit,
            span.start,
            span.end,
            f"目标 {target.code} 的填报数",
            f"as reported of target {target.code}",
            found.entries,
            found.entries if found.evidence or target.over else 0,
            # 新增28家 and 总数292家 are two things, and so are 新认定138家 and 总数950家.
            sure=sure and claim.basis == target.basis and not (claim.cumulative and target.accrues),
        )

    def _measure(self, target: Target, day: date) -> Measured:
        key = target.code, day
        if key not in self._measured:
            family = [one for one in self._plan if f"{one.code}.".startswith(f"{target.code}.")]
            told = measure(family, self.ledger.programmes, self.engine, as_of=day, size=self.size)
            self._measured[key] = told[target.code]
        return self._measured[key]


def _asked(claim: Claim, target: Target, sure: bool) -> Iterator[Fact]:
    """What the plan asks for, as it is set now; what it asked when it was accepted is known too."""
    last = claim.period.last if claim.period else None
    due = claim.deadline or last
    if due is None or due.year != target.year or not _same_basis(claim, target) or not _same_unit(claim, target):
        return
    for said, zh, en in (
        (target.value, f"目标 {target.code}", f"target {target.code}"),
        (target.accepted_value, f"目标 {target.code} 签收时", f"target {target.code} as accepted"),
    ):
        if said is not None:
            now = said is target.value
            yield Fact(
                target.name,
                said.amount.value,
                claim.unit,
                date(target.year, 1, 1),
                target.due,
                zh,
                en,
                entries=1,
                proven=1,
                upper=target.upper.amount.value if target.upper and now else None,
                sure=sure and now and due == target.due,
            )


def _stands_in(words: str, others: str) -> bool:
    return _plain(words) in _plain(others)


def _plain(words: str) -> str:
    return "".join(one for one in words if one.isalnum())


def _span(claim: Claim) -> Period | None:
    period = claim.period
    if period is None or period.first is None or period.last is None or period.first > period.last:
        return None
    return Period("span", period.first, period.last)


def _alike(claim: Claim, unit: Unit) -> bool:
    said = Unit(
        claim.written_unit, f"{claim.unit}/{claim.per}" if claim.per else claim.unit, unit.factor, claim.dimension
    )
    return same_base(said, unit) or (bool(claim.per) and said.base == unit.base)


def _same_unit(claim: Claim, target: Target) -> bool:
    return target.value is not None and _alike(claim, target.value.amount.unit)


def _same_basis(claim: Claim, target: Target) -> bool:
    return claim.basis == target.basis or {claim.basis, target.basis} <= _FLOWS


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """One indicator under two names is one; surest first."""
    kept: dict[tuple[object, ...], Fact] = {}
    for one in sorted(facts, key=lambda fact: not fact.sure):
        kept.setdefault((one.value, one.first, one.last, one.en.rpartition("indicator ")[2]), one)
    return list(kept.values())


def _none_sure_of_two(facts: list[Fact]) -> list[Fact]:
    """Two figures that could both be meant, with two values: neither is surely the one. One of which nothing was recorded
    stands back."""
    known = [one for one in facts if one.value is not None or not one.sure]
    if any(one.sure for one in known):
        facts = known
    if len({one.value for one in facts if one.sure}) < 2:
        return facts
    return [replace(one, sure=False) for one in facts]
