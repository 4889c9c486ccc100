"""The zone being served: its ledger, its figures, its rules, in hand once a process.

Settings and packs are looked at anew when their files change, so that a pack switched on appears without a restart.
An engine serves one thread at a time: whoever asks it holds :meth:`Served.engine`.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from dajuan.answers.board import Board, board
from dajuan.answers.read import targets
from dajuan.answers.rules import Rules, rules_of
from dajuan.figures.duck import DuckEngine
from dajuan.figures.freshness import Freshness, freshness
from dajuan.ledger.entry import Entry
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import entries_of_subject, size_of
from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.ledger.zone import SETTINGS, Zone, zone_at
from dajuan.programmes.pack import Programme
from dajuan.subjects.subjects import Subjects
from dajuan.web.moment import Moment
from dajuan.web.options import WebOptions, web_options

_BOARDS = 64
"""Boards kept; one of 300 targets is about a megabyte."""


class Served:
    """One zone's folder in hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._stamp: tuple[object, ...] = ()
        self._engine: DuckEngine | None = None
        self._boards: OrderedDict[tuple[object, ...], Board | LedgerError] = OrderedDict()
        self._years: tuple[int, list[int]] | None = None
        self._wide: dict[str, tuple[int, list[tuple[int, Entry]]]] = {}
        self._heard: tuple[int, Freshness] | None = None
        self.look()

    def look(self) -> None:
        """Read settings and packs again where their files have changed. What is broken by then is told by whoever asks;
        what was in hand stays."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return
        with self._lock:
            zone = zone_at(self.folder)
            ledger = ledger_of(zone)
            self.zone: Zone = zone
            self.options: WebOptions = web_options(zone)
            self.rules: Rules = rules_of(zone)
            self._subjects = Subjects(ledger, zone.derived)
            old = getattr(self, "ledger", None)
            self.ledger: Ledger = ledger
            if old is not None:
                old.store.close()
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._boards.clear()
            self._years = None
            self._wide.clear()
            self._heard = None
            self._stamp = stamp

    def _stamp_now(self) -> tuple[object, ...]:
        paths = [self.folder / SETTINGS, *sorted((self.folder / "programmes").glob("*.y*ml"))]
        return tuple((path.name, _changed(path)) for path in paths)

    def stamp(self) -> str:
        """Changes whenever settings or packs do."""
        return hashlib.sha256(repr(self._stamp).encode()).hexdigest()[:16]

    @property
    def programmes(self) -> dict[str, Programme]:
        return dict(self.ledger.programmes)

    @contextmanager
    def engine(self) -> Iterator[DuckEngine]:
        """The figures' engine with all entries taken in, for this thread until the block ends."""
        with self._lock:
            if self._engine is None:
                self._engine = DuckEngine(self.ledger.store, self.zone.derived)
            self._engine.follow()
            yield self._engine

    def subjects(self) -> Subjects:
        """What every subject is by now, with all entries taken in."""
        self._subjects.follow()
        return self._subjects

    def size(self) -> int:
        return size_of(self.ledger)

    def size_at(self, moment: datetime) -> int:
        return size_of(self.ledger, known_at=moment)

    def today(self) -> date:
        return datetime.now(self.zone.timezone).date()

    def years(self) -> list[int]:
        """The years that have a plan, newest first; looked for again when the log has grown."""
        size = self.size()
        if self._years is None or self._years[0] != size:
            self._years = size, sorted({one.year for one in targets(self.ledger)}, reverse=True)
        return self._years[1]

    def wide(self, programme: str, size: int) -> list[tuple[int, Entry]]:
        """What was said of a whole programme's entries, a stretch at a time; read again when the log has grown."""
        known = self._wide.get(programme)
        if known is None or known[0] != size:
            found = entries_of_subject(self.ledger, programme=programme, subject="")
            known = size, [(seq, entry) for seq, entry in found if entry.about is not None]
            self._wide[programme] = known
        return known[1]

    def freshness(self, engine: DuckEngine, size: int | None) -> Freshness:
        """What was heard of every field and stage; asked again when another size of the log is."""
        size = engine.size if size is None else size
        if self._heard is None or self._heard[0] != size:
            self._heard = size, freshness(engine, size=size)
        return self._heard[1]

    def board(self, year: int, moment: Moment) -> Board:
        """The board of a year; kept until the log grows. Raises ``LedgerError`` where the year has no plan."""
        as_of = moment.as_of or min(self.today(), date(year, 12, 31))
        with self.engine() as engine:
            size = engine.size if moment.size is None else moment.size
            key = year, as_of, size, moment.verified
            if key not in self._boards:
                self._boards[key] = self._board(engine, year, as_of, moment)
                while len(self._boards) > _BOARDS:
                    self._boards.popitem(last=False)
            self._boards.move_to_end(key)
            found = self._boards[key]
        if isinstance(found, LedgerError):
            raise found
        return found

    def _board(self, engine: DuckEngine, year: int, as_of: date, moment: Moment) -> Board | LedgerError:
        """The board, or that there is none: which takes as long to find out. That the database is away is not kept."""
        try:
            return board(
                self.ledger, engine, self.rules, year=year, as_of=as_of, size=moment.size, verified=moment.verified
            )
        except AwayError:
            raise
        except LedgerError as error:
            return error

    def warm(self) -> None:
        """Have the register and the figures in hand, which whoever comes first would wait for."""
        self.subjects()
        with self.engine():
            pass

    def close(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self.ledger.store.close()


def _changed(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size


_served: Served | None = None
_making = threading.Lock()


def served() -> Served:
    """The zone of this process."""
    global _served
    with _making:
        if _served is None:
            if settings.ZONE is None:
                raise RuntimeError("DAJUAN_ZONE names no zone to serve")
            _served = Served(settings.ZONE.folder)
    return _served


def serve(folder: Path | None) -> None:
    """Serve another zone from now on: for tests. None: none."""
    global _served
    with _making:
        if _served is not None:
            _served.close()
        _served = Served(folder) if folder else None
