"""A notice 通知: one thing that one organisation or person is to be told about one target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dajuan.standards.words import Words

Reason = Literal[
    "due-soon", "overdue", "not-accepted", "disputed", "sent-back", "asked-to-review", "extension-asked", "red",
    "request-due", "request-overdue", "request-waits", "promise-due", "promise-overdue", "promise-waits",
    "hazard-due", "hazard-overdue", "hazard-waits", "event-overdue", "scene-due", "scene-overdue",
]  # fmt: skip


REASONS: dict[Reason, Words] = {
    "due-soon": Words("即将到期", "due soon"),
    "overdue": Words("逾期", "overdue"),
    "not-accepted": Words("未签收", "not accepted"),
    "disputed": Words("有异议", "disputed"),
    "sent-back": Words("退回", "sent back"),
    "asked-to-review": Words("待审核", "to be reviewed"),
    "extension-asked": Words("申请延期", "extension asked"),
    "red": Words("严重落后", "far behind"),
    "request-due": Words("诉求临期", "request due"),
    "request-overdue": Words("诉求超期", "request overdue"),
    "request-waits": Words("诉求待办", "request waits"),
    "promise-due": Words("承诺临期", "promise due"),
    "promise-overdue": Words("承诺逾期", "promise overdue"),
    "promise-waits": Words("承诺待核查", "promise to be checked"),
    "hazard-due": Words("隐患临期", "hazard due"),
    "hazard-overdue": Words("隐患逾期", "hazard overdue"),
    "hazard-waits": Words("隐患待办", "hazard waits"),
    "event-overdue": Words("跟踪逾期", "follow-up overdue"),
    "scene-due": Words("场景临期", "scene ending"),
    "scene-overdue": Words("场景逾期", "scene overdue"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """``key`` makes two notices the same one: whoever was told it is not told again, on whatever day it is planned."""

    to: str
    """As owners are named in the ledger; empty where the target names nobody."""
    reason: Reason
    target: str
    """The target's code."""
    subject: Words
    text: Words
    key: str
    made_on: date

    @property
    def thread(self) -> str:
        """Of one thread only the newest is worth telling: one that still waits gives way to the next."""
        return f"{self.target}/{self.reason}/{self.to}"
