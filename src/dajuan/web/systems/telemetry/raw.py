"""What the gateway keeps beside the ledger, as pages and API show it: what was heard last, a day's readings, what was refused.

It lies in the served zone's folder. A zone that has no gateway has none of it, and that is no error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.letters import Letter, Letters
from dajuan.systems.telemetry.measures import run_states
from dajuan.systems.telemetry.reading import MISSING, Reading
from dajuan.systems.telemetry.settings import Settings, settings_of
from dajuan.systems.telemetry.tally import Heard, Tally
from dajuan.web.served import served
from dajuan.web.words import Words

FRESH = 15 * 60_000
"""Milliseconds: a device heard of within them is on line."""
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
    now = int(datetime.now(UTC).timestamp() * 1000)
    with _tally() as tally:
        return {code: _last(one, now) for code, one in (tally.heard(firm) if tally else {}).items()}


def _last(one: Heard, now: int) -> Last:
    return Last(said_of(one.reading), now - one.reading.at <= FRESH)


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
    """A device's day in order, each reading once. Those of the last minutes may still be in the journal."""
    table = Lake(settings().readings, served().zone.timezone).read(day, firm, [device])
    found: dict[datetime, Said] = {}
    for row in table.to_pylist():
        numbers = [MISSING if row[key] is None else int(row[key]) for key in ("energy", "power", "output", "state")]
        at = int(row["at"].timestamp() * 1000)
        found[row["at"]] = said_of(Reading(firm, device, at, *numbers))
    return [found[at] for at in sorted(found)]


class Counted(NamedTuple):
    """Of the last seven days: readings kept by day, refusals by code."""

    kept: dict[date, int]
    refused: dict[str, int]

    @property
    def kept_in_all(self) -> int:
        return sum(self.kept.values())

    @property
    def refused_in_all(self) -> int:
        return sum(self.refused.values())


def counted(firm: str | None = None) -> Counted:
    since = served().today() - WEEK
    with _tally() as tally:
        return Counted(tally.kept(since, firm), tally.refused(since, firm)) if tally else Counted({}, {})


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


def chart_of(readings: list[Said], about: str, words: Words) -> dict[str, Any] | None:
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
        "about": about,
        "at": [one.at.astimezone(zone).strftime("%H:%M") for one in thinned],
        "lines": [
            {"name": str(words), "role": "actual", "values": [one.power if power else one.energy for one in thinned]}
        ],
    }
