"""What the gateway keeps beside the ledger, as pages and API show it: what was heard last, a day's readings, what was refused.

It lies in the served zone's folder. A zone that has no gateway has none of it, and that is no error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from dajuan.systems.telemetry.hours import readings_of_day
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.letters import Letter, Letters
from dajuan.systems.telemetry.measures import run_states
from dajuan.systems.telemetry.reading import MISSING, Reading
from dajuan.systems.telemetry.reasons import reasons
from dajuan.systems.telemetry.settings import Settings, settings_of
from dajuan.systems.telemetry.tally import Tally
from dajuan.web.served import served
from dajuan.web.words import Words

WEEK = timedelta(days=6)
_POINTS = 300
"""Of a line that is drawn; the table has all."""


class Said(NamedTuple):
    """One reading in the units that people read."""

    at: datetime
    energy: float | None
    power: float | None
    output: int | None
    state: Words | None


class Last(NamedTuple):
    """What a device said last, and whether that was just now."""

    said: Said
    is_online: bool


def settings() -> Settings:
    return settings_of(served().zone)


@contextmanager
def _tally() -> Iterator[Tally | None]:
    path = settings().tally
    if not path.exists():
        yield None
        return
    tally = Tally(path)
    try:
        yield tally
    finally:
        tally.close()


def last_heard(firm: str | None = None) -> dict[str, Last]:
    """By device; of one firm or of all."""
    since = _online_since()
    with _tally() as tally:
        heard = tally.heard(firm) if tally else {}
    return {code: Last(said_of(one.reading), one.reading.at >= since) for code, one in heard.items()}


def online() -> int:
    """How many devices are on line just now."""
    with _tally() as tally:
        return tally.heard_since(_online_since()) if tally else 0


def _online_since() -> int:
    return int((datetime.now(UTC).timestamp() - settings().online) * 1000)


def said_of(one: Reading) -> Said:
    name = run_states().get(one.state)
    return Said(
        datetime.fromtimestamp(one.at / 1000, UTC),
        _thousandth(one.energy),
        _thousandth(one.power),
        None if one.output == MISSING else one.output,
        Words(name.zh, name.en) if name else None,
    )


def _thousandth(value: int) -> float | None:
    return None if value == MISSING else value / 1000


def days_of(device: str) -> list[date]:
    """The days of which there are readings, the newest first."""
    with _tally() as tally:
        return tally.days_of(device) if tally else []


def readings_of(firm: str, device: str, day: date) -> list[Said]:
    """A device's day in order, each moment once."""
    lake = Lake(settings().readings, served().zone.timezone)
    return [said_of(one) for one in readings_of_day(lake, day, firm, device)]


class Why(NamedTuple):
    """How often something was refused for one reason."""

    code: str
    words: Words
    many: int


class Counted(NamedTuple):
    """Of the last seven days: readings kept, and refused for which reasons."""

    kept: int
    whys: list[Why]

    @property
    def refused(self) -> int:
        return sum(one.many for one in self.whys)


def counted(firm: str | None = None) -> Counted:
    since = served().today() - WEEK
    with _tally() as tally:
        if tally is None:
            return Counted(0, [])
        return Counted(
            sum(tally.kept(since, firm).values()), [_why(*one) for one in tally.refused(since, firm).items()]
        )


def _why(code: str, many: int) -> Why:
    """A reason that an earlier version had and this one has not is told by its code."""
    reason = reasons().get(code)
    return Why(code, Words(reason.name.zh, reason.name.en) if reason else Words(code, code), many)


class Came(NamedTuple):
    came: datetime
    letter: Letter


def newest_letters(many: int, firm: str | None = None) -> list[Came]:
    """The newest first, of the last days on which anything was refused."""
    letters, found = Letters(settings().dead), list[Letter]()
    for day in letters.days()[: WEEK.days + 1]:
        found += letters.newest(day, many - len(found), firm)
        if len(found) >= many:
            break
    return [Came(datetime.fromtimestamp(one.at / 1000, UTC), one) for one in found]


def chart_of(readings: list[Said], about: Words) -> dict[str, Any] | None:
    """The day's power as a line; where it was never said, the counter. None where there is nothing to draw."""
    power = [one for one in readings if one.power is not None]
    drawn = power or [one for one in readings if one.energy is not None]
    if len(drawn) < 2:
        return None
    step = max(1, len(drawn) // _POINTS)
    zone = served().zone.timezone
    thinned = drawn[::step]
    return {
        "kind": "line",
        "unit": "千瓦 kW" if power else "千瓦时 kWh",
        "about": str(about),
        "at": [one.at.astimezone(zone).strftime("%H:%M") for one in thinned],
        "lines": [
            {
                "name": str(Words("读数", "Reading")),
                "role": "actual",
                "values": [one.power if power else one.energy for one in thinned],
            }
        ],
    }
