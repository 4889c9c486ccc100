"""评价办法: how a kind of platform is reviewed, what its grades are called, what a bad grade leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from dajuan.standards.words import Words

MARKS = ("copy", "unconfirmed")
GRADES = ("excellent", "good", "qualified", "basic", "mend", "failed")
"""As the pack ``platform-reviews`` has them."""


class SchemeError(ValueError):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Effect(StrEnum):
    NONE = "none"
    WARN = "warn"
    WITHDRAW = "withdraw"
    UNKNOWN = "unknown"
    """The text that says so was not seen."""


class Grade(NamedTuple):
    name: str
    effect: Effect
    least: Fraction | None
    """Points from which on it is given, where the rule goes by points."""


class Scheme(NamedTuple):
    key: str
    name: Words
    kinds: tuple[str, ...]
    """None: all."""
    levels: tuple[str, ...]
    every: int
    """Years; 0 where it was not seen."""
    mark: str
    source: str
    grades: Mapping[str, Grade]
    repeated: Effect | None
    """What failing twice running leads to."""

    def fits(self, kind: str, level: str) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.levels or level in self.levels)

    @property
    def judges(self) -> bool:
        return self.mark != "unconfirmed"

    def by_points(self, points: Fraction) -> str | None:
        """The grade that so many points give, best first; None where the rule does not go by points."""
        steps = [(key, one.least) for key, one in self.grades.items() if one.least is not None]
        return next((key for key, least in steps if points >= least), None)


class Review(NamedTuple):
    """One that has a result."""

    year: int
    level: str
    """At which the platform was reviewed."""
    grade: str
    points: Fraction | None
    mended: bool
    """What was found wanting was mended since."""
    carrier: bool
    """Written down as one of a carrier."""


def effect_of(scheme: Scheme, reviews: Sequence[Review]) -> Effect:
    """What the reviews of one platform at its level, oldest first, lead to by that level's scheme."""
    if not reviews or reviews[-1].mended:
        return Effect.NONE
    last = scheme.grades.get(reviews[-1].grade)
    if not scheme.judges or last is None:
        return Effect.UNKNOWN
    failed = [one.grade == "failed" for one in reviews[-2:]]
    return scheme.repeated if scheme.repeated and failed == [True, True] else last.effect


def contradiction(scheme: Scheme, review: Review) -> str | None:
    """The grade that its points would give, where another was written."""
    due = scheme.by_points(review.points) if review.points is not None else None
    return due if due is not None and due != review.grade else None


def next_year(scheme: Scheme, reviews: Sequence[Review]) -> int | None:
    """The year of the next review, where the rule says how often and there was one."""
    return reviews[-1].year + scheme.every if reviews and scheme.every else None


def scheme_of(said: Mapping[str, Any]) -> Scheme:
    """Raises :class:`SchemeError` saying what cannot be so."""
    name = said.get("key", "?")
    try:
        grades = {key: _grade(name, key, one) for key, one in said["grades"].items()}
        repeated = Effect(said["repeated"]) if "repeated" in said else None
        found = Scheme(
            said["key"], Words(said["zh"], said["en"]), tuple(said["kinds"]), tuple(said["levels"]), int(said["every"]),
            said["mark"], said["source"], grades, repeated,
        )  # fmt: skip
    except KeyError as error:
        raise SchemeError(f"{name} 缺 {error.args[0]}", f"{name} lacks {error.args[0]}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise SchemeError(f"{name} 写得不对：{error}", f"{name} is not written right: {error}") from error
    if found.mark not in MARKS:
        raise SchemeError(f"{name} 的 mark 是 {' 或 '.join(MARKS)}", f"the mark of {name} is {' or '.join(MARKS)}")
    return found


def _grade(scheme: str, key: str, said: Mapping[str, Any]) -> Grade:
    if key not in GRADES:
        raise SchemeError(
            f"{scheme} 没有等次 {key}；有 {'、'.join(GRADES)}",
            f"{scheme} has a grade {key}; there are {', '.join(GRADES)}",
        )
    least = Fraction(str(said["from"])) if "from" in said else None
    return Grade(said["zh"], Effect(said["effect"]), least)
