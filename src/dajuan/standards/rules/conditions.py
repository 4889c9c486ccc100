"""Conditions: a tree in the law's own order, weighed to yes, no or not known, every line with what was found and lacked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from dajuan.standards.rules.facts import Facts, titles, vocabulary
from dajuan.standards.rules.interval import Interval, Truth, either, every
from dajuan.standards.rules.measures import Change, Measure
from dajuan.standards.words import NOTHING, Words, amount, interval

Points = Mapping[str, Interval]
"""What was scored: ``total``, every group and part by its key."""


class Line(NamedTuple):
    """One line of a verdict, as the law has it. ``depth`` 0 is the outermost. Its words are made when they are read: a
    hundred thousand enterprises are weighed without."""

    of: Condition
    depth: int
    truth: Truth
    value: Interval | date | bool | str | None = None
    """What was found."""
    change: Change | None = None
    """Of one fact, with which this line would hold."""
    missing: frozenset[str] = frozenset()
    note: Words = NOTHING
    lacks: Fraction = Fraction()
    """Points short of what is asked, where it is points."""

    @property
    def clause(self) -> str:
        return self.of.head.clause

    @property
    def name(self) -> Words:
        return self.of.head.name if self.of.head.name.zh else self.of.words

    @property
    def asked(self) -> Words:
        """The bound, where there is one."""
        return self.of.asked

    @property
    def found(self) -> Words:
        return self.of.tell(self.value) if self.value is not None else NOTHING

    @property
    def joins(self) -> str:
        """``all`` or ``any`` where the lines under it decide it."""
        return self.of.form if isinstance(self.of, Joined) else ""

    @property
    def scores(self) -> str:
        """What of the table of points it looks at."""
        return self.of.what if isinstance(self.of, Scored) else ""

    @property
    def unconfirmed(self) -> bool:
        """Nobody could confirm it: shown, and decides nothing."""
        return self.of.head.unconfirmed


class Weighed(NamedTuple):
    truth: Truth
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Head:
    """How a rule names a condition. ``mark``: ``seen``, ``copy`` or ``memory``; what is from memory decides nothing."""

    clause: str = ""
    name: Words = NOTHING
    mark: str = ""

    @property
    def unconfirmed(self) -> bool:
        return self.mark == "memory"


@dataclass(frozen=True)
class Condition:
    """One kind of condition is below it each."""

    head: Head

    @property
    def unconfirmed(self) -> bool:
        """Nobody could confirm it: shown as such."""
        return self.head.unconfirmed

    @property
    def words(self) -> Words:
        """What it asks, for the rule's table."""
        raise NotImplementedError

    @property
    def asked(self) -> Words:
        return NOTHING

    def tell(self, value: Any) -> Words:
        """What was found, in words."""
        return Words(str(value), str(value))

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        raise NotImplementedError


_OPERATORS: Mapping[str, tuple[Callable[[Fraction, Fraction], bool], str]] = {
    "at_least": (operator.ge, "≥"),
    "more_than": (operator.gt, ">"),
    "at_most": (operator.le, "≤"),
    "less_than": (operator.lt, "<"),
}
"""The comparison and its sign."""
OPERATORS = tuple(_OPERATORS)


def _compared(value: Interval, form: str, bound: Fraction) -> Truth:
    holds = _OPERATORS[form][0]
    if value.low is value.high:
        return Truth.YES if holds(value.low, bound) else Truth.NO
    ends = {holds(value.low, bound), holds(value.high, bound)}
    return Truth.UNKNOWN if len(ends) == 2 else Truth.YES if True in ends else Truth.NO


@dataclass(frozen=True)
class Bounded(Condition):
    """A measure against something: it says so, and tells what it came to."""

    measure: Measure

    @property
    def words(self) -> Words:
        name, said = self.measure.words, self.asked
        return Words(f"{name.zh} {said.zh}", f"{name.en} {said.en}")

    def tell(self, value: Any) -> Words:
        said = interval(value, self.measure.unit)
        return Words(said, said)


@dataclass(frozen=True)
class Compared(Bounded):
    """Against a bound; 以上, 以下 include it."""

    form: str
    bound: Fraction

    @property
    def asked(self) -> Words:
        said = f"{_OPERATORS[self.form][1]} {amount(self.bound, self.measure.unit)}"
        return Words(said, said)

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        read = self.measure.read(facts)
        if read.value is None:
            note = NOTHING if read.missing else _UNDIVIDED
            return _one(Line(self, depth, Truth.UNKNOWN, missing=read.missing, note=note))
        truth = _compared(read.value, self.form, self.bound)
        change = self.measure.change(facts, self.bound) if truth is Truth.NO else None
        return _one(Line(self, depth, truth, read.value, change))


@dataclass(frozen=True)
class Scored(Condition):
    """What was scored against a bound: ``total``, a group or a part of the table of points."""

    what: str
    name: Words
    form: str
    bound: Fraction

    @property
    def words(self) -> Words:
        return Words(f"{self.name.zh} {self.asked.zh}", f"{self.name.en} {self.asked.en}")

    @property
    def asked(self) -> Words:
        said = f"{_OPERATORS[self.form][1]} {amount(self.bound, '')}"
        return Words(f"{said} 分", f"{said} points")

    def tell(self, value: Any) -> Words:
        return Words(f"{interval(value, '')} 分", f"{interval(value, '')} points")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        value = points[self.what]
        lacks = max(Fraction(), self.bound - value.high)
        return _one(Line(self, depth, _compared(value, self.form, self.bound), value, lacks=lacks))


@dataclass(frozen=True)
class Flag(Condition):
    """Something that is so, or is not."""

    key: str
    wanted: bool = True

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        return name if self.wanted else Words(f"没有：{name.zh}", f"none of: {name.en}")

    def tell(self, value: Any) -> Words:
        return Words("是", "yes") if value else Words("否", "no")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        known = facts.flag(self.key)
        if known is None:
            note = _JUDGED if vocabulary()[self.key].judged else NOTHING
            return _one(Line(self, depth, Truth.UNKNOWN, missing=frozenset({self.key}), note=note))
        note = NOTHING if facts.is_stated(self.key) else _TAKEN
        return _one(Line(self, depth, Truth.YES if known is self.wanted else Truth.NO, known, note=note))


@dataclass(frozen=True)
class Chosen(Condition):
    """A choice that is one of several."""

    key: str
    among: tuple[str, ...]

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        return Words(f"{name.zh}：{'、'.join(self.among)}", f"{name.en}: {', '.join(self.among)}")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        known = facts.word(self.key)
        if known is None:
            return _one(Line(self, depth, Truth.UNKNOWN, missing=frozenset({self.key})))
        note = NOTHING if facts.is_stated(self.key) else _TAKEN
        return _one(Line(self, depth, Truth.YES if known in self.among else Truth.NO, known, note=note))


@dataclass(frozen=True)
class Held(Condition):
    """A title that is valid on the day."""

    title: str

    @property
    def words(self) -> Words:
        name = titles()[self.title]
        return Words(f"有效的{name.zh}资质", f"valid title: {name.en}")

    def tell(self, value: Any) -> Words:
        return Words("有", "held") if value else Words("没有或已过期", "not held, or expired")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        held = facts.holds(self.title)
        return _one(Line(self, depth, Truth.YES if held else Truth.NO, held))


@dataclass(frozen=True)
class Within(Condition):
    """A day within the last so many years."""

    key: str
    years: int

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        return Words(f"近{self.years}年内：{name.zh}", f"within {self.years} years: {name.en}")

    def tell(self, value: Any) -> Words:
        return Words(value.isoformat(), value.isoformat()) if value else Words("没有", "none")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        day = facts.day(self.key)
        if isinstance(day, date):
            truth = Truth.YES if years_before(facts.on, self.years) <= day <= facts.on else Truth.NO
            return _one(Line(self, depth, truth, day))
        if day is None:
            note = NOTHING if facts.is_stated(self.key) else _TAKEN
            return _one(Line(self, depth, Truth.NO, value=False, note=note))
        return _one(Line(self, depth, Truth.UNKNOWN, missing=frozenset({self.key})))


@dataclass(frozen=True)
class Clean(Condition):
    """No grave event in the last so many years, or ever since the founding. ``calendar``: since 1 January of so many years
    before (1: the last year and this one)."""

    years: int
    calendar: bool = False

    @property
    def words(self) -> Words:
        return Words(
            f"{'上年以来' if self.calendar else f'近{self.years}年'}没有重大安全、质量、环境事故和严重违法",
            "no major safety, quality or environment event or serious offence "
            + ("since the last year began" if self.calendar else f"in {self.years} years"),
        )

    def tell(self, value: Any) -> Words:
        return Words(f"自 {value} 起没有", f"none since {value}")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        since, founded = facts.day("clean-since"), facts.day("registered-on")
        if not isinstance(since, date):
            return _one(Line(self, depth, Truth.UNKNOWN, missing=frozenset({"clean-since"})))
        always = isinstance(founded, date) and since <= founded
        begun = date(facts.on.year - self.years, 1, 1) if self.calendar else years_before(facts.on, self.years)
        long = since <= begun
        return _one(Line(self, depth, Truth.YES if always or long else Truth.NO, since))


@dataclass(frozen=True)
class Joined(Condition):
    """Several conditions, of which all or any must hold."""

    form: str
    parts: tuple[Condition, ...]

    @property
    def words(self) -> Words:
        return _JOINED[self.form]

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        told = bool(self.head.name.zh) or self.form == "any"
        weighed = [one.weigh(facts, points, depth + told) for one in self.parts]
        deciding = [one.truth for part, one in zip(self.parts, weighed, strict=True) if not part.head.unconfirmed]
        truth = every(deciding) if self.form == "all" else either(deciding)
        under = tuple(line for one in weighed for line in one.lines)
        return Weighed(truth, (Line(self, depth, truth), *under) if told else under)


_TAKEN = Words("未填，按没有算", "not stated, taken as none")
_JUDGED = Words("须由人判断", "for a person to judge")
_UNDIVIDED = Words("分母为零或不足，算不出", "cannot be computed: nothing to divide by")
_JOINED = {"all": Words("以下都要", "all of these"), "any": Words("以下任一", "any of these")}


def _one(line: Line) -> Weighed:
    return Weighed(line.truth, (line,))


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)
