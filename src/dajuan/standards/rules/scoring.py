"""A table of points: parts in groups, each with bands; what is not known makes the score an interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.rules.interval import Interval, around, capped, exactly, highest, plus
from dajuan.standards.rules.measures import Change, Measure
from dajuan.standards.words import NOTHING, Words, amount, interval


class Scored(NamedTuple):
    """Points of a part. ``change``: of one fact, with which the next better band is reached; ``gains`` what that brings."""

    points: Interval
    found: str | Words | Interval = ""
    """What was found: a number with its ``unit``, words, or nothing."""
    missing: frozenset[str] = frozenset()
    change: Change | None = None
    gains: Fraction = Fraction()
    unit: str = ""

    @property
    def told(self) -> Words:
        if isinstance(self.found, Interval):
            said = interval(self.found, self.unit)
            return Words(said, said)
        return self.found if isinstance(self.found, Words) else Words(self.found, self.found)


class Points(Protocol):
    """Something that gives points."""

    @property
    def words(self) -> Words: ...
    @property
    def table(self) -> tuple[Words, ...]:
        """Its bands, one line each, the best first."""
        ...

    @property
    def span(self) -> Interval:
        """The fewest and the most it can give."""
        ...

    def score(self, facts: Facts) -> Scored: ...


class Band(NamedTuple):
    """From (``up_to``: up to) this bound, itself included unless ``strict``, so many points."""

    bound: Fraction
    points: Interval
    strict: bool = False


@dataclass(frozen=True)
class Bands:
    """Points by where a measure lies; the best band comes first. A value on a boundary takes the better band."""

    measure: Measure
    bands: tuple[Band, ...]
    otherwise: Interval
    up_to: bool = False

    @property
    def words(self) -> Words:
        return self.measure.words

    @property
    def table(self) -> tuple[Words, ...]:
        sign = ("≤", "<") if self.up_to else ("≥", ">")
        lines = [
            f"{sign[one.strict]} {amount(one.bound, self.measure.unit)}：{interval(one.points, '')}"
            for one in self.bands
        ]
        rest = interval(self.otherwise, "")
        return (
            *(Words(f"{one} 分", one.replace("：", ": ")) for one in lines),
            Words(f"其余：{rest} 分", f"else: {rest}"),
        )

    @property
    def span(self) -> Interval:
        return around([*(one.points for one in self.bands), self.otherwise])

    def score(self, facts: Facts) -> Scored:
        read = self.measure.read(facts)
        if read.value is None:
            return Scored(self.span, missing=read.missing)
        value = read.value
        if value.is_exact:
            place, points = self._at(value.low)
            change, gains = self._next(facts, place, points)
            return Scored(points, value, read.missing, change, gains, self.measure.unit)
        inside = [one.bound for one in self.bands if value.low <= one.bound <= value.high]
        points = around(self._at(one)[1] for one in (value.low, value.high, *inside))
        return Scored(points, value, read.missing, unit=self.measure.unit)

    def _at(self, value: Fraction) -> tuple[int, Interval]:
        """The place of the band and its points."""
        for place, one in enumerate(self.bands):
            beyond = value < one.bound if self.up_to else value > one.bound
            if beyond or (value == one.bound and not one.strict):
                return place, one.points
        return len(self.bands), self.otherwise

    def _next(self, facts: Facts, place: int, points: Interval) -> tuple[Change | None, Fraction]:
        if not place:
            return None, Fraction()
        better = self.bands[place - 1]
        change = None if better.strict else self.measure.change(facts, better.bound)
        return change, better.points.low - points.low


@dataclass(frozen=True)
class Choices:
    """Points by a choice."""

    key: str
    points: Mapping[str, Fraction]
    names: Mapping[str, Words]

    @property
    def words(self) -> Words:
        return vocabulary()[self.key].name

    @property
    def table(self) -> tuple[Words, ...]:
        return tuple(
            Words(f"{self.names[key].zh}：{amount(points, '')} 分", f"{self.names[key].en}: {amount(points, '')}")
            for key, points in self.points.items()
        )

    @property
    def span(self) -> Interval:
        return Interval(min(self.points.values()), max(self.points.values()))

    def score(self, facts: Facts) -> Scored:
        known = facts.word(self.key)
        if known is None:
            return Scored(self.span, missing=frozenset({self.key}))
        name = self.names.get(known, Words(known, known))
        return Scored(exactly(self.points.get(known, Fraction())), name)


@dataclass(frozen=True)
class Flagged:
    """Points where something is so."""

    key: str
    points: Fraction
    otherwise: Fraction = Fraction()

    @property
    def words(self) -> Words:
        return vocabulary()[self.key].name

    @property
    def table(self) -> tuple[Words, ...]:
        yes, no = amount(self.points, ""), amount(self.otherwise, "")
        return (Words(f"是：{yes} 分", f"yes: {yes}"), Words(f"否：{no} 分", f"no: {no}"))

    @property
    def span(self) -> Interval:
        return Interval(min(self.points, self.otherwise), max(self.points, self.otherwise))

    def score(self, facts: Facts) -> Scored:
        known = facts.flag(self.key)
        if known is None:
            return Scored(self.span, missing=frozenset({self.key}))
        return Scored(
            exactly(self.points if known else self.otherwise), Words("是" if known else "否", "yes" if known else "no")
        )


@dataclass(frozen=True)
class Judged:
    """Points that somebody gives, within bounds; a range until then."""

    key: str
    most: Fraction

    @property
    def words(self) -> Words:
        return vocabulary()[self.key].name

    @property
    def table(self) -> tuple[Words, ...]:
        return (Words(f"评定，0—{amount(self.most, '')} 分", f"judged, 0–{amount(self.most, '')}"),)

    @property
    def span(self) -> Interval:
        return Interval(Fraction(), self.most)

    def score(self, facts: Facts) -> Scored:
        known = facts.number(self.key)
        if known.value is None:
            return Scored(self.span, missing=known.missing)
        given = capped(known.value, self.most)
        return Scored(given, given)


@dataclass(frozen=True)
class PerUnit:
    """So many points for every full ``size`` of a measure, ``most`` at most."""

    measure: Measure
    size: Fraction
    points: Fraction
    most: Fraction

    @property
    def words(self) -> Words:
        return self.measure.words

    @property
    def table(self) -> tuple[Words, ...]:
        size, each, most = amount(self.size, self.measure.unit), amount(self.points, ""), amount(self.most, "")
        return (Words(f"每满{size}得 {each} 分，最多 {most} 分", f"{each} for every full {size}, {most} at most"),)

    @property
    def span(self) -> Interval:
        return Interval(Fraction(), self.most)

    def score(self, facts: Facts) -> Scored:
        read = self.measure.read(facts)
        if read.value is None:
            return Scored(self.span, missing=read.missing)
        low, high = (min(self.most, one // self.size * self.points) for one in read.value)
        return Scored(Interval(low, high), read.value, unit=self.measure.unit)


@dataclass(frozen=True)
class Best:
    """The best of several ways to score the same: the enterprise picks."""

    ways: tuple[Points, ...]

    @property
    def words(self) -> Words:
        return Words(" 或 ".join(one.words.zh for one in self.ways), " or ".join(one.words.en for one in self.ways))

    @property
    def table(self) -> tuple[Words, ...]:
        return tuple(
            Words(f"{way.words.zh} {line.zh}", f"{way.words.en} {line.en}") for way in self.ways for line in way.table
        )

    @property
    def span(self) -> Interval:
        return highest(one.span for one in self.ways)

    def score(self, facts: Facts) -> Scored:
        scored = [one.score(facts) for one in self.ways]
        points = highest(one.points for one in scored)
        settled = [one for one in scored if not one.missing]
        best = max(settled or scored, key=lambda one: (one.points.low, one.gains))
        # A way that is not known matters only where it could still be the better one.
        missing = frozenset().union(*(one.missing for one in scored)) if not points.is_exact else frozenset()
        return best._replace(points=points, missing=missing)


@dataclass(frozen=True)
class Sum:
    """Several together, ``most`` at most."""

    parts: tuple[Points, ...]
    most: Fraction

    @property
    def words(self) -> Words:
        return Words("、".join(one.words.zh for one in self.parts), ", ".join(one.words.en for one in self.parts))

    @property
    def table(self) -> tuple[Words, ...]:
        return tuple(
            Words(f"{one.words.zh} {line.zh}", f"{one.words.en} {line.en}") for one in self.parts for line in one.table
        )

    @property
    def span(self) -> Interval:
        return capped(plus(one.span for one in self.parts), self.most)

    def score(self, facts: Facts) -> Scored:
        scored = [one.score(facts) for one in self.parts]
        points = capped(plus(one.points for one in scored), self.most)
        told = [(way.words, one.told) for way, one in zip(self.parts, scored, strict=True) if one.told.zh]
        said = Words(
            "；".join(f"{name.zh} {one.zh}" for name, one in told),
            "; ".join(f"{name.en} {one.en}" for name, one in told),
        )
        return Scored(points, said, frozenset().union(*(one.missing for one in scored)))


@dataclass(frozen=True)
class Part:
    """A line of the table. ``most``: what it can give at most."""

    key: str
    clause: str
    name: Words
    most: Fraction
    points: Points
    note: Words = NOTHING
    mark: str = ""

    @property
    def unconfirmed(self) -> bool:
        return self.mark == "memory"


@dataclass(frozen=True)
class Group:
    key: str
    clause: str
    name: Words
    most: Fraction
    parts: tuple[Part, ...]


class PartScored(NamedTuple):
    """A part or (with no ``change``) a group, with its points."""

    key: str
    clause: str
    name: Words
    most: Fraction
    scored: Scored
    group: str
    """Its group's key; of a group "" ."""
    note: Words = NOTHING
    unconfirmed: bool = False


@dataclass(frozen=True)
class Table:
    groups: tuple[Group, ...]
    most: Fraction

    def score(self, facts: Facts) -> tuple[Mapping[str, Interval], tuple[PartScored, ...]]:
        """Points by key — ``total``, groups, parts — and the lines in the law's order."""
        lines = list(self._lines(facts))
        points = {one.key: one.scored.points for one in lines}
        points["total"] = capped(plus(points[one.key] for one in self.groups), self.most)
        return points, tuple(lines)

    def _lines(self, facts: Facts) -> Iterator[PartScored]:
        for group in self.groups:
            parts = [
                PartScored(
                    one.key, one.clause, one.name, one.most, _within(one, facts), group.key, one.note, one.unconfirmed
                )
                for one in group.parts
            ]
            points = capped(plus(one.scored.points for one in parts), group.most)
            missing = frozenset().union(*(one.scored.missing for one in parts))
            yield PartScored(group.key, group.clause, group.name, group.most, Scored(points, missing=missing), "")
            yield from parts


def _within(part: Part, facts: Facts) -> Scored:
    """Points that nobody could confirm count for anything the part can give."""
    scored = part.points.score(facts)
    if part.unconfirmed:
        return scored._replace(points=Interval(Fraction(), part.most), change=None)
    return scored._replace(points=capped(scored.points, part.most))
