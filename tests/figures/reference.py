"""Figures the slow way: every question folded from the entries in plain Python, sharing no code with the real ones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from dajuan.ledger.entry import Entry
from dajuan.programmes.pack import Count, Days, InStage, Last, Mean, Programme, Sum


class Reference:
    """The log's first ``size`` entries, as of a day."""

    def __init__(self, entries: list[tuple[int, Entry]], programme: Programme, size: int, as_of: date, verified: bool):
        self.programme, self.verified_only = programme, verified
        log = [(seq, e) for seq, e in entries if seq < size and e.programme == programme.code]
        gone = {e.replaces for _, e in log if e.replaces is not None}
        for seq, w in log:
            if w.kind == "withdrawn":
                gone |= {
                    s for s, e in log
                    if w.about[0] <= s <= w.about[1] and s < seq and w.subject in ("", e.subject)
                    and e.kind not in ("withdrawn", "declared")
                }  # fmt: skip
        self.seen = set()
        for seq, v in log:
            if v.kind == "verified" and seq not in gone:
                self.seen |= {
                    s for s, e in log
                    if v.about[0] <= s <= v.about[1] and s < seq and v.subject in ("", e.subject) and e.actor != v.actor
                }  # fmt: skip
        self.facts = [
            (seq, e)
            for seq, e in log
            if seq not in gone
            and e.kind not in ("withdrawn", "declared", "verified")
            and e.effective_on <= as_of
            and (not verified or seq in self.seen)
        ]
        self.subjects = sorted({e.subject for _, e in self.facts})

    def of(self, subject):
        return [(seq, e) for seq, e in self.facts if e.subject == subject]

    def reach(self, subject, stage):
        reviewer = self.programme.stages[stage].needs.reviewer
        days = [
            e.effective_on
            for seq, e in self.of(subject)
            if e.kind == "moved" and e.stage == stage and (not reviewer or seq in self.seen)
        ]
        return min(days, default=None)

    def level(self, subject, field, on):
        held = self.held(subject, field, on)
        return max(held)[2] if held else None

    def held(self, subject, field, on):
        return [
            (e.effective_on, seq, e.fields[field])
            for seq, e in self.of(subject)
            if e.kind != "measured" and field in e.fields and e.effective_on <= on
        ]

    def stage(self, subject, on):
        held = [
            (e.effective_on, seq, e.stage)
            for seq, e in self.of(subject)
            if e.kind == "moved"
            and e.effective_on <= on
            and (not self.programme.stages[e.stage].needs.reviewer or seq in self.seen)
        ]
        return max(held)[2] if held else None

    def value(self, base, start: date, end: date, by: str = ""):
        """Part → value in minor units (of days: the median), for the parts that have one."""
        parts = defaultdict(list)
        for subject in self.subjects:
            part = self.level(subject, by, date.max) if by else None
            said = None if part is None else str(part)
            if isinstance(base, Mean):
                parts[said] += self.measured(subject, base.field, start, end)
            elif (amount := self.amount(base, subject, start, end)) is not None:
                parts[said].append(amount)
        if isinstance(base, Mean):
            return {part: Fraction(sum(some), len(some)) for part, some in parts.items() if some}
        if isinstance(base, Days):
            return {part: median(some) for part, some in parts.items()}
        return {part: sum(some) for part, some in parts.items()}

    def measured(self, subject, field, start, end):
        return [
            e.fields[field]
            for _, e in self.of(subject)
            if e.kind == "measured" and field in e.fields and start <= e.effective_on <= end
        ]

    def amount(self, base, subject, start, end):
        match base:
            case Count(stage):
                day = self.reach(subject, stage)
                return 1 if day and start <= day <= end else None
            case InStage(stages):
                return 1 if self.stage(subject, end) in stages else None
            case Sum(field, ""):
                some = self.measured(subject, field, start, end)
                return sum(some) if some else None
            case Sum(field, at):
                day = self.reach(subject, at)
                return self.level(subject, field, day) if day and start <= day <= end else None
            case Last(field, "year"):
                held = self.held(subject, field, end)
                return max(held)[2] if held and max(held)[0].year == end.year else None
            case Last(field):
                return self.level(subject, field, end)
            case Days(first, second):
                day, before = self.reach(subject, second), self.reach(subject, first)
                return (day - before).days if day and before and start <= day <= end else None


def median(some):
    some = sorted(some)
    middle = len(some) // 2
    return Fraction(some[middle]) if len(some) % 2 else Fraction(some[middle - 1] + some[middle], 2)
