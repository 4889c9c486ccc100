"""整改期限 limits by grade, and the ladder: ``handling.yaml``, or a zone's own ``safety.yaml``; and ``[safety]`` of its settings.

[safety]
supervision = "督查室"        # left out: the office of [notices]
leader = "云岭高新区管委会"
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dajuan.answers.notices import settings as notices
from dajuan.answers.notices.ladder import Rung, read_ladder
from dajuan.answers.notices.timing import Timing
from dajuan.ledger.key_reader import MARKS, KeyReader, loaded
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.working_days import worked_days

FILE = "safety.yaml"
"""In a zone's folder."""
_OURS = Path(__file__).with_suffix(".yaml")
GRADES = ("general", "major")
WHO = ("department", "street", "supervision", "leader")
_CLOCKS = ("calendar", "working")
_WITHIN = ("notify_within", "recheck_within", "close_within")
_KEYS = ("source", "mark", "days", "limits", "extension_most", *_WITHIN, "ladder")
_LONGEST = 400
"""Days. A limit beyond is a slip."""


class Handling(NamedTuple):
    source: str
    mark: str
    working: bool
    """Days are working days; else those of the calendar."""
    limits: Mapping[str, int]
    extension_most: Mapping[str, int]
    notify_within: int
    recheck_within: int
    close_within: int
    ladder: tuple[Rung, ...]

    def after(self, day: date, days: int) -> date:
        """The last day of a limit that begins on ``day``, which does not count."""
        return worked_days().after(day, days) if self.working else day + timedelta(days=days)

    def between(self, start: date, end: date) -> int:
        """Days of the limit's kind after ``start`` up to and with ``end``; none if ``end`` is not later."""
        return worked_days().between(start, end) if self.working else max(0, (end - start).days)


class Settings(NamedTuple):
    handling: Handling
    supervision: str
    leader: str
    timing: Timing
    """How often the zone's notices say the same again."""


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming file and key."""
    of_notices = notices.settings_of(zone)
    named = {"supervision": of_notices.office, "leader": zone.name}
    for key, value in zone.table("safety", named).items():
        if not isinstance(value, str) or not value.strip():
            path = zone.folder / SETTINGS
            raise LedgerError(f"{path}：[safety] 的 {key} 应是单位名称", f"{path}: [safety] {key} is an organisation's name")  # fmt: skip
        named[key] = value.strip()
    return Settings(handling_in(zone.folder), named["supervision"], named["leader"], of_notices.timing)


def handling_in(folder: Path) -> Handling:
    """A zone's own; ours where it has written none. Raises :class:`LedgerError`."""
    own = folder / FILE
    path = own if own.exists() else _OURS
    return read_handling(path.read_text("utf-8"), str(path))


@lru_cache(16)
def read_handling(text: str, where: str) -> Handling:
    """Raises :class:`LedgerError` naming the key."""
    return _Reading(loaded(text, where), where, keys=_KEYS, longest=_LONGEST).handling()


class _Reading(KeyReader):
    """The file on its way in."""

    def handling(self) -> Handling:
        clock = self.one_of("days", _CLOCKS) if "days" in self.told else _CLOCKS[0]
        notify, recheck, close = map(self.number, _WITHIN)
        ladder = read_ladder(self.told.get("ladder"), who=WHO, whole=self.whole, wrong=self.wrong)
        return Handling(
            self.word("source"), self.one_of("mark", MARKS), clock == "working", self._by_grade("limits", 1),
            self._by_grade("extension_most", 0), notify, recheck, close, ladder,
        )  # fmt: skip

    def _by_grade(self, key: str, fewest: int) -> dict[str, int]:
        table = self.table(key)
        if set(table) != set(GRADES):
            raise self.wrong(key, f"{'、'.join(GRADES)} 各写一个天数", f"has a number of days for each of {', '.join(GRADES)}")  # fmt: skip
        return {grade: self.whole(table[grade], f"{key}.{grade}", fewest) for grade in GRADES}
