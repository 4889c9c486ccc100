"""Verdicts as pages show them: the law's lines with what was found, the table of points, what would have to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.rules.assess import Verdict, steps_to
from dajuan.standards.rules.conditions import Line
from dajuan.standards.rules.facts import asked_name, titles, vocabulary
from dajuan.standards.rules.interval import Truth
from dajuan.standards.rules.listing import rule_lines
from dajuan.standards.rules.measures import Change
from dajuan.standards.rules.rule import Version
from dajuan.standards.rules.scoring import Group as PointsGroup
from dajuan.standards.rules.scoring import Part, PartScored
from dajuan.standards.words import amount, interval
from dajuan.systems.ladder.standing import Group
from dajuan.web.words import Words

GROUPS: Mapping[Group, Words] = {
    Group.HELD: Words("已有资质", "Holds it"),
    Group.EXPIRING: Words("90 天内到期", "Expires within 90 days"),
    Group.READY: Words("够条件，还没有", "Qualifies, holds none"),
    Group.NEAR: Words("接近（差在两成以内）", "Nearly (within a fifth)"),
    Group.OPEN: Words("缺数，定不了", "Not known"),
    Group.FAR: Words("还差得远", "Far from it"),
}
TRUTHS: Mapping[Truth, Words] = {
    Truth.YES: Words("符合", "met"),
    Truth.NO: Words("不符合", "not met"),
    Truth.UNKNOWN: Words("定不了", "not known"),
}
COLOURS: Mapping[Truth, str] = {Truth.YES: "green", Truth.NO: "red", Truth.UNKNOWN: "grey"}


class ShownLine(NamedTuple):
    line: Line
    truth: Words
    colour: str
    way: Words
    """What would have to change."""
    missing: tuple[Words, ...]


class ShownVerdict(NamedTuple):
    verdict: Verdict
    group: Words
    truth: Words
    colour: str
    score: str
    most: str
    lines: tuple[ShownLine, ...]
    parts: tuple[tuple[PartScored, str], ...]
    """With the points as they are said."""
    steps: tuple[Words, ...]
    """The least changes that bring the points that are wanting."""
    missing: tuple[Words, ...]


def grade_said(verdict: Verdict) -> Words:
    """The class or level, both ends where it is not known; nothing of a rule that has none."""
    least, most = verdict.at_least, verdict.at_most
    if least is most:
        return Words(*least.name) if least else Words("", "")
    if least is None and most is verdict.grades[0].grade:
        return Words("", "")  # Anything: that it is not known is said beside it.
    ends = Words(*least.name) if least else Words("未达", "none"), Words(*most.name) if most else Words("", "")
    return Words(f"{ends[0].zh}至{ends[1].zh}，定不了", f"{ends[0].en} to {ends[1].en}: not known")


def shown(verdict: Verdict, group: Words) -> ShownVerdict:
    """``group``: where the enterprise stands with it, in words."""
    table = verdict.version.table
    return ShownVerdict(
        verdict,
        group,
        TRUTHS[verdict.truth],
        COLOURS[verdict.truth],
        interval(verdict.score, "") if verdict.score else "",
        amount(table.most, "") if table else "",
        tuple(map(_line, verdict.lines)),
        tuple((one, interval(one.scored.points, "")) for one in verdict.parts),
        tuple(_steps(verdict)),
        _names(verdict.missing),
    )


def _line(line: Line) -> ShownLine:
    way = change_said(line.change) if line.change else Words("", "")
    return ShownLine(line, TRUTHS[line.truth], COLOURS[line.truth], way, _names(line.missing))


def _steps(verdict: Verdict) -> Iterator[Words]:
    wanting = next((one for one in verdict.lines if one.scores == "total" and one.lacks > 0), None)
    if wanting is None:
        return
    for part, change in steps_to(verdict, "total", wanting.lacks):
        said, gains = change_said(change), amount(part.scored.gains, "")
        yield Words(f"{said.zh}（+{gains} 分）", f"{said.en} (+{gains} points)")


def change_said(change: Change) -> Words:
    kind = vocabulary()[change.fact]
    number = abs(change.by)
    if kind.unit not in ("元", "1"):  # People and papers come whole.
        number = Fraction(-(-number.numerator // number.denominator))
    said = amount(number, kind.unit)
    if change.by < 0:
        return Words(f"{kind.name.zh}减 {said}", f"{kind.name.en}: {said} less")
    return Words(f"{kind.name.zh}增 {said}", f"{kind.name.en}: {said} more")


def _names(keys: Iterable[str]) -> tuple[Words, ...]:
    return tuple(Words(*asked_name(key)) for key in sorted(keys))


def title_name(key: str) -> Words:
    return Words(*titles()[key]) if key in titles() else Words(key, key)


# Rules as tables -----------------------------------------------------------------------------------------------------


def unconfirmed_of(version: Version) -> list[tuple[str, Words]]:
    """What nobody could confirm of a version: clause and words."""
    found = [(one.clause, Words(*one.words)) for one in rule_lines(version.requires) if one.unconfirmed]
    found += [("", Words(*one)) for one in version.unconfirmed]
    if version.first_unconfirmed:
        found.append(("", Words(f"施行起始日 {version.first}", f"in force from {version.first}")))
    for group in version.table.groups if version.table else ():
        found += [
            (group.clause, Words(f"{part.name.zh}：{part.note.zh}", f"{part.name.en}: {part.note.en}"))
            for part in group.parts
            if part.unconfirmed
        ]
    return found


def tables_of(version: Version) -> list[tuple[PointsGroup, list[Part]]]:
    return [(group, list(group.parts)) for group in version.table.groups] if version.table else []
