"""The questionnaire of an edition, as its file has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.rules.rule import Source
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

NONE = "none"
"""The answer “无” of a question with several answers: it stands alone."""


class Option(NamedTuple):
    key: str
    share: Fraction
    """Of the question's points."""
    name: Words


@dataclass(frozen=True)
class Question:
    key: str
    kind: str
    """``many`` answers add up, ``one`` is chosen, ``band``: a share of two numbers."""
    name: Words
    points: Fraction
    options: Mapping[str, Option]
    of: tuple[str, str] | None
    """Of a band: part and whole."""
    bands: tuple[tuple[Fraction, Fraction], ...]
    """More than this share of the whole: so much of the points; the highest first."""
    unchecked: bool
    """To be held against the official text."""


class Dimension(NamedTuple):
    key: str
    name: Words
    points: Fraction
    questions: tuple[Question, ...]


class Scene(NamedTuple):
    key: str
    name: Words
    group: str
    mandatory: bool


class Level(NamedTuple):
    level: int
    name: Words
    points: Fraction
    scenes: int
    mandatory: int


@dataclass(frozen=True)
class Edition:
    key: str
    title: Words
    first: date
    last: date | None
    first_unconfirmed: bool
    """The first day could not be confirmed."""
    sources: tuple[Source, ...]
    note: Words
    dimensions: tuple[Dimension, ...]
    scenes: tuple[Scene, ...]
    groups: Mapping[str, Words]
    steps: Mapping[int, Words]
    levels: tuple[Level, ...]
    """The highest first."""
    totals: tuple[tuple[Fraction, int], ...]
    """Of an edition that is known only by its totals: from these points on, this level."""

    @property
    def questions(self) -> Mapping[str, Question]:
        return {one.key: one for dimension in self.dimensions for one in dimension.questions}

    @property
    def unconfirmed(self) -> list[Words]:
        """What is to be held against the official text."""
        found = [one.name for one in self.questions.values() if one.unchecked]
        day = Words(f"施行起始日 {self.first}", f"in force from {self.first}")
        return [*([day] if self.first_unconfirmed else []), *found]


def edition_on(day: date) -> Edition:
    """The one in force on a day. Raises :class:`RuleError` where there was none."""
    for one in editions():
        if one.first <= day and (one.last is None or day <= one.last):
            return one
    raise RuleError(f"{day} 没有施行中的数字化水平评测指标", f"no edition of the digital level is in force on {day}")


@cache
def editions() -> tuple[Edition, ...]:
    import yaml

    text = Path(__file__).with_name("levels.yaml").read_text(encoding="utf-8")
    return tuple(_edition(one) for one in yaml.safe_load(text)["versions"])


def _edition(one: dict[str, Any]) -> Edition:
    return Edition(
        one["version"],
        _words(one["title"]),
        one["in_force"]["from"],
        one["in_force"].get("to"),
        bool(one["in_force"].get("unconfirmed")),
        tuple(Source(source["text"], source["address"], source["mark"]) for source in one["sources"]),
        _words(one["note"]),
        tuple(_dimension(each) for each in one.get("dimensions", ())),
        tuple(
            Scene(each["key"], _words(each), each["group"], each.get("mandatory", False))
            for each in one.get("scenes", ())
        ),
        {key: _words(each) for key, each in one.get("groups", {}).items()},
        {int(key): _words(each) for key, each in one.get("steps", {}).items()},
        tuple(
            Level(each["level"], _words(each), Fraction(each["points"]), each["scenes"], each["mandatory"])
            for each in one.get("levels", ())
        ),
        tuple((Fraction(points), level) for points, level in one.get("totals", ())),
    )


def _dimension(one: dict[str, Any]) -> Dimension:
    return Dimension(
        one["key"], _words(one["name"]), Fraction(one["points"]), tuple(_question(each) for each in one["questions"])
    )


def _question(one: dict[str, Any]) -> Question:
    options = {
        str(key): Option(str(key), Fraction(share, 100), Words(zh, en))
        for key, (share, zh, en) in one.get("options", {}).items()
    }
    bands = tuple((Fraction(over, 100), Fraction(share, 100)) for over, share in one.get("bands", ()))
    of = (one["of"][0], one["of"][1]) if "of" in one else None
    points = Fraction(str(one["points"]))
    return Question(one["key"], one["kind"], _words(one), points, options, of, bands, one.get("mark") == "unchecked")


def _words(one: Mapping[str, str]) -> Words:
    return Words(one["zh"], one["en"])
