"""All that a zone's packs can measure, as the words that a promise would say it in: built once, asked many times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dajuan.answers.binding_words import Words, words_of
from dajuan.answers.target import PROGRAMME
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import (
    Change,
    Count,
    Cumulative,
    Field,
    Indicator,
    InStage,
    Programme,
    RuleResult,
    Share,
    Sum,
)
from dajuan.programmes.units import Unit

_AND = re.compile(r"[和、及]")


class Part(NamedTuple):
    """Those subjects whose field has one value: 制造业 of 项目类别."""

    field: str
    value: str
    words: Words
    zh: str
    en: str
    may_change: bool = False
    """A flag: what it says of a subject may come to be so later."""


class Around(NamedTuple):
    """What is said of a programme as a whole."""

    programme: Programme
    marks: frozenset[str]
    """Words that tell that a promise is of this programme: its subject's, and those of its name."""
    own: frozenset[str]
    """Of the marks, those of its name alone: under a heading with 保交楼 all is of 保交楼."""
    subjects: frozenset[str]
    """The marks and whatever else its indicators call its subjects; nothing is made narrower by them."""
    names: tuple[str, ...]
    """Its subject's name and its own, where they are of no list (道路), the longest first: they make nothing narrower
    either."""
    parts: tuple[Part, ...]
    owner_field: str
    """The field that says who leads, "" where it has none."""


class Measure(NamedTuple):
    """One indicator."""

    around: Around
    indicator: Indicator
    unit: Unit
    phrases: tuple[tuple[str, Words], ...]
    """What it is called, its name first, and the words of each."""
    adds_up: bool
    """Whether it is the sum of a period."""
    grows: bool


class Catalogue:
    """The indicators of all programmes but the targets' own; those that need a split to mean anything are left out."""

    def __init__(self, programmes: Mapping[str, Programme]) -> None:
        leads = _leads(programmes)
        self.measures = tuple(
            measure
            for code, programme in programmes.items()
            if code != PROGRAMME
            for measure in _measures(programme, _around(programme, leads))
        )

        around = {one.around.programme.code: one.around for one in self.measures}
        self._others = {
            code: frozenset[str]().union(*(other.marks for other in around.values() if other is not one)) - one.marks
            for code, one in around.items()
        }

    def marks_of_others(self, around: Around) -> frozenset[str]:
        """Words that tell that a promise is of another programme than this one."""
        return self._others[around.programme.code]


def _leads(programmes: Mapping[str, Programme]) -> str:
    """What the field of who leads is called (牵头单位): as targets call it."""
    targets = programmes.get(PROGRAMME)
    return targets.fields["owner"].name.zh if targets is not None and "owner" in targets.fields else ""


def _around(programme: Programme, leads: str) -> Around:
    subject = words_of(programme.subject.name.zh).of("thing")
    own = words_of(programme.name.zh).of("thing") - subject
    counted = (
        words_of(one.name.zh).of("thing")
        for one in programme.indicators.values()
        if isinstance(one.definition, Count | InStage)
    )
    owner = next((key for key, one in programme.fields.items() if leads and one.name.zh == leads), "")
    marks = subject | own
    names = [words_of(one.zh).rest for one in (programme.subject.name, programme.name)]
    unlisted = tuple(sorted({piece for rest in names for piece in rest if len(piece) > 1}, key=len, reverse=True))
    return Around(programme, marks, own, marks.union(*counted), unlisted, tuple(_parts(programme)), owner)


def _parts(programme: Programme) -> Iterator[Part]:
    for field in programme.fields.values():
        if field.type == "choice":
            for choice in field.choices:
                if choice.key != "other":
                    yield from _part(field, choice.key, choice.name.zh, choice.name.said("en"))
        elif field.type == "flag":
            yield Part(
                field.key, "true", words_of(field.name.zh), field.name.zh, field.name.said("en"), may_change=True
            )


def _part(field: Field, value: str, zh: str, en: str) -> Iterator[Part]:
    """民生和社会事业 goes by either of its names too."""
    halves = _AND.split(zh)
    for said in dict.fromkeys([zh, *(one for one in halves if len(halves) > 1 and len(one) > 1)]):
        yield Part(field.key, value, words_of(said), zh, en)


def _measures(programme: Programme, around: Around) -> Iterator[Measure]:
    for one in programme.indicators.values():
        unit = indicator_unit(one)
        if unit is not None and not _needs_a_split(one):
            adds_up = isinstance(one.definition, Count | Sum) or _since_january(one)
            grows = isinstance(one.definition, Change)
            yield Measure(around, one, unit, _phrases(_called(programme, one)), adds_up, grows)


def _needs_a_split(one: Indicator) -> bool:
    match one.definition:
        case Share() | Change(against="previous"):
            return True
        case RuleResult(equals=""):
            return True
    return False


def _since_january(one: Indicator) -> bool:
    return isinstance(one.definition, Cumulative) and one.definition.since == "year"


def _called(programme: Programme, one: Indicator) -> Iterable[str]:
    """A growth goes by the names of what grows as well."""
    yield one.name.zh
    yield from one.also
    if isinstance(one.definition, Change):
        yield from _called(programme, programme.indicators[one.definition.of])


def _phrases(names: Iterable[str]) -> tuple[tuple[str, Words], ...]:
    found: dict[Words, str] = {}
    for name in names:
        found.setdefault(words_of(name), name)
    return tuple((name, words) for words, name in found.items())
