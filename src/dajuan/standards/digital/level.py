"""Answers → points by question, levels of scenes, the digital level and what the next one lacks.

A question that was not answered counts for nothing and everything it may give: the points are then an interval, and the
level is told only where both ends give the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.digital.questionnaire import NONE, Edition, Level, Question
from dajuan.standards.rules.interval import Interval, exactly, plus
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

Answer = str | frozenset[str] | tuple[Fraction, Fraction]
"""One option; several; or part and whole."""


class Scored(NamedTuple):
    question: Question
    points: Interval
    answered: bool


class Gap(NamedTuple):
    """What a level asks for and how much of it is there."""

    level: Level
    points: Fraction
    """Points that are wanting, nought where there are enough."""
    scenes: int
    mandatory: int


class DigitalLevel(NamedTuple):
    edition: Edition
    level: int | None
    """0: below the first; None: what was not answered could still change it."""
    points: Interval
    questions: tuple[Scored, ...]
    dimensions: Mapping[str, Interval]
    scenes: Mapping[str, int]
    gap: Gap | None
    """To the next level; None where the highest is reached or the level is not known."""

    @property
    def name(self) -> Words:
        if self.level is None:
            return Words("答得不全，定不了", "not known: questions are open")
        found = next((one.name for one in self.edition.levels if one.level == self.level), None)
        return found or Words("未达一级", "below level 1")


def digital_level(edition: Edition, answers: Mapping[str, Answer], scenes: Mapping[str, int]) -> DigitalLevel:
    """``answers`` by question, ``scenes`` by scene: 0 to 4. Raises :class:`RuleError` for an answer that is none."""
    if not edition.dimensions:
        raise RuleError(
            f"{edition.title.zh}：只知道总分怎么定级，题目未核实",
            f"{edition.title.en}: only totals are known",
            edition.key,
        )
    _check(edition, answers, scenes)
    scored = tuple(_score(one, answers.get(one.key)) for one in edition.questions.values())
    by_key = {one.question.key: one.points for one in scored}
    dimensions = {one.key: plus(by_key[each.key] for each in one.questions) for one in edition.dimensions}
    points = plus(dimensions.values())
    open_scenes = len(scenes) < len(edition.scenes)
    low = _level(edition, points.low, scenes, hopeful=False)
    high = _level(edition, points.high, scenes, hopeful=open_scenes)
    level = low if low == high else None
    return DigitalLevel(edition, level, points, scored, dimensions, dict(scenes), _gap(edition, level, points, scenes))


def level_of_total(edition: Edition, total: Fraction) -> int:
    """By an edition's totals; 0 below the first."""
    return next((level for bound, level in edition.totals if total >= bound), 0)


def _check(edition: Edition, answers: Mapping[str, Answer], scenes: Mapping[str, int]) -> None:
    for key in answers:
        if key not in edition.questions:
            raise RuleError(f"问卷里没有 {key} 这一题", f"there is no question {key}", key)
    known = {one.key for one in edition.scenes}
    for key, step in scenes.items():
        if key not in known or step not in edition.steps:
            raise RuleError(
                f"场景 {key} 的等级写成了 {step}，应是 0 到 4", f"scene {key}: {step} is none of 0 to 4", key
            )


def _score(question: Question, answer: Answer | None) -> Scored:
    if answer is None:
        return Scored(question, Interval(Fraction(), question.points), False)
    return Scored(question, exactly(question.points * _share(question, answer)), True)


def _share(question: Question, answer: Answer) -> Fraction:
    match question.kind, answer:
        case "one", str():
            return _option(question, answer)
        case "many", frozenset():
            if NONE in answer and len(answer) > 1:
                raise RuleError(
                    f"{question.name.zh}：“无”不能和别的一起选", f"{question.name.en}: none stands alone", question.key
                )
            return sum((_option(question, one) for one in answer if one != NONE), Fraction())
        case "band", (part, whole):
            return _band(question, part, whole)
    raise RuleError(
        f"{question.name.zh}：答案的写法不对", f"{question.name.en}: not an answer of this kind", question.key
    )


def _option(question: Question, key: str) -> Fraction:
    if key not in question.options:
        raise RuleError(
            f"{question.name.zh}没有 {key} 这个选项", f"{question.name.en} has no option {key}", question.key
        )
    return question.options[key].share


def _band(question: Question, part: Fraction, whole: Fraction) -> Fraction:
    """Bands include their right end: exactly 20 % is in the band up to 20."""
    if whole <= 0 or part < 0 or part > whole:
        raise RuleError(
            f"{question.name.zh}：{part} ÷ {whole} 不成比例",
            f"{question.name.en}: {part} of {whole} is no share",
            question.key,
        )
    return next((share for over, share in question.bands if part / whole > over), Fraction())


def _level(edition: Edition, points: Fraction, scenes: Mapping[str, int], *, hopeful: bool) -> int:
    """The highest level whose three tests hold. ``hopeful``: scenes not judged count for it."""
    for one in edition.levels:
        wanting = _wanting(edition, one, points, scenes, hopeful=hopeful)
        if not (wanting.points or wanting.scenes or wanting.mandatory):
            return one.level
    return 0


def _wanting(edition: Edition, level: Level, points: Fraction, scenes: Mapping[str, int], *, hopeful: bool) -> Gap:
    there = [
        one for one in edition.scenes if (hopeful and one.key not in scenes) or scenes.get(one.key, 0) >= level.level
    ]
    mandatory = sum(one.mandatory for one in there)
    return Gap(
        level,
        max(Fraction(), level.points - points),
        max(0, level.scenes - len(there)),
        max(0, level.mandatory - mandatory),
    )


def _gap(edition: Edition, level: int | None, points: Interval, scenes: Mapping[str, int]) -> Gap | None:
    above = next((one for one in reversed(edition.levels) if level is not None and one.level > level), None)
    return _wanting(edition, above, points.low, scenes, hopeful=False) if above else None
