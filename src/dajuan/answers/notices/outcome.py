"""What became of a notice: sent, held back until, failed with why, unsure, nobody to tell."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.record import State
from dajuan.standards.words import Words


class Sent(NamedTuple):
    notice: Notice
    channel: str
    contact: str
    at: datetime


class Held(NamedTuple):
    """Not tried now; a run at or after ``until`` tries."""

    notice: Notice
    channel: str
    contact: str
    until: datetime
    why: Words


class Failed(NamedTuple):
    """Refused; ``again_at`` None: given up, a person has to look."""

    notice: Notice
    channel: str
    contact: str
    tries: int
    again_at: datetime | None
    why: Words


class Uncertain(NamedTuple):
    """It may have arrived; a person has to say (``Record.settle``)."""

    notice: Notice
    channel: str
    contact: str
    since: datetime
    why: Words


class Nobody(NamedTuple):
    """Nobody is known under that name: it lies in the supervision office's outbox instead."""

    notice: Notice
    office: str
    why: Words


class Report(NamedTuple):
    """One run. ``failed`` and ``unsure`` also name what earlier runs left to a person."""

    sent: tuple[Sent, ...]
    held: tuple[Held, ...]
    failed: tuple[Failed, ...]
    unsure: tuple[Uncertain, ...]
    nobody: tuple[Nobody, ...]
    told_before: int
    """Of what was planned now; told on every channel already."""
    withdrawn: int
    """What waited and has lost its cause."""


class Foreseen(NamedTuple):
    """What a run would do with a notice on one channel: nothing is written, nobody is asked."""

    notice: Notice
    channel: str
    contact: str
    address: str
    """As it may be shown: no webhook, no secret."""
    state: State
    """``waiting``: it would be tried at ``at``; anything else is what became of it already."""
    at: datetime
