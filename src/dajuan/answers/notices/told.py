"""What somebody has to be told, made a notice for each of them: the words that all notices share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dajuan.answers.notices.notice import REASONS, Notice, Reason
from dajuan.standards.words import Words
from dajuan.standards.working_days import worked_days


class Told(NamedTuple):
    """A reason found: to whom, what makes it the same notice, and the words after the name of what it is about."""

    reason: Reason
    to: tuple[str, ...]
    key: str
    text: Words
    title: Words | None = None
    """Left out: the reason's own."""


class About(NamedTuple):
    """What it is about."""

    code: str
    name: Words
    """As a subject and a text begin with it."""
    by: Words
    """Whose notices these are: 督查, 企业诉求 …"""


def notices_told(told: Told, about: About, day: date) -> Iterator[Notice]:
    """One for each whom it tells."""
    title = told.title or REASONS[told.reason]
    for to in dict.fromkeys(told.to):
        yield Notice(
            to=to,
            reason=told.reason,
            target=about.code,
            subject=Words(
                f"【{about.by.zh}·{title.zh}】{about.name.zh}", f"[{about.by.en}: {title.en}] {about.name.en}"
            ),
            text=Words(
                f"{about.name.zh}：{told.text.zh}。（截至 {day}）", f"{about.name.en}: {told.text.en}. (as of {day})"
            ),
            key=f"{about.code}/{told.reason}/{told.key}/{to}",
            made_on=day,
        )


def nth_time(due: date, day: date, every: int) -> int:
    """Which time it is to be told on a day after ``due``, again ``every`` so many working days: the first time on the first
    day after, be it worked or not."""
    return max(1, time_told(worked_days().between(due, day), every))


def time_told(over: int, every: int) -> int:
    """Which time it is to be told, where it is told again ``every`` so many days: 1 from the first day ``over``; 0: not yet."""
    return 0 if over < 1 else (over - 1) // every + 1
