"""诉求统计 numbers of many requests in a period: each with the requests that it was counted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from dajuan.standards.working_days import WorkedDays
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.handling import Handlings
from dajuan.systems.requests.standing import Answered, answers_of
from dajuan.systems.requests.steps import SATISFIED

BY = ("kind", "field", "grade", "department", "district", "channel")
"""Fields by which the numbers may be split."""


class Counted(NamedTuple):
    """A request with how long each of its answers took."""

    case: Case
    answers: Sequence[Answered]


class Numbers(NamedTuple):
    """Codes of requests; a request is counted in the period of its first answer, and is in time if each of its was."""

    received: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    in_time: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    satisfied: tuple[str, ...] = ()
    dissatisfied: tuple[str, ...] = ()
    at_first: tuple[str, ...] = ()
    """Satisfied at the first visit."""
    reopened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    """Working days to the first answer, ascending."""
    differing: tuple[str, ...] = ()
    """Of which the entry says in time or late, and the entries together say otherwise."""

    @property
    def median(self) -> int | None:
        return percentile(self.days, 50)

    @property
    def p90(self) -> int | None:
        return percentile(self.days, 90)


def percentile(ascending: Sequence[int], percent: int) -> int | None:
    """The least value that so many percent do not exceed (nearest rank)."""
    return ascending[max(0, ceil(len(ascending) * percent / 100) - 1)] if ascending else None


def counted(some: Iterable[Case], rules: Handlings, days: WorkedDays) -> list[Counted]:
    return [Counted(one, answers_of(one, rules, days)) for one in some]


def numbers(some: Iterable[Counted], *, start: date, end: date) -> Numbers:
    found: dict[str, list[str]] = defaultdict(list)
    took: list[int] = []
    for case, answers in some:
        for key in _said(case, answers, start, end):
            found[key].append(case.code)
        if answers and start <= answers[0].on <= end:
            took.append(answers[0].used)
    return Numbers(**{key: tuple(sorted(codes)) for key, codes in found.items()}, days=tuple(sorted(took)))


def _said(case: Case, answers: Sequence[Answered], start: date, end: date) -> Iterable[str]:
    """Under which headings a request counts in the period."""

    def within(day: date | None) -> bool:
        return day is not None and start <= day <= end

    if within(case.received_on):
        yield "received"
    if answers and within(answers[0].on):
        in_time = all(one.in_time for one in answers)
        yield "answered"
        yield "in_time" if in_time else "late"
        said = case.fields.get("in-time")
        if isinstance(said, bool) and said != in_time:
            yield "differing"
    if within(case.visited_on):
        yield "visited"
        yield "satisfied" if case.satisfaction in SATISFIED else "dissatisfied"
        if case.fields.get("satisfied-at-first") is True:
            yield "at_first"
    if any(within(one.begun[0]) for one in case.rounds[1:]):
        yield "reopened"
    if within(case.ended_on):
        yield case.stage


def split(some: Iterable[Counted], by: str, *, start: date, end: date) -> dict[str, Numbers]:
    """By the values of a field, those with the most requests first; "" has none."""
    parts: dict[str, list[Counted]] = defaultdict(list)
    for one in some:
        parts[one.case.fields.text(by)].append(one)
    found = {part: numbers(own, start=start, end=end) for part, own in parts.items()}
    ordered = sorted(found.items(), key=lambda item: (-len(item[1].received), -len(item[1].answered), item[0]))
    return {part: one for part, one in ordered if any(one)}
