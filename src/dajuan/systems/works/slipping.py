"""停滞和滞后清单: which projects are stalled or slipping, each with the rule that says so and its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dajuan.answers.rules import Rules
from dajuan.answers.wording import percent_said, plain
from dajuan.standards.months import months_after
from dajuan.standards.supervision.rule_file import Origin
from dajuan.standards.words import Words
from dajuan.systems.works.progress import Progress
from dajuan.systems.works.project import Project
from dajuan.systems.works.settings import Settings

OURS = Words("本系统口径", "our own")


class Why(StrEnum):
    STALLED = "stalled"
    SILENT = "silent"
    OVERDUE = "overdue"
    BEHIND = "behind"
    START = "start"
    WAITING = "waiting"
    ENTRY = "entry"


STALLED = frozenset({Why.STALLED, Why.SILENT})
"""Nothing moves; the others are slow."""

NAMES = {
    Why.STALLED: Words("停缓建", "Stalled"),
    Why.SILENT: Words("没有动静", "Nothing moves"),
    Why.OVERDUE: Words("逾期未完工", "Overdue"),
    Why.BEHIND: Words("落后序时", "Behind schedule"),
    Why.START: Words("到期未开工", "Not started when due"),
    Why.WAITING: Words("迟迟未开工", "Waits too long"),
    Why.ENTRY: Words("开工未入库", "Not in the statistics"),
}


class Slip(NamedTuple):
    why: Why
    colour: str
    words: Words
    rule: Words
    """Where the threshold comes from."""


class Listed(NamedTuple):
    progress: Progress
    slips: tuple[Slip, ...]
    """The worst first."""

    @property
    def is_stalled(self) -> bool:
        return any(one.why in STALLED for one in self.slips)


def listed(some: Iterable[Progress], on: date, upto: date | None, settings: Settings, rules: Rules) -> list[Listed]:
    """Those that any rule puts on the list, red ones first. The entry in the statistics is asked about only where the zone
    keeps it at all."""
    some = list(some)
    kept = any(one.project.row.fields.get("in-statistics") for one in some)
    found = [Listed(one, _slips(one, on, upto, settings, rules, kept)) for one in some]
    return sorted(
        (one for one in found if one.slips),
        key=lambda one: (one.slips[0].colour != "red", -(one.progress.plan or 0), one.progress.project.key),
    )


def _slips(
    one: Progress, on: date, upto: date | None, settings: Settings, rules: Rules, kept: bool
) -> tuple[Slip, ...]:
    project = one.project
    if project.stage in (*project.family.over, *project.family.gone):
        return ()
    found = (
        _stalled(project), _silent(project, upto, settings), _overdue(project, on), _behind(one, rules),
        _start(project, on, settings), _waiting(project, on, settings), _entry(project, on, settings) if kept else None,
    )  # fmt: skip
    return tuple(sorted((slip for slip in found if slip), key=lambda slip: slip.colour != "red"))


def _stalled(one: Project) -> Slip | None:
    if one.stage not in one.family.stalled:
        return None
    since = one.moves[-1].on
    return Slip(
        Why.STALLED, "red", Words(f"{since} 起停缓建", f"stalled since {since}"), Words("台账里的阶段", "its stage")
    )


def _silent(one: Project, upto: date | None, settings: Settings) -> Slip | None:
    if not one.is_running or upto is None or one.started is None:
        return None
    since = max((month.end for month in one.months if month.fen > 0 and month.end <= upto), default=one.started)
    months = (upto.year - since.year) * 12 + upto.month - since.month
    if months < settings.silent_months:
        return None
    words = Words(
        f"{since:%Y-%m} 以后 {months} 个月没有投资", f"nothing invested for {months} months after {since:%Y-%m}"
    )
    return Slip(
        Why.SILENT, "red", words, _ours(f"满 {settings.silent_months} 个月", f"from {settings.silent_months} months on")
    )


def _overdue(one: Project, on: date) -> Slip | None:
    due = one.day("due-on")
    if due is None or on <= due:
        return None
    days = (on - due).days
    words = Words(f"计划 {due} 完工，已过 {days} 天", f"to be completed by {due}, {days} days ago")
    return Slip(Why.OVERDUE, "red", words, Words("计划完工（竣工）日期", "its planned completion"))


def _behind(one: Progress, rules: Rules) -> Slip | None:
    if one.state not in ("behind", "far_behind") or one.rate is None or one.due is None or one.gap is None:
        return None
    words = Words(
        f"完成年度计划的 {percent_said(one.rate)}，序时 {percent_said(one.due)}，慢 {plain(-one.gap * 100)} 个百分点",
        f"{percent_said(one.rate)} of the year's plan done, {percent_said(one.due)} due, {plain(-one.gap * 100)} points behind",
    )
    return Slip(Why.BEHIND, rules.lights.colours[one.state], words, _from(rules.lights.origin))


def _start(one: Project, on: date, settings: Settings) -> Slip | None:
    due = one.day("start-due")
    if due is None or one.started is not None:
        return None
    colour = settings.start.colour(due, on)
    if colour is None:
        return None
    words = Words(f"计划 {due} 开工，还没有开工", f"to start by {due}, not started")
    return Slip(Why.START, colour, words, _from(settings.start.origin))


def _waiting(one: Project, on: date, settings: Settings) -> Slip | None:
    agreed = one.reached((one.family.agreed,))
    if agreed is None or one.started is not None or one.day("start-due") or one.stage not in one.family.before:
        return None
    if on <= agreed + timedelta(days=settings.waiting_days):
        return None
    days = (on - agreed).days
    words = Words(f"{agreed} 签约或立项，{days} 天还没开工", f"agreed on {agreed}, not started for {days} days")
    return Slip(
        Why.WAITING, "yellow", words, _ours(f"超过 {settings.waiting_days} 天", f"over {settings.waiting_days} days")
    )


def _entry(one: Project, on: date, settings: Settings) -> Slip | None:
    if one.started is None or one.row.fields.get("in-statistics"):
        return None
    colour = settings.entry.colour(one.started, on)
    if colour is None:
        return None
    last = months_after(one.started, settings.entry.yellow_months)
    words = Words(
        f"{one.started} 开工，{last} 前应入库，还没有入库", f"started on {one.started}, due in the statistics by {last}"
    )
    return Slip(Why.ENTRY, colour, words, _from(settings.entry.origin))


def _from(origin: Origin) -> Words:
    return Words(f"{origin.name.zh}（{origin.source}）", f"{origin.name.en} ({origin.source})")


def _ours(zh: str, en: str) -> Words:
    return Words(f"{zh}（{OURS.zh}）", f"{en} ({OURS.en})")
