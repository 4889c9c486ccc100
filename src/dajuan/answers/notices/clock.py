"""The time, and waiting for it: tests bring their own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """In the zone's own time."""
        ...

    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class WallClock:
    timezone: tzinfo

    def now(self) -> datetime:
        return datetime.now(self.timezone)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
