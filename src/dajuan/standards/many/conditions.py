"""Conditions over columns: no, not known, yes; grades with what is sure and what could be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dajuan.standards.many.codes import code_truths
from dajuan.standards.many.columns import NO, UNKNOWN, YES, Columns, Span, Texts, Truths
from dajuan.standards.many.measures import HOLDS, compared
from dajuan.standards.rules.code_parts import FACT, CodePart
from dajuan.standards.rules.conditions import (
    Chosen,
    Clean,
    Compared,
    Condition,
    Flag,
    Held,
    Joined,
    Scored,
    Within,
    years_before,
)
from dajuan.standards.rules.facts import vocabulary
from dajuan.standards.rules.grades import Cases, Grades
from dajuan.standards.rules.unread import AtLeastUnread, Unread

Scores = Mapping[str, Span]


class Weighed(NamedTuple):
    truth: Truths
    at_least: Texts | None = None
    at_most: Texts | None = None
    """Keys of grades, "" where there is none; None of a rule that has no grades."""


def weigh(condition: Condition, columns: Columns, scores: Scores) -> Weighed:
    match condition:
        case Grades():
            return _grades(condition, columns, scores)
        case Cases():
            return _cases(condition, columns, scores)
    return Weighed(_truths(condition, columns, scores))


def _truths(condition: Condition, columns: Columns, scores: Scores) -> Truths:
    match condition:
        case Joined():
            return _joined(condition, columns, scores)
        case Compared(_, measure, form, bound):
            return compared(measure, columns, form, bound)
        case Scored(_, what, _, form, bound):
            low, high = (HOLDS[form](end, float(bound)).astype(np.int8) for end in scores[what])
            return low + high  # type: ignore[no-any-return]
        case AtLeastUnread(_, measure, least, most):
            above, below = (compared(measure, columns, "at_least", one) for one in (most, least))
            return np.where(above == YES, YES, np.where(below == NO, NO, UNKNOWN)).astype(np.int8)
        case Flag(_, key, wanted):
            flags = columns.flag(key)
            return flags if wanted else YES - flags
        case Held(_, title):
            return columns.holds(title)
        case Unread():
            return np.full(columns.many, UNKNOWN, np.int8)
        case Chosen(_, key, among):
            words = columns.word(key)
            return _told(np.isin(words, among), words == "")
        case CodePart(_, part):
            return code_truths(columns.word(FACT), part)
    return _by_day(condition, columns)


def _by_day(condition: Condition, columns: Columns) -> Truths:
    match condition:
        case Within(_, key, years):
            day = columns.day(key)
            inside = (day >= np.datetime64(years_before(columns.on, years))) & (day <= np.datetime64(columns.on))
            return _told(inside, np.isnat(day) & (not vocabulary()[key].none))
        case Clean(_, years, calendar):
            since, founded = columns.day("clean-since"), columns.day("registered-on")
            begun = date(columns.on.year - years, 1, 1) if calendar else years_before(columns.on, years)
            return _told((since <= founded) | (since <= np.datetime64(begun)), np.isnat(since))
    raise TypeError(f"{type(condition).__name__} is not weighed for many at once")


def _joined(condition: Joined, columns: Columns, scores: Scores) -> Truths:
    deciding = [weigh(one, columns, scores).truth for one in condition.parts if not one.head.unconfirmed]
    reduce, nothing = (np.minimum, YES) if condition.form == "all" else (np.maximum, NO)
    return reduce.reduce([np.full(columns.many, nothing, np.int8), *deciding])  # type: ignore[no-any-return]


def _grades(condition: Grades, columns: Columns, scores: Scores) -> Weighed:
    names = np.array(["", *(one.key for one in reversed(condition.grades))])
    least, most, truth = (np.zeros(columns.many, np.int8) for _ in range(3))
    for nth, grade in enumerate(reversed(condition.grades), 1):
        reached = weigh(grade.requires, columns, scores).truth
        least[reached == YES] = most[reached != NO] = nth
        np.maximum(truth, reached, out=truth)
    return Weighed(truth, names[least], names[most])


def _cases(condition: Cases, columns: Columns, scores: Scores) -> Weighed:
    words = columns.word(condition.key)
    truth = np.full(columns.many, UNKNOWN, np.int8)
    least = most = np.full(columns.many, "", np.str_)
    for key, case in condition.cases.items():
        here, found = words == key, weigh(case.requires, columns, scores)
        truth = np.where(here, found.truth, truth)
        if found.at_least is not None and found.at_most is not None:
            least, most = np.where(here, found.at_least, least), np.where(here, found.at_most, most)
    return Weighed(truth, least, most)


def _told(yes: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> Truths:
    return np.where(unknown, UNKNOWN, np.where(yes, YES, NO)).astype(np.int8)
