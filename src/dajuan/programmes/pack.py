"""A programme as declared: its subject, fields, stages, links and indicators. Frozen values, no behaviour to learn.

``load.read_pack`` is the only maker of these that a pack's author meets: it has checked all that is said here, so
whoever holds a ``Programme`` need not check again (every field, stage and indicator named somewhere exists).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["zh", "en"]
Value: TypeAlias = str | int | bool
"""What a field holds once read, see :mod:`dajuan.programmes.values`. A quantity is an integer of minor units."""

QuantityType: TypeAlias = Literal[
    "money", "count", "ratio", "point", "multiple", "area", "length", "mass", "volume", "energy", "coal-equivalent",
    "carbon", "power", "computing", "duration", "working-days", "time", "concentration",
    "rate",
]  # fmt: skip
"""Named as the dimensions in ``language/units.tsv`` are; a ``rate`` is one per another: 万元/亩."""
WordType: TypeAlias = Literal[
    "text", "organisation", "credit-code", "choice", "flag", "date", "month", "moment", "reference", "geometry",
    "amount",
]  # fmt: skip
FieldType: TypeAlias = QuantityType | WordType

QUANTITIES: tuple[QuantityType, ...] = get_args(QuantityType)
WORDS: tuple[WordType, ...] = get_args(WordType)
SCALES: Mapping[str, int] = {
    "money": 2, "count": 0, "ratio": 6, "point": 4, "multiple": 6, "area": 2, "computing": -12, "rate": 6,
}  # fmt: skip
"""Decimal places kept of the base unit: 分 of 元, 0.01 of 平方米, TFLOPS of flops. Any other quantity keeps three."""
OTHER_SCALE = 3


@dataclass(frozen=True, slots=True)
class Name:
    """What users read. English falls back to Chinese where a pack gives none."""

    zh: str
    en: str = ""

    def said(self, language: Language) -> str:
        return self.en if language == "en" and self.en else self.zh


@dataclass(frozen=True, slots=True)
class Subject:
    """What a programme follows: an estate, a project, an enterprise."""

    kind: str
    name: Name


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    name: Name


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a subject. ``flow``: the amount of a period, not a level that holds until restated."""

    key: str
    type: FieldType
    name: Name
    unit: str = ""
    """Of a quantity: what a plain number in a sheet is in, and what it is shown in (万元). See ``units.unit_of``."""
    scale: int = 0
    """Of a quantity: it is stored as an integer of 10^-scale base units."""
    flow: bool = False
    required: bool = False
    """A subject cannot be opened without it."""
    unique: bool = False
    """No two subjects may have the same."""
    choices: tuple[Choice, ...] = ()
    to: str = ""
    """Of a reference: the programme whose subjects it names."""
    hint: Name | None = None
    unconfirmed: bool = False
    """The pack's author could not confirm that offices keep it this way; said beside it wherever it is shown."""
    at_most: str = ""
    """Of a level: another field, of the same type and scale, that it may never exceed: drawn, of what was approved."""

    @property
    def is_quantity(self) -> bool:
        return self.type in QUANTITIES


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there before a subject may be moved to a stage."""

    evidence: tuple[str, ...] = ()
    """Kinds of evidence, as offices call them: 竣工验收备案表."""
    fields: tuple[str, ...] = ()
    reviewer: bool = False
    """The stage counts only once another person has verified it."""
    other_than: tuple[str, ...] = ()
    """Whoever last moved the subject to one of these stages may not move it here: who reports does not review."""
    note: bool = False
    """The entry has to say why: sent back, and for what reason."""
    where: tuple[Condition, ...] = ()
    """Fields that have to be one of these by then: nobody closes what was found wanting."""

    def __bool__(self) -> bool:
        return self != Needs()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on a subject's way. A ``side`` stage lies off the way (停工): entered from any (or from ``after``, if given),
    and left for where the subject was, or for what may follow that."""

    key: str
    name: Name
    needs: Needs = Needs()
    after: tuple[str, ...] = ()
    """The stages it may follow. ``load`` fills in the one listed before; empty for the first, and for a side stage."""
    final: bool = False
    side: bool = False
    hint: Name | None = None
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A named relation to subjects of another programme: a project's enterprise."""

    key: str
    to: str
    name: Name
    many: bool = False
    hint: Name | None = None


Since: TypeAlias = Literal["year", "start"]
"""From 1 January of the year that a period ends in, or from the first entry."""


@dataclass(frozen=True, slots=True)
class Count:
    """Subjects that reached a stage within the period."""

    stage: str


@dataclass(frozen=True, slots=True)
class InStage:
    """Subjects that are in one of the stages at the end of the period."""

    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Of a flow: all of the period. Of a level: as it was when each subject reached stage ``at`` within the period."""

    field: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Last:
    """The sum over subjects of the level each had last, at the end of the period. ``since`` the year: of those alone who
    stated one in the year that the period ends in; what was said of the year before (上年的年度计划) is no level of this.
    """

    field: str
    since: Since = "start"


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain mean of what a flow was in the period: of the days' means, each counting as one."""

    field: str


Take: TypeAlias = Literal["median", "mean", "p90", "max"]


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one stage to another, over the subjects that reached the second within the period."""

    start: str
    end: str
    take: Take = "median"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One indicator over another, both of the same period."""

    over: str
    under: str


@dataclass(frozen=True, slots=True)
class Change:
    """Growth of an indicator: against the same period a year before (同比) or the period before (环比)."""

    of: str
    against: Literal["year", "previous"] = "year"


@dataclass(frozen=True, slots=True)
class Share:
    """What a part is of the whole over the split."""

    of: str


@dataclass(frozen=True, slots=True)
class Cumulative:
    """An indicator summed up to the period's end: since January (本年累计) or since the first entry (自开始累计)."""

    of: str
    since: Since = "year"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """Subjects of which the rule of a standard gives the result ``equals``; with no ``equals``, split by result."""

    rule: str
    equals: str = ""


Definition: TypeAlias = Count | InStage | Sum | Mean | Last | Days | Ratio | Change | Share | Cumulative | RuleResult


@dataclass(frozen=True, slots=True)
class Condition:
    """Only subjects whose field has one of these values."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that can be asked for, and the whole of its definition."""

    key: str
    name: Name
    unit: str
    definition: Definition
    direction: Literal["up", "down"] = "up"
    """Which way is better."""
    where: tuple[Condition, ...] = ()
    decimals: int | None = None
    """Decimal places shown; None: as many as there are."""
    hint: Name | None = None
    unconfirmed: bool = False
    also: tuple[str, ...] = ()
    """What reports call it besides: a promise in these words is taken to mean this indicator."""


@dataclass(frozen=True, slots=True)
class Programme:
    """One pack, checked."""

    code: str
    version: int
    name: Name
    subject: Subject
    fields: Mapping[str, Field]
    stages: Mapping[str, Stage] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    code_rule: str = ""
    """What a subject's code looks like: ``credit-code``, or a regular expression; "" takes any."""
    replaces: str = ""
    """``built-in``: a zone's own pack stands for the one of the same code that comes with Dajuan."""
    owners: tuple[str, ...] = ()
    """Fields that hold the organisations which answer for a subject; with none the zone itself does."""
    hint: Name | None = None
    source: str = field(default="", compare=False)
    """The file it was read from."""

    @property
    def first_stage(self) -> str:
        """Where a subject is when it is opened; "" where the programme has no stages."""
        return next((key for key, stage in self.stages.items() if not stage.side), "")
