"""亮灯: what state a target is in on a day, by a rule set, and why — with the numbers, in both languages.

What adds up over the year (``accrues``) is held against its schedule. A level or a rate has nothing due before its
deadline, so until then
- with a baseline (last year's level) it is held against the way from there to the target, along the same curve;
- without one, or where the baseline already meets the target and is only to be kept, it is on schedule while it meets
  the target; a floor it does not reach is not yet due (white), a ceiling it is over is behind (yellow);
- it is done (blue) only when the deadline has come: a level that is reached may be lost again.
A ceiling on what adds up (能耗总量、经费) is held against its curve turned round: spent ahead of schedule is behind,
over the ceiling is far behind at once, and it is kept (blue) only at the deadline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dajuan.answers.completion import Bound, completion, fewer, meets
from dajuan.answers.schedule import Curve, Straight, due
from dajuan.answers.wording import percent_said, plain
from dajuan.standards.supervision.lights import LightRules, State, state_names
from dajuan.standards.words import Words

Missing = Literal["no_number", "no_indicator", "no_entries"]

_STRAIGHT = Straight()
_NOTHING = Words("", "")
_MISSING: Mapping[Missing, Words] = {
    "no_number": Words("目标没有数字", "the target has no number"),
    "no_indicator": Words("没有对应的指标", "no indicator is bound to it"),
    "no_entries": Words("没有记录", "nothing was recorded"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with the value it has: all in one unit. ``value`` None goes with ``missing``, the reason.

    ``closed``: a reviewer has closed it (销号), with or without a number. ``less``: less is better, for 左右;
    ``rate``: a share or a growth rate, so that 左右 is meant in points.
    """

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bound: Bound
    start: date
    deadline: date
    curve: Curve = _STRAIGHT
    accrues: bool = True
    baseline: Fraction | None = None
    rate: bool = False
    less: bool = False
    closed: bool = False
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """``done`` and ``due`` are shares of the target, None where the state does not rest on them; ``gap``: done − due."""

    state: State
    colour: str
    zh: str
    en: str
    done: Fraction | None = None
    due: Fraction | None = None

    @property
    def gap(self) -> Fraction | None:
        return None if self.done is None or self.due is None else self.done - self.due


def light(progress: Progress, on: date, rules: LightRules) -> Light:
    """The light of a target at the end of a day. Raises ``CurveError`` where its curve does not fit its dates."""
    if progress.closed:
        return _told(rules, "done", Words("已销号", "closed by its reviewer"))
    if on < progress.start:
        return _told(rules, "not_due", Words(f"{progress.start} 才开始", f"it starts on {progress.start}"))
    if progress.value is None or (progress.low is None and progress.high is None):
        return _unmeasured(progress, on, rules)
    if on >= progress.deadline:
        return _at_the_end(progress, progress.value, on, rules)
    if progress.accrues:
        return _adding_up(progress, progress.value, on, rules)
    return _level(progress, progress.value, on, rules)


def _unmeasured(progress: Progress, on: date, rules: LightRules) -> Light:
    missing: Missing = progress.missing or ("no_number" if progress.low is progress.high is None else "no_entries")
    why = _MISSING[missing]
    late = Words("，已过期限", "; its deadline is over") if on > progress.deadline else _NOTHING
    return _told(rules, "unmeasured", Words(why.zh + late.zh, why.en + late.en))


def _at_the_end(progress: Progress, value: Fraction, on: date, rules: LightRules) -> Light:
    """The deadline's own day still belongs to the target: it is overdue from the next."""
    done = _done(progress, value)
    if _meets(progress, value):
        return _told(rules, "done", _rate_words(progress, done), done)
    if on > progress.deadline:
        late = Words(f"期限 {progress.deadline} 已过，", f"its deadline was {progress.deadline}; ")
        words = _rate_words(progress, done)
        return _told(rules, "overdue", Words(late.zh + words.zh, late.en + words.en), done)
    if progress.accrues and _ceiling(progress):
        return _spending(progress, value, Fraction(1), rules)
    if done is None or _ceiling(progress):
        return _told(rules, "behind", Words("今日到期，尚未达到", "due today and not met"))
    return _against(progress, done, Fraction(1), rules)


def _adding_up(progress: Progress, value: Fraction, on: date, rules: LightRules) -> Light:
    share = due(progress.curve, on, start=progress.start, deadline=progress.deadline)
    if _ceiling(progress):
        return _spending(progress, value, share, rules)
    done = _done(progress, value)
    if progress.bound in ("at_least", "about") and _meets(progress, value):
        return _told(rules, "done", _rate_words(progress, done), done, share)
    if done is None:
        return _told(
            rules, "not_due", Words("目标不是正数，到期再比", "the target is not above nought: judged when due")
        )
    if progress.bound in ("range", "exactly") and value > _top(progress):
        return _told(rules, "far_behind", Words("已超出目标上限", "already beyond its upper end"), done, share)
    return _against(progress, done, share, rules)


def _spending(progress: Progress, value: Fraction, share: Fraction, rules: LightRules) -> Light:
    """``done`` is the part of the ceiling that is used; what counts is how far that is ahead of its schedule."""
    ceiling = _top(progress)
    if ceiling <= 0:
        if _meets(progress, value):
            return _told(rules, "on_schedule", Words("目前未超上限", "within its ceiling so far"))
        return _told(rules, "far_behind", Words("已超上限", "over the ceiling"))
    used = value / ceiling
    words = Words(
        f"已用上限的 {percent_said(used)}，序时 {percent_said(share)}",
        f"{percent_said(used)} of the ceiling used, {percent_said(share)} due",
    )
    if used > 1 and not _meets(progress, value):
        return _told(rules, "far_behind", Words(f"已超上限；{words.zh}", f"over the ceiling; {words.en}"), used, share)
    if used <= share:
        return _told(rules, "on_schedule", words, used, share)
    # Turned round: a point more used than due is a point behind, and the ratio is of what is due to what is used.
    state = rules.state(share, used)
    return _told(rules, state, _with_slight(words, state, rules), used, share)


def _level(progress: Progress, value: Fraction, on: date, rules: LightRules) -> Light:
    met, baseline = _meets(progress, value), progress.baseline
    if baseline is not None and not _meets(progress, baseline):
        done = _done(progress, value)
        if done is not None:
            share = min(Fraction(1), due(progress.curve, on, start=progress.start, deadline=progress.deadline))
            way = Words("从上年到目标，", "on the way from last year's level, ")
            if met:
                return _told(rules, "on_schedule", _joined(way, _rate_words(progress, done, share)), done, share)
            return _against(progress, done, share, rules, way)
    if met:
        return _told(rules, "on_schedule", Words("目前达到目标，到期再定", "meets the target now; settled when due"))
    if _ceiling(progress):
        return _told(rules, "behind", Words("目前超过上限", "over its ceiling now"))
    return _told(rules, "not_due", Words("目前未达到，到期再比", "does not meet the target now; judged when due"))


def _against(progress: Progress, done: Fraction, share: Fraction, rules: LightRules, before: Words = _NOTHING) -> Light:
    state = rules.state(done, share)
    words = _joined(before, _rate_words(progress, done, share))
    return _told(rules, state, _with_slight(words, state, rules), done, share)


def _meets(progress: Progress, value: Fraction) -> bool:
    return meets(value, progress.low, progress.high, progress.bound, rate=progress.rate, less=progress.less)


def _done(progress: Progress, value: Fraction) -> Fraction | None:
    baseline = None if progress.accrues else progress.baseline
    return completion(value, progress.low, progress.high, progress.bound, baseline, less=progress.less)


def _top(progress: Progress) -> Fraction:
    """Its upper end, which of a single number is the number."""
    top = progress.high if progress.high is not None else progress.low
    assert top is not None, "a target with a number"
    return top


def _ceiling(progress: Progress) -> bool:
    return fewer(progress.bound, progress.less)


# Words ------------------------------------------------------------------------------------------------------------


def _told(
    rules: LightRules, state: State, words: Words, done: Fraction | None = None, share: Fraction | None = None
) -> Light:
    name = state_names()[state]
    return Light(state, rules.colours[state], f"{name.zh}：{words.zh}", f"{name.en}: {words.en}", done, share)


def _joined(first: Words, second: Words) -> Words:
    return Words(first.zh + second.zh, first.en + second.en)


def _with_slight(words: Words, state: State, rules: LightRules) -> Words:
    if state != "slightly_behind" or not rules.slight.zh:
        return words
    return Words(f"{words.zh}（{rules.slight.zh}）", f"{words.en} ({rules.slight.en})")


def _rate_words(progress: Progress, done: Fraction | None, share: Fraction | None = None) -> Words:
    if done is None:
        return Words("完成率无从计算", "no completion rate can be computed")
    if share is None:
        return Words(f"完成率 {percent_said(done)}", f"{percent_said(done)} done")
    gap = done - share
    points = plain(abs(gap) * 100)
    how = ("快", "ahead") if gap > 0 else ("慢", "behind")
    zh = f"{how[0]} {points} 个百分点" if gap else "持平"
    en = f"{points} points {how[1]}" if gap else "level"
    return Words(
        f"完成率 {percent_said(done)}，序时 {percent_said(share)}，{zh}",
        f"{percent_said(done)} done, {percent_said(share)} due, {en}",
    )
