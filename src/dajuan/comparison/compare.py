"""The door: a plan and the report that answers it → what became of each promise."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from dajuan.claims.claim import Claim, Reading
from dajuan.claims.similarity import normalised
from dajuan.comparison import deeds, wording
from dajuan.comparison.admissions import Admission, admissions, admits, success_claims
from dajuan.comparison.answers import Answers, Candidate, other_stage
from dajuan.comparison.comparison import Answer, Answered, Comparison, Verdict
from dajuan.comparison.promises import Promise, promises
from dajuan.comparison.verdict import graded, judge, threshold, tolerance
from dajuan.documents.document import Document

Source = str | Path | Document | Reading

_ECONOMY = "生产总值"
_INCOME = "居民人均可支配收入"
_INCOMES = ("城乡居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入")
_INCOMES_WORDS = "居民收入"
_PACED = re.compile(r"收入.{0,12}(?:同步|快于|高于|跑赢|超过).{0,8}|收入.{0,8}(?:经济|生产总值|GDP).{0,6}同步")
_SAID = re.compile(r"(?:超额|圆满|顺利|全面|提前|如期|较好)?(?:完成|实现|达到)[^，。]{0,10}(?:任务|目标|要求|预期)")
_TASKS = re.compile(
    r"(?:任务|指标|目标)[^，。]{0,6}(?:完成|实现|达到)|(?:完成|实现|达到)[^，。]{0,16}(?:任务|指标|目标)"
)
_FLAT = re.compile(r"(?:持平|零增长)$")
_MOST = 4
"""Further places shown with an answer."""


def compare(plan: Source, report: Source) -> Comparison:
    """What ``report`` answers to each promise of ``plan``: paths, texts, documents or readings.

    Raises ``DocumentError`` when a file cannot be read.
    """
    promised, told = _reading(plan), _reading(report)
    return compare_readings(promised, told)


def _reading(source: Source) -> Reading:
    if isinstance(source, Reading):
        return source
    from dajuan.claims.read import read

    return read(source)


def compare_readings(plan: Reading, report: Reading) -> Comparison:
    """The same for two documents that have been read already."""
    successes = success_claims(report)
    judge_all = _Judge(plan, report, bool(successes))
    return Comparison(
        plan,
        report,
        tuple(judge_all.answer(promise) for promise in promises(plan)),
        tuple(report.flow.to_source(*span) for span in successes),
    )


class _Judge:
    """Holds the report's answers and what it says of itself, for one promise after another."""

    def __init__(self, plan: Reading, report: Reading, success: bool) -> None:
        self.year = plan.plan_year or report.report_year
        self.answers = Answers(report, self.year)
        self.success = success
        self.admissions: list[Admission] = admissions(report)
        self.show, self.accuse = threshold("show"), threshold("accuse")
        self.told = report.report_year
        self.apart = plan.plan_year is not None and self.told is not None and plan.plan_year != self.told

    def answer(self, promise: Promise) -> Answer:
        """The verdict; none where the report tells another year than the plan promises (the same document twice)."""
        answer = self._judged(promise)
        if not self.apart:
            return answer
        reason = wording.other_year(self.year, self.told)
        return replace(answer, verdict="cannot_compare", zh=reason.zh, en=reason.en, gap=None, called_success=False)

    def _judged(self, promise: Promise) -> Answer:
        if promise.kind == "pace":
            return self._settled(promise, self._pace(promise))
        if promise.promised.claim is not None:
            return self._settled(promise, self._number(promise, promise.promised.claim))
        return self._wordless(promise)

    def _settled(self, promise: Promise, answer: Answer) -> Answer:
        """A shortfall that the report admits is admitted; one that it calls success is marked."""
        if answer.verdict not in ("missed", "partly"):
            return answer
        admission = next((a for a in self.admissions if admits(a, promise.subjects)), None)
        if admission is None and promise.promised.main and answer.verdict == "missed":
            admission = next((a for a in self.admissions if a.general), None)
        if admission is not None:
            reason = wording.admitted(wording.Reason(answer.zh, answer.en), admission.words)
            answer = replace(answer, verdict="admitted", zh=reason.zh, en=reason.en)
        return replace(answer, called_success=self.success and promise.promised.main)

    def _number(self, promise: Promise, claim: Claim) -> Answer:
        found = self.answers.to(promise, self.show)
        if not found:
            return self._unanswered(promise)
        first = found[0]
        others = tuple(c.answered for c in found[1 : 1 + _MOST])
        answer = first.answered.claim
        assert answer is not None
        if first.bar:
            return self._barred(promise, claim, first, others)
        ruling = judge(claim, answer, stretch=promise.stretch, held="控制" in promise.words)
        verdict: Verdict = ruling.verdict
        if verdict == "cannot_compare":
            reason = wording.barred(ruling.why, wording.value(claim), wording.value(answer))
        elif verdict in ("missed", "partly") and (doubt := self._doubt(promise, claim, found)):
            verdict, reason = "cannot_compare", wording.barred(doubt, wording.value(claim), wording.value(answer))
        else:
            reason = wording.judged(claim, answer, verdict, ruling.gap, ruling.slack)
        return Answer(promise.promised, first.answered, verdict, reason.zh, reason.en, ruling.gap, others=others)

    def _doubt(self, promise: Promise, claim: Claim, found: list[Candidate]) -> str:
        """What keeps a shortfall from being called one: an unsure pair, or another number that reaches the promise."""
        first = found[0].answered
        if first.score < self.accuse or (first.claim is not None and first.claim.confidence < 0.7):
            return "unsure"
        if found[0].lasting:
            return "years"
        if first.claim is not None and first.claim.verb.startswith("净增") and not claim.verb.startswith("净增"):
            return "net"
        if first.claim is not None and other_stage(promise.clause, self.answers.around(first.claim)):
            return "stage"
        for rival in found[1:]:
            if (
                rival.bar == "base"
                and rival.answered.claim is not None
                and self._reaches(promise, claim, rival.answered.claim)
            ):
                return "base"
            if rival.bar or rival.answered.score < first.score - 0.02 or rival.answered.claim is None:
                continue
            if self._reaches(promise, claim, rival.answered.claim):
                return "two"
        return ""

    @staticmethod
    def _reaches(promise: Promise, claim: Claim, rival: Claim) -> bool:
        return judge(claim, rival, stretch=promise.stretch, held="控制" in promise.words).verdict in (
            "met",
            "cannot_compare",
        )

    def _barred(self, promise: Promise, claim: Claim, first: Candidate, others: tuple[Answered, ...]) -> Answer:
        verdict: Verdict = "definition_changed" if first.bar == "revised" else "cannot_compare"
        answer = first.answered.claim
        shown = wording.value(answer) if answer is not None else first.answered.text
        reason = wording.barred(first.bar, wording.value(claim), shown)
        return Answer(promise.promised, first.answered, verdict, reason.zh, reason.en, others=others)

    def _unanswered(self, promise: Promise) -> Answer:
        """No number: perhaps words (城镇新增就业超额完成全年任务)."""
        for answered, stretch in self.answers.wordless(promise.subjects, 0.95):
            if stretch != "year":
                continue
            if _SAID.search(answered.text):
                return self._shown(promise, answered, "said")
            if _FLAT.search(answered.text) and promise.promised.claim is not None:
                return self._flat(promise, promise.promised.claim, answered)
            if (
                promise.promised.main
                and len(normalised(answered.text)) <= 30
                and _starts(answered.text, promise.subjects)
            ):
                return self._shown(promise, answered, "no_number")
        reason = wording.silent(self.year)
        return Answer(promise.promised, None, "not_answered", reason.zh, reason.en)

    def _flat(self, promise: Promise, claim: Claim, answered: Answered) -> Answer:
        """居民消费价格指数持平: a growth of nought."""
        if claim.basis != "growth":
            return self._shown(promise, answered, "no_number")
        nought = replace(claim, low=Decimal(0), high=Decimal(0), qualifier=None, text="持平", basis="level")
        ruling = judge(claim, nought, held="控制" in promise.words)
        if ruling.verdict != "met":
            return self._shown(promise, answered, "ceiling" if ruling.why == "ceiling" else "no_number")
        reason = wording.judged(claim, nought, ruling.verdict, ruling.gap, ruling.slack)
        return Answer(promise.promised, answered, "met", reason.zh, reason.en, ruling.gap)

    def _shown(self, promise: Promise, answered: Answered, why: str) -> Answer:
        claim = promise.promised.claim
        asked = wording.value(claim) if claim is not None else f"“{promise.promised.text}”"
        got = wording.value(answered.claim) if answered.claim is not None else f"“{answered.text}”"
        reason = wording.barred(why, asked, got)
        return Answer(promise.promised, answered, "cannot_compare", reason.zh, reason.en)

    def _pace(self, promise: Promise) -> Answer:
        """居民收入与经济增长同步: both growths as the same report gives them."""
        income = self._growth(_INCOME)
        if income is None or income.claim is None:
            return self._pace_without(promise)
        economy = self._growth(_ECONOMY)
        if economy is None or economy.claim is None:
            return self._shown(promise, income, "no_base")
        got, base = (
            income.claim.low or income.claim.high or Decimal(0),
            economy.claim.low or economy.claim.high or Decimal(0),
        )
        gap = got - base
        verdict: Verdict = graded(gap, tolerance("pace"))
        if promise.action.endswith(("高于", "快于", "跑赢")) and gap <= 0:
            verdict = "partly" if verdict == "met" else verdict
        reason = wording.pace(income.claim, economy.claim, gap, verdict)
        return Answer(promise.promised, income, verdict, reason.zh, reason.en, gap, others=(economy,))

    def _pace_without(self, promise: Promise) -> Answer:
        for indicator in _INCOMES:
            found = self._growth(indicator)
            if found is not None:
                return self._shown(promise, found, "parts")
        for answered, stretch in self.answers.wordless((_INCOMES_WORDS,), 0.9):
            if stretch == "year" and _PACED.search(answered.text):
                return self._shown(promise, answered, "said")
        level = list(self.answers.to(replace(promise, subjects=(_INCOME, *_INCOMES)), 0.95))
        if level:
            return self._shown(promise, level[0].answered, level[0].bar or "basis")
        return self._silent(promise)

    def _growth(self, indicator: str) -> Answered | None:
        """The year's growth of an indicator as the report tells it, the first it gives."""
        asked = self.answers.growth(indicator)
        return asked[0] if asked else None

    def _silent(self, promise: Promise) -> Answer:
        reason = wording.silent(self.year)
        return Answer(promise.promised, None, "not_answered", reason.zh, reason.en)

    def _wordless(self, promise: Promise) -> Answer:
        """A promise without a number: shown beside what the report says of it; never judged missed."""
        if promise.kind == "deed":
            return self._deed(promise)
        numbers = self.answers.to(promise, 0.8)
        if numbers:
            return self._shown(promise, numbers[0].answered, "years" if numbers[0].bar == "years" else "wordless")
        least = 0.75 if promise.promised.main else 0.9
        for answered, _ in self.answers.wordless(promise.subjects, least):
            return self._shown(promise, answered, "wordless")
        if promise.kind == "task" and promise.promised.main:
            for answered, _ in self.answers.wordless(promise.subjects, 0.5):
                if _TASKS.search(answered.text):
                    return self._shown(promise, answered, "said")
        return self._silent(promise)

    def _deed(self, promise: Promise) -> Answer:
        """建成云溪大桥: done when a clause that holds the object says so."""
        for answered, stretch in self.answers.wordless(promise.subjects, 0.9):
            if stretch != "year":
                continue
            if deeds.done(promise.action, answered.text):
                quote = f"“{answered.text}”"
                return Answer(
                    promise.promised, answered, "met", f"报告说已办：{quote}", f"the report says it was done: {quote}"
                )
            return self._shown(promise, answered, "wordless")
        return self._silent(promise)


def _starts(text: str, subjects: tuple[str, ...]) -> bool:
    return any(normalised(text).startswith(normalised(subject)) for subject in subjects)
