"""台账作一方: last year's promises, compared with the ledger on either side of the comparison.

As the plan: the file that the year's targets came from, read again, each promise as it is set now, with who answers for it.
As the answer: the board, every promise of a plan answered by what its target has come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from dajuan.answers.board import Board, Standing
from dajuan.answers.plan import PLAN
from dajuan.answers.read import targets
from dajuan.answers.target import Target
from dajuan.answers.wording import amount_said, percent_said
from dajuan.claims.claim import Claim, Reading
from dajuan.claims.read import read_document_claims
from dajuan.claims.similarity import similarity
from dajuan.comparison import wording
from dajuan.comparison.compare import compare_readings
from dajuan.comparison.comparison import Answer, Answered, Comparison, HeldTarget, Promised, Verdict
from dajuan.comparison.promises import Promise, promises
from dajuan.comparison.verdict import judge
from dajuan.documents.document import Document
from dajuan.documents.read import document_from_bytes
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.programmes.units import Unit, same_base

_SURE = 0.95


# As the plan ------------------------------------------------------------------------------------------------------


def ledger_against_report(zone: Zone, ledger: Ledger, year: int, report: Reading) -> Comparison:
    """What a report answers to the ledger's plan of a year. Raises :class:`LedgerError` where there is none, or its file
    is gone."""
    known = targets(ledger, year=year)
    plan = _as_set(_plan(zone, ledger, known, year), known)
    found = compare_readings(plan, report)
    return replace(found, answers=tuple(_noted(one, _target_of(one.promise, plan, known)) for one in found.answers))


def _plan(zone: Zone, ledger: Ledger, known: Sequence[Target], year: int) -> Reading:
    """The file of kind 计划文件 that the year's targets came with, read again."""
    kept = [one for target in known for _, one in target.evidence if one.kind == PLAN and one.sha256]
    if not kept:
        years = "、".join(str(one) for one in sorted({one.year for one in targets(ledger)})) or "（无）"
        raise LedgerError(
            f"台账里没有 {year} 年的计划文件；有目标的年份：{years}。先运行 dajuan plan import",
            f"the ledger has no plan file of {year}; years with targets: {years}. Run dajuan plan import first",
        )
    plan = kept[0]
    path = zone.evidence().path_of(plan.sha256)
    if zone.evidence().condition(plan.sha256) != "sound":
        raise LedgerError(
            f"计划文件 {plan.name} 不在了，或不是存入时的样子：{path}；从备份恢复它",
            f"the plan file {plan.name} is gone or is not as it was kept: {path}; restore it",
        )
    return read_document_claims(document_from_bytes(path.read_bytes(), plan.name))


def _as_set(plan: Reading, known: Sequence[Target]) -> Reading:
    """The plan with the values that its targets have now, where they were changed after it was published."""
    changed = {}
    for target in known:
        claim = _claim_of(target, plan)
        if claim is not None and target.low is not None and not _says(claim, target):
            changed[claim.id] = _set_now(claim, target)
    return replace(plan, claims=tuple(changed.get(one.id, one) for one in plan.claims))


def _claim_of(target: Target, plan: Reading) -> Claim | None:
    """The one number of the plan that a target was made from."""
    source, value = target.source, target.value
    if source is None or value is None or source.sha256 != plan.document.sha256:
        return None
    found = [
        one
        for one in plan.claims
        if source.start <= one.start < source.end and one.role == "target" and _measures(one, value.amount.unit)
    ]
    return found[0] if len(found) == 1 else None


def _measures(claim: Claim, unit: Unit) -> bool:
    return same_base(Unit(claim.written_unit, claim.unit, Fraction(1), claim.dimension), unit)


def _says(claim: Claim, target: Target) -> bool:
    return {Fraction(end) for end in (claim.low, claim.high) if end is not None} == {target.low, target.high}


def _set_now(claim: Claim, target: Target) -> Claim:
    assert target.value is not None
    assert target.low is not None
    assert target.high is not None
    low, high = _decimal(target.low), _decimal(target.high)
    text = target.value.text if target.upper is None else f"{target.value.text}至{target.upper.text}"
    match target.bound:
        case "at-least":
            return replace(claim, low=low, high=None, qualifier="at_least", text=text)
        case "at-most":
            return replace(claim, low=None, high=high, qualifier="at_most", text=text)
        case "about":
            return replace(claim, low=low, high=high, qualifier="approx", text=text)
    return replace(claim, low=low, high=high, qualifier=None, text=text)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _target_of(promised: Promised, plan: Reading, known: Sequence[Target]) -> Target | None:
    """The target that was made from these words of the plan."""
    for one in known:
        source = one.source
        if source is None or source.sha256 != plan.document.sha256 or "." in one.code:
            continue
        if source.start < promised.end and promised.start < source.end and _same_number(promised, one):
            return one
    return None


def _same_number(promised: Promised, target: Target) -> bool:
    """Two numbers of one clause (4条产业链产值800亿元) are two targets."""
    claim, value = promised.claim, target.value
    return claim is None or value is None or _measures(claim, value.amount.unit)


def _noted(answer: Answer, target: Target | None) -> Answer:
    """The answer with whose promise it is, and what became of it in the ledger."""
    if target is None:
        return answer
    was = target.words if target.accepted_value is None else target.accepted_value.text
    changed = target.accepted_value is not None or (
        answer.promise.claim is not None and answer.promise.claim.text not in answer.promise.text and bool(target.value)
    )
    held = HeldTarget(target.code, target.owner, target.stage == "dropped", was if changed else "")
    zh, en = _note(held)
    return replace(answer, target=held, zh=f"{answer.zh}（{zh}）", en=f"{answer.en} ({en})")


def _note(held: HeldTarget) -> tuple[str, str]:
    zh, en = [held.code], [held.code]
    if held.owner:
        zh.append(held.owner)
        en.append(held.owner)
    if held.original:
        zh.append(f"目标改过，原为“{held.original}”")
        en.append(f"changed, was “{held.original}”")
    if held.dropped:
        zh.append("已不再跟踪")
        en.append("dropped")
    return "，".join(zh), ", ".join(en)


# As the answer ----------------------------------------------------------------------------------------------------


def plan_against_ledger(plan: Reading, zone: Zone, made: Board) -> Comparison:
    """What the board answers to each promise of a plan."""
    report = _Report(zone, made)
    answers = [_answered(one, report, plan) for one in promises(plan)]
    return Comparison(plan, report.reading(), tuple(answers))


class _Report:
    """The board as a document of a line a target, that answers can point into."""

    def __init__(self, zone: Zone, made: Board) -> None:
        self.zone, self.board = zone, made
        self.lines = [f"{one.target.code} {one.target.name}：{_said(one)}" for one in made.standings]
        self.starts = [sum(len(line) + 1 for line in self.lines[:place]) for place in range(len(self.lines))]

    def reading(self) -> Reading:
        board = self.board
        title = f"{self.zone.name}台账，截至 {board.as_of}"
        return replace(
            read_document_claims(Document(title, "", title, "\n".join(self.lines)), year=board.year),
            report_year=board.year,
        )

    def answered(self, standing: Standing, claim: Claim | None) -> Answered:
        place = self.board.standings.index(standing)
        start, line = self.starts[place], self.lines[place]
        return Answered(start, start + len(line), line, claim, 1.0)

    def standing(self, promise: Promise, plan: Reading) -> Standing | None:
        """By the words it was made from; of another copy of the plan by its name."""
        by_words = _target_of(promise.promised, plan, [one.target for one in self.board.standings])
        if by_words is not None:
            return self.board.of(by_words.code)
        claim = promise.promised.claim
        alike = [
            one
            for one in self.board.wholes()
            if similarity(promise.promised.indicator, one.target.name) >= _SURE
            and _same_number(promise.promised, one.target)
            and (claim is None or one.target.basis == claim.basis)
        ]
        return alike[0] if len(alike) == 1 else None


def _said(one: Standing) -> str:
    value, unit = one.measured.value, one.target.value
    if value is None:
        return one.light.zh
    return amount_said(value, unit.amount.unit) if unit is not None else percent_said(value)


def _answered(promise: Promise, report: _Report, plan: Reading) -> Answer:
    standing = report.standing(promise, plan)
    if standing is None:
        return Answer(
            promise.promised,
            None,
            "not_answered",
            "台账里没有这个目标，或没有立项",
            "the ledger has no such target set",
        )
    return _noted(_judged(promise, standing, report), standing.target)


def _judged(promise: Promise, standing: Standing, report: _Report) -> Answer:
    promised, measured, light = promise.promised, standing.measured, standing.light
    if measured.value is None:
        return Answer(promised, report.answered(standing, None), "not_answered", light.zh, light.en)
    asked = _set_promise(promised, standing.target)
    if asked is None:
        done = light.done is not None and light.done >= 1
        verdict: Verdict = "met" if done else "cannot_compare"
        return Answer(promised, report.answered(standing, None), verdict, light.zh, light.en)
    value = _decimal(measured.value)
    text = _said(standing)
    got = replace(asked, low=value, high=value, qualifier=None, role="result", text=text, confidence=1.0)
    ruling = judge(asked, got, stretch=promise.stretch, held="控制" in promise.words)
    if ruling.verdict == "cannot_compare":
        reason = wording.barred(ruling.why, wording.value(asked), wording.value(got))
    else:
        reason = wording.judged(asked, got, ruling.verdict, ruling.gap, ruling.slack)
    return Answer(promised, report.answered(standing, got), ruling.verdict, reason.zh, reason.en, ruling.gap)


def _set_promise(promised: Promised, target: Target) -> Claim | None:
    """What is asked now."""
    claim = promised.claim
    if claim is None or target.low is None or _says(claim, target):
        return claim
    return _set_now(claim, target)
