"""得分: owners' scores by a rule set, every line explained; the lines add up to the score exactly.

Of an owner's 100 points each target holds the part that its weight has of the owner's weights in all: who has few
targets has heavier ones, not a lower sum. So a score is the average of what was earned, by weight. Events (报送逾期…)
come on top, and a score below nought is nought, by a line that says so.

Owners rank by points, equal points share a rank and the next rank is skipped; so do contestants of the race method.
Who has fewer targets than the rule set asks is scored and listed, but not ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dajuan.answers.wording import percent_said, plain
from dajuan.standards.supervision.scores import EventRule, ScoreRules

LineKind = Literal["target", "unmeasured", "event", "half_time", "floor"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A target as scores see it. ``completion`` None: it cannot be measured. ``half``: completion at the end of June.

    ``contest``: targets that bear one name are raced against each other (as a rule, one indicator).
    ``events``: kinds of the rule set, one for each time.
    """

    code: str
    owner: str
    weight: Fraction
    completion: Fraction | None
    met: bool = False
    co_owners: tuple[str, ...] = ()
    half: Fraction | None = None
    contest: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    kind: LineKind
    target: str
    points: Fraction
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` is the sum of its lines; None where nothing counted could be measured, ``rank`` where it is not ranked."""

    owner: str
    points: Fraction | None
    rank: int | None
    lines: tuple[Line, ...]
    counted: int
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One owner's part in a target; ``earned`` is a share of its weight."""

    target: Scored
    weight: Fraction
    leads: bool
    earned: Fraction | None
    zh: str
    en: str


def scores(targets: Iterable[Scored], rules: ScoreRules) -> tuple[Score, ...]:
    """Every owner's score, best first, then by name. Raises ``ValueError`` for a negative weight or an unknown event."""
    ordered = sorted(targets, key=lambda one: one.code)
    for one in ordered:
        _refuse(one, rules)
    places = _places(ordered) if rules.method == "race" else {}
    parts: dict[str, list[_Part]] = defaultdict(list)
    for one in ordered:
        for owner, weight in _owners(one, rules):
            earned, zh, en = _earned(one, rules, places)
            parts[owner].append(_Part(one, weight, owner == one.owner, earned, zh, en))
    return _ranked([_score(owner, some, rules) for owner, some in parts.items()], rules)


def _refuse(one: Scored, rules: ScoreRules) -> None:
    if one.weight < 0:
        raise ValueError(f"{one.code} 的权重是负数 / the weight of {one.code} is negative")
    strange = [kind for kind in one.events if kind not in rules.events]
    if strange:
        raise ValueError(
            f"{one.code}：规则 {rules.origin.code} 没有 {'、'.join(strange)} 这种事项"
            f" / {one.code}: rule {rules.origin.code} knows no event {', '.join(strange)}"
        )


def _owners(one: Scored, rules: ScoreRules) -> list[tuple[str, Fraction]]:
    """The lead with the whole weight, co-owners with the part that the rules give them, if any."""
    co_owners = sorted(set(one.co_owners) - {one.owner}) if rules.co_owner else []
    return [(one.owner, one.weight), *((name, one.weight * (rules.co_owner or 0)) for name in co_owners)]


# What a target earns ----------------------------------------------------------------------------------------------


def _earned(one: Scored, rules: ScoreRules, places: Mapping[str, tuple[int, int]]) -> tuple[Fraction | None, str, str]:
    """A share of the weight, and how it came about."""
    if one.completion is None:
        return None, "无法衡量", "cannot be measured"
    done = percent_said(one.completion)
    if rules.method == "completion":
        earned = max(Fraction(0), min(one.completion, rules.cap))
        capped = one.completion > rules.cap
        return (
            earned,
            f"完成率 {done}" + (f"，按封顶 {percent_said(rules.cap)} 计" if capped else ""),
            f"{done} done" + (f", counted up to {percent_said(rules.cap)}" if capped else ""),
        )
    if one.code in places:
        place, of = places[one.code]
        earned = max(Fraction(0), 1 - rules.race_step * (place - 1))
        return (
            earned,
            f"{of} 家中第 {place} 名，得 {percent_said(earned)}",
            f"rank {place} of {of}, {percent_said(earned)}",
        )
    # Also under the race method: with nobody to race against, a rank would say nothing.
    if one.met:
        return Fraction(1), f"已完成（{done}），得满分", f"met ({done}), full points"
    return Fraction(0), f"未完成（{done}），不得分", f"not met ({done}), no points"


def _places(targets: Sequence[Scored]) -> dict[str, tuple[int, int]]:
    """Target → its place among those of its contest, and how many they are; equal completions share a place."""
    contests: dict[str, list[Scored]] = defaultdict(list)
    for one in targets:
        if one.contest and one.completion is not None:
            contests[one.contest].append(one)
    places: dict[str, tuple[int, int]] = {}
    for some in contests.values():
        if len(some) > 1:
            for one in some:
                better = sum((other.completion or 0) > (one.completion or 0) for other in some)
                places[one.code] = (better + 1, len(some))
    return places


# Lines ------------------------------------------------------------------------------------------------------------


def _score(owner: str, parts: Sequence[_Part], rules: ScoreRules) -> Score:
    counted = [part for part in parts if part.earned is not None or rules.grey == "zero"]
    whole = sum((part.weight for part in counted), Fraction(0))
    lines = [_target_line(part, whole, rules) for part in parts]
    led = [part.target for part in parts if part.leads]
    lines += [line for one in led if (line := _half_time(one, rules))]
    lines += _event_lines(led, rules)
    if not whole:
        return Score(owner, None, None, tuple(lines), 0, "没有可计分的目标", "nothing to score by")
    points = sum((line.points for line in lines), Fraction(0))
    if points < 0:
        lines.append(Line("floor", "", -points, "低于 0 分，按 0 分", "below nought, counted as nought"))
        points = Fraction(0)
    return Score(owner, points, None, tuple(lines), len(counted))


def _target_line(part: _Part, whole: Fraction, rules: ScoreRules) -> Line:
    code = part.target.code
    role = ("", "") if part.leads else ("配合：", "co-owner: ")
    if part.earned is None and rules.grey == "omit":
        return Line(
            "unmeasured",
            code,
            Fraction(0),
            f"{code} {role[0]}{part.zh}，不计入",
            f"{code} {role[1]}{part.en}, left out",
        )
    earned = part.earned or Fraction(0)
    share = part.weight / whole if whole else Fraction(0)
    points = 100 * share * earned
    return Line(
        "target" if part.earned is not None else "unmeasured",
        code,
        points,
        f"{code} {role[0]}{part.zh}；权重 {plain(part.weight)}，占 {percent_said(share)}，得 {plain(points)} 分",
        f"{code} {role[1]}{part.en}; weight {plain(part.weight)}, {percent_said(share)} of all, {plain(points)} points",
    )


def _half_time(one: Scored, rules: ScoreRules) -> Line | None:
    """时间过半、任务过半. Points are added where the task is half done; nothing is taken where it is not."""
    if rules.half_share is None or one.half is None:
        return None
    kept = one.half >= rules.half_share
    points = (rules.half_points or Fraction(0)) if kept else Fraction(0)
    sign = "≥" if kept else "<"
    compared = f"{percent_said(one.half)} {sign} {percent_said(rules.half_share)}"
    return Line(
        "half_time",
        one.code,
        points,
        f"{one.code} 时间过半、任务过半：{compared}，{'达到' if kept else '未达到'}{_worth_zh(rules.half_points, points)}",
        f"{one.code} half the time, half the task: {compared}, {'kept' if kept else 'not kept'}"
        f"{_worth_en(rules.half_points, points)}",
    )


def _event_lines(led: Sequence[Scored], rules: ScoreRules) -> list[Line]:
    """One line an event; beyond the most that its kind may come to, the rest counts nothing and says so."""
    lines: list[Line] = []
    for kind, rule in rules.events.items():
        so_far = Fraction(0)
        for one in led:
            for _ in range(one.events.count(kind)):
                points = _within_most(rule, so_far)
                so_far += points
                capped = rule.points is not None and points != rule.points
                zh = f"{one.code} {rule.name.zh}{_worth_zh(rule.points, points)}" + ("（已到最多）" if capped else "")
                en = f"{one.code} {rule.name.en}{_worth_en(rule.points, points)}" + (" (at its most)" if capped else "")
                lines.append(Line("event", one.code, points, zh, en))
    return lines


def _within_most(rule: EventRule, so_far: Fraction) -> Fraction:
    if rule.points is None:
        return Fraction(0)
    if rule.most is None:
        return rule.points
    left = rule.most - so_far
    return min(rule.points, left) if rule.points > 0 else max(rule.points, left)


def _worth_zh(said: Fraction | None, points: Fraction) -> str:
    if said is None:
        return "，分值未定，不加不减"
    return f"，{'加' if points >= 0 else '减'} {plain(abs(points))} 分"


def _worth_en(said: Fraction | None, points: Fraction) -> str:
    if said is None:
        return "; worth nothing until the zone says what"
    return f", {'+' if points >= 0 else '−'}{plain(abs(points))} points"


# Ranks ------------------------------------------------------------------------------------------------------------


def _ranked(found: Sequence[Score], rules: ScoreRules) -> tuple[Score, ...]:
    rankable = [one.points for one in found if one.points is not None and one.counted >= rules.fewest]
    ranked = [_with_rank(one, rankable, rules) for one in found]
    return tuple(sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0, -(one.points or 0), one.owner)))


def _with_rank(one: Score, rankable: Sequence[Fraction], rules: ScoreRules) -> Score:
    if one.points is None:
        return one
    zh, en = f"{one.counted} 项目标，按权重平均", f"{one.counted} target{'s' * (one.counted != 1)}, averaged by weight"
    if one.counted < rules.fewest:
        zh, en = f"{zh}；少于 {rules.fewest} 项，不排名", f"{en}; fewer than {rules.fewest}, not ranked"
        return Score(one.owner, one.points, None, one.lines, one.counted, zh, en)
    rank = 1 + sum(other > one.points for other in rankable)
    tied = sum(other == one.points for other in rankable) - 1
    if tied:
        zh, en = f"{zh}；与另 {tied} 家并列第 {rank}", f"{en}; shares rank {rank} with {tied} other{'s' * (tied != 1)}"
    return Score(one.owner, one.points, rank, one.lines, one.counted, zh, en)
