"""Diagnoses as the register has them, the level they come to, advice, and the draft that records one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.standards.digital.level import Answer, DigitalLevel, digital_level
from dajuan.standards.digital.questionnaire import Edition, edition_on, editions
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words, amount
from dajuan.subjects.row import Row
from dajuan.systems.diagnosis.sheet import answers_text, read_answers, read_scenes, scenes_text

DIAGNOSES = "digital-diagnosis"
_MOST = 100
"""As its pack's code has two digits for which it is."""


class Diagnosis(NamedTuple):
    row: Row
    edition: Edition
    answers: Mapping[str, Answer]
    scenes: Mapping[str, int]
    found: DigitalLevel | None
    """None where nothing was answered yet."""
    trouble: RuleError | None

    @property
    def firm(self) -> str:
        """Its code is ``credit-code-nth``."""
        return self.row.code.rpartition("-")[0]


def diagnosis_of(row: Row, on: date) -> Diagnosis:
    """``on``: the edition in force then is taken where the diagnosis names none."""
    key = str(row.fields.get("edition", ""))
    edition = next((one for one in editions() if one.key == key), None) or edition_on(on)
    try:
        answers = read_answers(edition, str(row.fields.get("answers", "")))
        scenes = read_scenes(str(row.fields.get("scenes", "")))
        found = digital_level(edition, answers, scenes) if answers or scenes else None
    except RuleError as trouble:
        return Diagnosis(row, edition, {}, {}, None, trouble)
    return Diagnosis(row, edition, answers, scenes, found, None)


def codes_of(firm: str) -> list[str]:
    """Of all the diagnoses that an enterprise may have."""
    return [f"{firm}-{nth}" for nth in range(1, _MOST)]


def scored(row: Row, edition: Edition, answers: Mapping[str, Answer], scenes: Mapping[str, int], on: date) -> Draft:
    """The entry that keeps answers with the points and the level they come to. Raises :class:`RuleError`."""
    found = digital_level(edition, answers, scenes)
    fields: dict[str, Value] = {"edition": edition.key}
    if answers:
        fields["answers"] = answers_text(edition, answers)
    if scenes:
        fields["scenes"] = scenes_text(edition, scenes)
    if found.points.is_exact:
        fields["points"] = round(found.points.low * 100)
    if found.level is not None:
        fields["level"] = f"level-{found.level}"
    return Draft(programme=DIAGNOSES, subject=row.code, kind="stated", effective_on=on, fields=fields)


def advice(found: DigitalLevel) -> list[Words]:
    """A line a gap: what the next level asks for, then the questions that give least of what they may."""
    lines: list[Words] = []
    gap = found.gap
    if gap is not None:
        wants = [
            *(
                [Words(f"评分再增 {amount(gap.points, '')} 分", f"{amount(gap.points, '')} more points")]
                if gap.points
                else []
            ),
            *(
                [
                    Words(
                        f"再有 {gap.scenes} 个场景达到{gap.level.level}级",
                        f"{gap.scenes} more scenes at level {gap.level.level}",
                    )
                ]
                if gap.scenes
                else []
            ),
            *(
                [Words(f"其中必选场景再有 {gap.mandatory} 个", f"{gap.mandatory} more mandatory ones")]
                if gap.mandatory
                else []
            ),
        ]
        zh, en = "、".join(one.zh for one in wants), ", ".join(one.en for one in wants)
        lines.append(Words(f"到{gap.level.name.zh}还差：{zh}", f"to {gap.level.name.en}: {en}"))
    open_points = [(one.question.points - one.points.high, one) for one in found.questions if one.answered]
    for lost, one in sorted(open_points, key=lambda pair: -pair[0])[:5]:
        if lost > 0:
            name = one.question.name
            lines.append(
                Words(f"{name.zh}：还可得 {amount(lost, '')} 分", f"{name.en}: {amount(lost, '')} points to be had")
            )
    weak = [scene for scene in found.edition.scenes if scene.mandatory and found.scenes.get(scene.key, 0) <= 1]
    if weak:
        names = "、".join(one.name.zh for one in weak), ", ".join(one.name.en for one in weak)
        lines.append(Words(f"必选场景还在一级以下：{names[0]}", f"mandatory scenes at level 1 or below: {names[1]}"))
    return lines


def shares(found: DigitalLevel) -> list[tuple[Words, Fraction]]:
    """For a radar, in per cent of what each may give: the dimensions, then the groups of scenes."""
    sides = [(one.name, found.dimensions[one.key].low / one.points * 100) for one in found.edition.dimensions]
    for key, name in found.edition.groups.items():
        inside = [found.scenes.get(one.key, 0) for one in found.edition.scenes if one.group == key]
        sides.append((name, Fraction(sum(inside), 4 * len(inside)) * 100))
    return sides
