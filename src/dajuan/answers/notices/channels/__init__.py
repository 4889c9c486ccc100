"""Ways out: e-mail, the group robots of WeCom, DingTalk and Feishu, and a folder. One file a way, one method each.

A way takes one message and says what became of it, in one of three words: delivered; refused, which is certain not to
have arrived and may be tried again; unsure, when the answer was lost and it may have arrived or not. None of them
waits, tries again or remembers: that is ``sending``. What they take at most is in ``limits.toml`` with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from dajuan.answers.notices.channels.limits import Limits


class Address(NamedTuple):
    """Where one organisation or person is reached. ``where`` is a mail address, a webhook or nothing (the outbox)."""

    channel: str
    where: str = ""
    secret: str = ""

    @property
    def shown(self) -> str:
        """What may be printed and kept: a webhook is a secret."""
        return f"{self.channel} {self.where}" if self.channel == "mail" else self.channel


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out at once. The same ``id`` is the same message: it is made from the keys of its notices."""

    id: str
    to: str
    title: str
    body: str
    day: date
    """The day its oldest notice was planned; always the same, as ``made_at`` is not."""
    made_at: datetime


class Delivered(NamedTuple):
    """It was taken over."""


class Refused(NamedTuple):
    """It certainly was not taken over."""

    zh: str
    en: str
    whole_channel: bool = False
    """Not only this address: nothing can go out this way just now."""
    pause: float = 0
    """Seconds for which the other side wants to hear nothing more."""


class Unsure(NamedTuple):
    """It was handed over and no answer came: it may have arrived."""

    zh: str
    en: str


Outcome = Delivered | Refused | Unsure


class Channel(Protocol):
    @property
    def limits(self) -> Limits: ...

    @property
    def repeatable(self) -> bool:
        """The same message handed over twice is there once."""
        ...

    @property
    def disturbs(self) -> bool:
        """Somebody's telephone rings."""
        ...

    def lane(self, address: Address) -> str:
        """What shares a limit of messages per minute with this address; tells no secret."""
        ...

    def deliver(self, message: Message, address: Address) -> Outcome: ...
