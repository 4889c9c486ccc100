"""Drafts of one sentence after another → claims and commitments, with role, period, part-of and offsets settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dajuan.claims.claim import Claim, Commitment, Role
from dajuan.claims.clauses import Clause
from dajuan.claims.commitments import owner_line, promises
from dajuan.claims.draft import Draft
from dajuan.claims.sentence import SentenceReader
from dajuan.claims.yearly import by_year
from dajuan.claims.years import Years
from dajuan.documents.document import Document
from dajuan.documents.flow import Flow, Sentence
from dajuan.language.lazy import lazy
from dajuan.language.periods import resolve
from dajuan.language.spans import Period, Quantity, Span


class Assembler:
    """Holds what one sentence leaves for the next: the paragraph's period, the total that 其中 parts belong to."""

    def __init__(self, document: Document, flow: Flow, years: Years) -> None:
        self.document, self.flow, self.years = document, flow, years
        self.claims: list[Claim] = []
        self.commitments: list[Commitment] = []
        self._reader = SentenceReader(flow.text)
        self._block = -1
        self._lead: Period | None = None
        self._headed: dict[tuple[str, ...], Period] = {}
        self._total: Claim | None = None
        self._row: Draft | None = None
        self._row_mark = ""
        self._single: dict[int, Period] = {}
        self._section: tuple[str, ...] = ()

    def add(self, index: int, role: Role, spans: Sequence[Span]) -> None:
        """Read the sentence ``flow.sentences[index]``."""
        sentence = self.flow.sentences[index]
        self._section = sentence.section
        said = _year_of(self._lead) if sentence.block == self._block else None
        periods = []
        for span in spans:
            if isinstance(span, Period):
                period = self._resolved(span, role, said)
                periods.append(period)
                said = _year_of(period) or said if self._own([period]) else said
        if sentence.heading:
            self._head(sentence, periods)
            return
        if sentence.block != self._block:
            self._block, self._lead, self._total = sentence.block, None, None
        self._row = None
        if not spans and role != "target":
            return
        named = owner_line(self.flow.text[sentence.start : sentence.end])
        if named is not None:
            self._answered_by(named, sentence.block)
            return
        drafts, clauses = self._reader.read(sentence.start, sentence.end, spans)
        own = self._own(periods)
        if self._lead is None and (told := _NEWS.match(self.flow.text, sentence.start, sentence.end)):
            own = [p for p in own if p.start >= told.end()]
            self._lead = next((p for p in own if _scope_period(p) and p.start - told.end() <= 12), None)
        elif own and own[0].start - sentence.start <= (12 if self._lead is None else 2):
            self._lead = _scope_period(own[0]) or self._lead
        self._single = by_year(self.flow.text, drafts, periods)
        made = [self._claim(draft, index, role, periods, sentence) for draft in drafts]
        self.claims.extend(made)
        if role == "target":
            self._promise(index, clauses, periods, made, sentence)
        elif ahead := [draft.clause[0] for draft in drafts if draft.ahead]:
            self._promise(index, [c for c in clauses if c.start >= ahead[0]], periods, made, sentence)

    def _answered_by(self, named: str, block: int) -> None:
        """The promises of the paragraph that have nobody yet."""
        for i in range(len(self.commitments) - 1, -1, -1):
            promise = self.commitments[i]
            if promise.owner is not None or self.flow.sentences[promise.sentence].block != block:
                return
            self.commitments[i] = replace(promise, owner=named)

    def _head(self, sentence: Sentence, periods: list[Period]) -> None:
        self._block, self._lead = sentence.block, None
        spanning = next((p for p in periods if p.kind in ("span", "since") and p.first is not None), None)
        if spanning is not None and len(periods) == 1:
            title = self.flow.text[sentence.start : sentence.end].strip()
            self._headed[(*sentence.section[:-1], title)] = spanning

    def _resolved(self, period: Period, role: Role, said: int | None) -> Period:
        """今年 and 去年 lean on the year it was written in; 年底前 and 上半年 on the year that was just ``said``, or else
        on the one that this half is about."""
        if not period.relative:
            return period
        spoken = self.flow.text[period.start] in "今去明前上本近过未"
        if self.flow.text[period.start] in "过近最" and self.years.report is not None:
            return resolve(period, self.years.report)
        year = self.years.plan if role == "target" and self._promised(period) else self.years.this
        if not spoken or self.flow.text.startswith("上半年", period.start):
            year = said or (self.years.plan if role == "target" else self.years.report) or year
        return period if year is None else resolve(period, year)

    def _promised(self, period: Period) -> bool:
        """今年 under 2026年工作安排 is the year that is planned, whenever the report was written; 今年以来 is not."""
        after = self.flow.text[period.end : period.end + 4]
        titled = any(f"{self.years.plan}年" in title for title in self._section)
        return titled and self.flow.text.startswith("今年", period.start) and not after.startswith(("以来", "已"))

    def _as_it_stands(self, start: int, end: int) -> str:
        """The words of the source; where a line break runs through them, those of the flow, which has none."""
        low, high = self.flow.to_source(start, end)
        return self.document.text[low:high] if high - low == end - start else self.flow.text[start:end]

    def _own(self, periods: list[Period]) -> list[Period]:
        """Without those that only say what the number is compared with: 比上年, 由2024年的…增加到…."""
        return [
            p
            for p in periods
            if p.kind == "since"
            or (
                self.flow.text[max(0, p.start - 1) : p.start] not in _COMPARING
                and not self.flow.text.startswith(("高基数", "基数", "同期"), p.end)
            )
        ]

    def _claim(self, draft: Draft, index: int, role: Role, periods: list[Period], sentence: Sentence) -> Claim:
        if draft.part:
            self._row_mark = ""
        draft.part = draft.part or self._in_row(draft)
        start, end = self.flow.to_source(draft.start, draft.end)
        own = _nearest(periods if draft.baseline else self._own(periods), draft, self.flow.text)
        own = self._single.get(draft.start, own)
        deadline = own.last if own is not None and own.kind == "deadline" else None
        period = self._period(own, role, sentence, draft)
        claim = Claim(
            id=f"c{len(self.claims) + 1 + self._pending(index)}",
            start=start,
            end=end,
            text=self._as_it_stands(draft.start, draft.end),
            low=draft.low,
            high=draft.high,
            unit=draft.unit,
            dimension=draft.dimension,
            qualifier=draft.qualifier,
            cumulative=draft.cumulative,
            basis=draft.basis,
            role=self._role(draft, role, own),
            indicator=draft.indicator,
            period=period,
            deadline=deadline,
            scope=draft.scope,
            entities=draft.entities,
            section=sentence.section,
            confidence=max(0.3, round(0.97 - draft.doubt - (0.1 if draft.inherited else 0), 2)),
            at=(draft.start, draft.end),
            sentence=index,
            indicator_at=draft.noun_at,
            verb=draft.verb,
            part_of=self._total.id if draft.part and self._total else None,
            per=draft.per,
            written_unit=draft.item.written_unit if isinstance(draft.item, Quantity) else "",
        )
        if draft.part:
            self._row = draft
        elif self._total is None or draft.basis in ("level", "change"):
            self._total, self._row = claim, None
        self._made += 1
        return claim

    def _in_row(self, draft: Draft) -> bool:
        """其中工业投资60亿元、技改投资20亿元: what is listed after a part with its own noun and unit is a part as well."""
        row, total = self._row, self._total
        if row is None or total is None or draft.verb or draft.act or draft.inherited:
            return False
        same = draft.basis == row.basis == "level" and draft.unit == row.unit == total.unit
        if not same or draft.low is None or total.low is None or draft.low > total.low:
            return False
        between = self.flow.text[row.end : draft.start]
        mark = "；" if "；" in between or ";" in between else "、"
        if self._row_mark not in ("", mark) or (between[0] != "、" and draft.noun[-2:] != row.noun[-2:]):
            return False
        self._row_mark = mark
        return True

    _made = 0

    def _pending(self, index: int) -> int:
        """Claims of this sentence that are made but not yet listed."""
        if index != self._at:
            self._at, self._made = index, 0
        return self._made

    _at = -1

    def _role(self, draft: Draft, role: Role, own: Period | None) -> Role:
        if draft.baseline or ((draft.goal or draft.planned) and role == "result"):
            return "context"
        if draft.ahead and role == "result":
            return "target"
        if draft.done and role == "target":
            return "result"
        plan, report = self.years.plan, self.years.report
        if own is not None and own.kind == "deadline" and own.last is not None and report is not None:
            return "target" if role == "result" and own.last.year > report else role
        if own is None or own.first is None or own.last is None:
            return role
        if role == "target" and plan is not None and own.last.year < plan:
            return "context"
        if role == "result" and report is not None:
            if own.first.year > report:
                return "target"
            if own.kind == "year" and own.last.year < report:
                return "context"
        return role

    def _period(self, own: Period | None, role: Role, sentence: Sentence, draft: Draft) -> Period | None:
        default = self._default(role)
        if own is None:
            return self._lead or self._headed.get(sentence.section) or default
        if own.kind == "deadline" and default is not None and own.last is not None and default.last is not None:
            return default if own.last.year == default.last.year else own
        return own

    def _default(self, role: Role) -> Period | None:
        year = self.years.plan if role == "target" else self.years.report
        if year is None:
            return None
        return Period(0, 0, str(year), date(year, 1, 1), date(year, 12, 31), "year", True)

    def _promise(
        self, index: int, clauses: list[Clause], periods: list[Period], made: list[Claim], sentence: Sentence
    ) -> None:
        for promise in promises(self.flow.text, clauses, periods):
            inside = tuple(c.id for c in made if promise.start <= c.at[0] < promise.end and c.role == "target")
            start, end = self.flow.to_source(promise.start, promise.end)
            self.commitments.append(
                Commitment(
                    id=f"t{len(self.commitments) + 1}",
                    start=start,
                    end=end,
                    action=promise.action,
                    object=promise.object,
                    deadline=promise.deadline.last if promise.deadline else None,
                    owner=promise.owner,
                    claims=inside,
                    section=sentence.section,
                    at=(promise.start, promise.end),
                    sentence=index,
                )
            )


_NEWS = lazy(r"[^。；]{0,40}?(?:获悉|消息|了解到|据统计|报道)[，,：:]")
"""日前，记者从市商务局获悉，: what is reported begins behind it."""
_COMPARING = frozenset(("比", "较", "由", "从", "与"))
_LASTING = ("year", "span", "half", "quarter", "since")
"""Periods that a later clause may be about as well; a day or a deadline holds for its own clause only."""


def _year_of(period: Period | None) -> int | None:
    """The calendar year that was written out."""
    if period is None or period.kind != "year" or period.relative or period.first is None:
        return None
    return period.first.year


def _scope_period(period: Period) -> Period | None:
    """A period that leads a paragraph holds for all of it, unless it is only a deadline."""
    return period if period.kind in _LASTING else None


def _heads(period: Period, text: str) -> bool:
    """到2027年，力争…, 4月，累计完成…: said before the comma, for all that follows."""
    if period.kind == "month":
        return text[period.end : period.end + 1] in ("，", ",")
    return period.kind == "deadline" and len(period.label) == len("2027") and text[period.end] in "，,"


def _over(period: Period, draft: Draft, text: str) -> bool:
    """自4月26日起 holds until the semicolon; 2025年以来 for the whole sentence."""
    daily = period.kind == "month" or (period.kind == "since" and len(period.label) > len("2025-04"))
    return daily and any(mark in text[period.end : draft.start] for mark in "；;")


def _nearest(periods: list[Period], draft: Draft, text: str) -> Period | None:
    """The period nearest before the number in its sentence; one in its own clause after it also counts."""
    inside = [p for p in periods if draft.clause[0] <= p.start < draft.clause[1]]
    before = [p for p in inside if p.end <= draft.start]
    if before:
        return before[-1]
    if inside:
        return inside[0]
    earlier = [
        p
        for p in periods
        if p.end <= draft.start and (p.kind in _LASTING or _heads(p, text)) and not _over(p, draft, text)
    ]
    return earlier[-1] if earlier else None
