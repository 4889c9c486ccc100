"""What the gateway remembers between its starts, in ``telemetry/tally.sqlite``: which segments of the journal are in the
lake, which days of which devices have to be rolled up, what every device said last, what was kept and refused.

Pages read it while the gateway writes. What was heard last may be some seconds old after a crash; the rest is exact.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dajuan.systems.telemetry.lake import Part
from dajuan.systems.telemetry.reading import Reading

_TABLES = """
create table if not exists settled (number integer primary key, readings integer not null) without rowid;
create table if not exists present (
  device text not null, day text not null, firm text not null, touched integer not null, rolled integer not null default -1,
  primary key (device, day)) without rowid;
create index if not exists present_of_firm on present (firm, day, device, touched, rolled);
create table if not exists heard (
  device text primary key, firm text not null, at integer not null, energy integer not null, power integer not null,
  output integer not null, state integer not null, taken integer not null) without rowid;
create index if not exists heard_of_firm on heard (firm, device);
create table if not exists kept (day text not null, firm text not null, many integer not null,
  primary key (day, firm)) without rowid;
create table if not exists refused (day text not null, code text not null, firm text not null, many integer not null,
  primary key (day, code, firm)) without rowid;
"""


class Heard(NamedTuple):
    """The newest reading of a device, and when the gateway took it (milliseconds)."""

    reading: Reading
    taken: int


class Touched(NamedTuple):
    """A day of a device that has readings which are not rolled up yet. ``touched``: the segment that brought the newest."""

    firm: str
    day: date
    device: str
    touched: int


class Tally:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=20, isolation_level=None, check_same_thread=False)
        self._db.executescript("pragma journal_mode=wal; pragma synchronous=full;" + _TABLES)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("begin immediate")
        try:
            yield self._db
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise

    # Segments ------------------------------------------------------------------------------------------------------

    def settle(self, number: int, parts: Sequence[Part]) -> None:
        """A segment is in the lake: all of it is told at once or not at all."""
        with self._writing() as db:
            db.execute("insert into settled values (?, ?)", (number, sum(part.readings for part in parts)))
            db.executemany(
                "insert into present (device, day, firm, touched) values (?, ?, ?, ?)"
                " on conflict (device, day) do update set touched = excluded.touched",
                ((device, str(part.day), part.firm, number) for part in parts for device in part.devices),
            )
            db.executemany(
                "insert into kept values (?, ?, ?) on conflict (day, firm) do update set many = many + excluded.many",
                ((str(part.day), part.firm, part.readings) for part in parts),
            )

    def is_settled(self, number: int) -> bool:
        return self._db.execute("select 1 from settled where number = ?", (number,)).fetchone() is not None

    def last_settled(self) -> int:
        return int(self._db.execute("select coalesce(max(number), 0) from settled").fetchone()[0])

    # Days to roll up -----------------------------------------------------------------------------------------------

    def touched(self, *, until: date | None = None) -> list[Touched]:
        """Of days before ``until``."""
        found = self._db.execute(
            "select firm, day, device, touched from present where touched > rolled and day < ? order by firm, day, device",
            (str(until or "9999"),),
        )
        return [Touched(firm, date.fromisoformat(day), device, number) for firm, day, device, number in found]

    def rolled(self, days: Iterable[Touched]) -> None:
        """These are rolled up. What came in meanwhile touches them again."""
        with self._writing() as db:
            db.executemany(
                "update present set rolled = ? where device = ? and day = ?",
                ((one.touched, one.device, str(one.day)) for one in days),
            )

    def devices_on(self, firm: str, day: date) -> list[str]:
        found = self._db.execute("select device from present where firm = ? and day = ?", (firm, str(day)))
        return [device for (device,) in found]

    def days_around(self, device: str, day: date, reach: date, until: date) -> tuple[date | None, date | None]:
        """The last day before ``day`` and the first after it on which a device was heard of, not before ``reach`` nor after
        ``until``."""
        before, after = self._db.execute(
            "select (select max(day) from present where device = :device and day < :day and day >= :reach),"
            " (select min(day) from present where device = :device and day > :day and day <= :until)",
            {"device": device, "day": str(day), "reach": str(reach), "until": str(until)},
        ).fetchone()
        return before and date.fromisoformat(before), after and date.fromisoformat(after)

    def days_of(self, device: str) -> list[date]:
        """The days on which a device was heard of, the newest first."""
        found = self._db.execute("select day from present where device = ? order by day desc", (device,))
        return [date.fromisoformat(day) for (day,) in found]

    # What was heard and refused ------------------------------------------------------------------------------------

    def hear(self, newest: Mapping[str, Heard]) -> None:
        with self._writing() as db:
            db.executemany(
                "insert into heard values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (device) do update set firm = excluded.firm,"
                " at = excluded.at, energy = excluded.energy, power = excluded.power, output = excluded.output,"
                " state = excluded.state, taken = excluded.taken where excluded.at >= heard.at",
                ((one.reading.device, one.reading.firm, *one.reading[2:], one.taken) for one in newest.values()),
            )

    def heard(self, firm: str | None = None) -> dict[str, Heard]:
        """By device, of one firm or of all."""
        found = self._db.execute(
            "select firm, device, at, energy, power, output, state, taken from heard where ? is null or firm = ?",
            (firm, firm),
        )
        return {row[1]: Heard(Reading(*row[:7]), row[7]) for row in found}

    def heard_since(self, at: int) -> int:
        """How many devices said something at this moment or later."""
        return int(self._db.execute("select count(*) from heard where at >= ?", (at,)).fetchone()[0])

    def refuse(self, day: date, many: Mapping[tuple[str, str], int]) -> None:
        """``many``: by code and firm."""
        with self._writing() as db:
            db.executemany(
                "insert into refused values (?, ?, ?, ?)"
                " on conflict (day, code, firm) do update set many = many + excluded.many",
                ((str(day), code, firm, count) for (code, firm), count in many.items()),
            )

    def refused(self, since: date, firm: str | None = None) -> dict[str, int]:
        """By code, how many since a day."""
        found = self._db.execute(
            "select code, sum(many) from refused where day >= ? and (? is null or firm = ?) group by code order by 2 desc",
            (str(since), firm, firm),
        )
        return dict(found.fetchall())

    def kept(self, since: date, firm: str | None = None) -> dict[date, int]:
        """By day of the reading, how many came in, doubled ones counted as often as they came."""
        found = self._db.execute(
            "select day, sum(many) from kept where day >= ? and (? is null or firm = ?) group by day order by day",
            (str(since), firm, firm),
        )
        return {date.fromisoformat(day): many for day, many in found}

    def close(self) -> None:
        self._db.close()
