"""Who is to be told what on a day, and why: pure, from the plain values of each target.

A notice is planned on every day of its time, not on one day alone: a run that was missed is made up for by the next,
and the record of what was sent (not this module) keeps it from being told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from dajuan.answers.notices.notice import Notice, Reason
from dajuan.answers.notices.timing import Timing
from dajuan.answers.notices.told import About, Told, notices_told, time_told
from dajuan.standards.words import Words
from dajuan.standards.working_days import Calendar

Stage = Literal[
    "proposed", "set", "assigned", "disputed", "accepted", "reported", "sent-back", "reviewed", "extension-asked",
    "done", "closed", "dropped",
]  # fmt: skip
"""As in the pack ``targets``."""
_OWED: frozenset[Stage] = frozenset({"assigned", "accepted", "reported", "sent-back", "reviewed", "extension-asked"})
"""Stages in which the deadline runs against its owner. A report may be of a month: it does not stop the clock."""


class Watched(NamedTuple):
    """What a reminder needs to know of a target. Names are as in the ledger; empty where there is none."""

    code: str
    name: str
    owner: str
    reviewer: str
    supervisor: str
    stage: Stage
    stage_since: date
    deadline: date | None
    state: str = "on_schedule"
    """What its light means, not its colour: ``done``, ``far_behind`` … (``standards.supervision.lights.State``)."""
    progress: Fraction | None = None
    """What is done, as a share of the target; None where it cannot be measured."""
    reported_until: date | None = None
    """The last day the owner's figures reach to."""
    asked_until: date | None = None
    """The new deadline that is asked for."""
    said: str = ""
    """Why it was sent back, disputed, or asked to be put off."""


class Planned(NamedTuple):
    notices: tuple[Notice, ...]
    guessed: tuple[int, ...]
    """Years whose holidays are not known, so that their working days were counted by weekends alone."""


class _Day(NamedTuple):
    """What the reasons look at besides the target."""

    day: date
    timing: Timing
    calendar: Calendar

    def nth(self, since: date, grace: int) -> int:
        """Which reminder's time it is, ``grace`` working days after ``since``; 0: none is due yet."""
        return time_told(self.calendar.between(since, self.day) - grace, self.timing.repeat_every)

    def repeated(self, since: date) -> int:
        """The same for what is told at once and then again and again."""
        return 0 if self.day < since else self.calendar.between(since, self.day) // self.timing.repeat_every + 1


def plan_notices(watched: Iterable[Watched], day: date, timing: Timing, calendar: Calendar) -> Planned:
    """The notices due on a day, in the order of the targets; each at most once.

    ``calendar`` may be strict (:class:`UnknownYearError` where a year's holidays are not known) or one
    ``or_weekends()``: the years it guessed are then told with the plan.
    """
    around = _Day(day, timing, calendar)
    notices, counted = dict[str, Notice](), {day}
    for one in watched:
        counted |= {since for since in (one.stage_since, one.deadline) if since and since < day}
        for told in _told_of(one, around):
            for notice in _notices(one, told, day):
                notices.setdefault(notice.key, notice)
    return Planned(tuple(notices.values()), calendar.unknown_years(counted) if notices else ())


def _told_of(one: Watched, around: _Day) -> Iterator[Told]:
    for rule in _RULES:
        if told := rule(one, around):
            yield told


def _notices(one: Watched, told: Told, day: date) -> Iterator[Notice]:
    """To others than its owner they say who that is."""
    about = About(
        one.code, Words(f"{one.name}（{one.code}）", f"{one.name} ({one.code})"), Words("督查", "Supervision")
    )
    whose = Words(f"。牵头：{one.owner or '未定'}", f". Owner: {one.owner or 'none'}")
    for to in told.to:
        text = told.text if to == one.owner else Words(told.text.zh + whose.zh, told.text.en + whose.en)
        yield from notices_told(told._replace(to=(to,), text=text), about, day)


def _due_soon(one: Watched, around: _Day) -> Told | None:
    if one.deadline is None or one.stage not in _OWED or one.state == "done":
        return None
    left = (one.deadline - around.day).days
    steps = [step for step in around.timing.days_before if step >= left]
    if left < 0 or not steps:
        return None
    when = (
        Words(f"还有 {left} 天到期（{one.deadline}）", f"due in {left} days ({one.deadline})")
        if left
        else Words(f"今天到期（{one.deadline}）", f"due today ({one.deadline})")
    )
    return Told("due-soon", (_owner(one),), f"{one.deadline}/{min(steps)}", _with_progress(one, when))


def _overdue(one: Watched, around: _Day) -> Told | None:
    if one.stage not in _OWED or one.state == "done" or one.deadline is None or one.deadline >= around.day:
        return None
    nth = around.nth(one.deadline, grace=0)
    if not nth:
        return None
    days = (around.day - one.deadline).days
    text = Words(
        f"已逾期 {days} 天（应于 {one.deadline} 完成）",
        f"{days} days overdue (it was due on {one.deadline})",
    )
    higher = (one.supervisor,) if nth >= around.timing.escalate_at and one.supervisor else ()
    return Told("overdue", (_owner(one), *higher), f"{one.deadline}/{nth}", _with_progress(one, text))


def _not_accepted(one: Watched, around: _Day) -> Told | None:
    nth = around.nth(one.stage_since, around.timing.accept_within) if one.stage == "assigned" else 0
    if not nth:
        return None
    waited = around.calendar.between(one.stage_since, around.day)
    text = Words(
        f"{one.stage_since} 分派，{waited} 个工作日未签收（限 {around.timing.accept_within} 个工作日）",
        f"assigned on {one.stage_since}, not accepted for {waited} working days (limit {around.timing.accept_within})",
    )
    return Told("not-accepted", (_owner(one),), f"{one.stage_since}/{nth}", text)


def _waiting(
    reason: Reason, stage: Stage, to: Callable[[Watched], str], zh: str, en: str
) -> Callable[[Watched, _Day], Told | None]:
    """A rule for a stage in which somebody is to act: told when it begins, then again and again."""

    def rule(one: Watched, around: _Day) -> Told | None:
        nth = around.repeated(one.stage_since) if one.stage == stage else 0
        if not nth:
            return None
        text = Words(zh.format(one.stage_since), en.format(one.stage_since))
        return Told(
            reason, (to(one),), f"{one.stage_since}/{nth}", _with_words(one, _waited(text, around, one.stage_since))
        )

    return rule


def _extension_asked(one: Watched, around: _Day) -> Told | None:
    nth = around.repeated(one.stage_since) if one.stage == "extension-asked" else 0
    if not nth:
        return None
    text = Words(
        f"{_owner(one)} 于 {one.stage_since} 申请延期至 {one.asked_until or '未写明'}（原定 {one.deadline or '未定'}），请批复",
        f"{_owner(one)} asked on {one.stage_since} to put it off until {one.asked_until or 'no day named'}"
        f" (from {one.deadline or 'no date'}): please decide",
    )
    key = f"{one.stage_since}/{one.asked_until}/{nth}"
    return Told("extension-asked", (one.supervisor,), key, _with_words(one, _waited(text, around, one.stage_since)))


def _red(one: Watched, around: _Day) -> Told | None:
    """Once a month while it is far behind; a target that is overdue is told as that."""
    overdue = one.deadline is not None and one.deadline < around.day
    if one.state != "far_behind" or one.stage not in _OWED or overdue or around.day < one.stage_since:
        return None
    text = _with_progress(one, Words("进度严重落后于序时", "far behind its schedule"))
    to = (_owner(one), one.supervisor) if one.supervisor else (_owner(one),)
    return Told("red", to, f"{around.day:%Y-%m}", text)


_RULES: tuple[Callable[[Watched, _Day], Told | None], ...] = (
    _due_soon,
    _overdue,
    _not_accepted,
    _waiting("disputed", "disputed", lambda one: one.supervisor, "{} 提出异议，请处理", "disputed since {}: please settle it"),
    _waiting("sent-back", "sent-back", lambda one: _owner(one), "{} 被退回，请改后再报", "sent back on {}: please mend and report again"),
    _waiting("asked-to-review", "reported", lambda one: one.reviewer or one.supervisor, "{} 已报，请审核", "reported on {}: please review"),
    _extension_asked,
    _red,
)  # fmt: skip


def _owner(one: Watched) -> str:
    """The owner; where there is none, the office that watches."""
    return one.owner or one.supervisor


def _with_progress(one: Watched, text: Words) -> Words:
    zh, en = text
    if one.progress is not None:
        zh, en = f"{zh}，已完成 {_percent(one.progress)}", f"{en}, {_percent(one.progress)} done"
    else:
        zh, en = f"{zh}，完成多少无数可查", f"{en}, how much is done cannot be measured"
    if one.reported_until:
        zh, en = f"{zh}，填报到 {one.reported_until}", f"{en}, reported until {one.reported_until}"
    return Words(zh, en)


def _with_words(one: Watched, text: Words) -> Words:
    return Words(f"{text.zh}。理由：{one.said}", f"{text.en}. Why: {one.said}") if one.said else text


def _waited(text: Words, around: _Day, since: date) -> Words:
    """How long it has waited: counted in days, for a reminder that was not sent is none."""
    days = around.calendar.between(since, around.day)
    return Words(f"{text.zh}（已过 {days} 个工作日）", f"{text.en} ({days} working days ago)") if days else text


def _percent(share: Fraction) -> str:
    """One decimal at most, 四舍六入五成双 (GB/T 8170); what is short of the whole is never shown as the whole."""
    tenths = round(share * 1000)
    if share < 1:
        tenths = min(tenths, 999)
    return f"{Decimal(tenths).scaleb(-1).normalize():f} %"
