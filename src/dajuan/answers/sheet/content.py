"""答卷的内容: sections of paragraphs, tables and charts, in which every number is a piece of its own that says whose it is.

Writers turn this into a format, a checker holds it against the ledger. It has no layout: a paragraph says what it is
(``kind``), not how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from dajuan.answers.sheet.lineage import Lineage
from dajuan.answers.sheet.stamp import Stamp

Verdict = Literal["met", "partly", "missed", "on_schedule", "slightly_behind", "behind", "not_due", "unmeasured"]
"""完成、部分完成、未完成；期限未到的：达到序时、略慢、落后、未到期；无法衡量."""

ParagraphKind = Literal["label", "body", "lead", "item", "part", "entry", "note", "organisation", "day", "stamp"]
"""label 模拟数据 · lead 导语 · item 一个目标 · part 其中的一部分、节点 · entry 清单里的一条 · note 注 · organisation 署名 · day 成文日期."""


class Key(NamedTuple):
    """Whose number it is and which one. ``of``: a target's code; an area, for a count; "" for the whole sheet.

    ``what`` of a target: value asked asked-to asked-before completion due gap short change last-year deadline
    deadline-before day progress said evidence entry. Of an area or the sheet: as-of, known-on, rule, and count/VERDICT,
    share/VERDICT, with count/all for all of them.
    """

    of: str
    what: str

    def __str__(self) -> str:
        return f"{self.of}/{self.what}"


class Words(NamedTuple):
    text: str
    strong: bool = False


class Number(NamedTuple):
    """An amount with its unit, a rate, a count, a day: whatever a reader could ask the source of."""

    text: str
    key: Key


class Quote(NamedTuple):
    """What somebody reported or the plan says, word for word, the numbers in it unexamined."""

    text: str
    key: Key


class Link(NamedTuple):
    """To a place in the sheet."""

    text: str
    to: str


class NoteMark(NamedTuple):
    """Where a note belongs: ``[12]``."""

    number: int

    @property
    def text(self) -> str:
        return f"[{self.number}]"

    @property
    def to(self) -> str:
        return note_anchor(self.number)


Run = Words | Number | Quote | Link | NoteMark
Runs = tuple[Run, ...]

_LISTS = {"partly": "unmet", "missed": "unmet", "behind": "unmet", "unmeasured": "unmeasured", "silent": "silent",
          "dropped": "dropped"}  # fmt: skip
"""What is counted → the section that lists it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    kind: ParagraphKind = "body"
    anchor: str = ""
    """The place that links lead to."""

    @property
    def text(self) -> str:
        return text_of(self.runs)


class Column(NamedTuple):
    title: str
    share: int
    """Of the table's width, in percent."""
    end: bool = False
    """Set flush right: numbers."""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


class Bar(NamedTuple):
    """One area: how many of its targets have each verdict."""

    label: str
    counts: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    bars: tuple[Bar, ...]
    told: str
    """The same in words, for who cannot see it."""


class Point(NamedTuple):
    day: date
    share: float
    """Of the target's value; a drawing needs no exact number."""


@dataclass(frozen=True, slots=True)
class CourseChart:
    """A target's course through the year against what was due."""

    title: str
    done: tuple[Point, ...]
    due: tuple[Point, ...]
    told: str


Chart = BarChart | CourseChart
Block = Paragraph | Table | BarChart | CourseChart


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    """With its number: 一、 or （一）."""
    level: int
    blocks: tuple[Block, ...] = ()
    anchor: str = ""


class Promise(NamedTuple):
    text: str
    sha256: str
    """Of the plan's document; "" where it came from none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    title_lines: tuple[str, ...]
    """The title, in the lines that it is broken into where one line is too short."""
    zone: str
    simulated: bool
    year: int
    known_on: date
    """The day of the last entry it knows of, and the date that it bears."""
    stamp: Stamp
    opening: tuple[Paragraph, ...]
    """What stands between the title and the first section."""
    sections: tuple[Section, ...]
    notes: Mapping[str, int] = field(default_factory=dict)
    """Target code → the number of its note."""
    lineages: Mapping[str, Lineage] = field(default_factory=dict)
    """Target code → what its figure rests on."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Target code → its name."""
    words: Mapping[str, Promise] = field(default_factory=dict)
    """Target code → where it was promised, and in which words."""
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Key of a count → the codes it counts."""

    @property
    def title(self) -> str:
        return "".join(self.title_lines)

    def place_of(self, key: Key) -> str:
        """The anchor that a number leads to: its target's note; of a count the list, or the table, of what it counts."""
        if key.of in self.notes:
            return note_anchor(self.notes[key.of])
        head, _, counted = key.what.partition("/")
        if head in ("count", "share"):
            return _LISTS.get(counted, "table")
        return "stamp"

    def blocks(self) -> Iterator[Block]:
        yield from self.opening
        for section in self.sections:
            yield from section.blocks


def text_of(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def target_anchor(code: str) -> str:
    return f"t-{code}"


def note_anchor(number: int) -> str:
    return f"n-{number}"
