"""网关 the gateway: takes readings until it is stopped, and in a thread beside that carries them into the lake, rolls them up
and follows the ledger's devices and consents.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.telemetry.intake import Intake
from dajuan.systems.telemetry.journal import Journal, segments
from dajuan.systems.telemetry.judge import Known
from dajuan.systems.telemetry.keys import gateway_password, signing_keys
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.letters import Letters
from dajuan.systems.telemetry.mqtt import Subscriber
from dajuan.systems.telemetry.registry import known_of
from dajuan.systems.telemetry.rolling import Rolled, Roller
from dajuan.systems.telemetry.settings import Settings
from dajuan.systems.telemetry.settling import next_number, settle
from dajuan.systems.telemetry.tally import Tally

_TELL = 2.0
"""Seconds between two times that pages are told what was heard last."""
_FOLLOW = 1.0
"""Seconds within which a consent withdrawn is known here."""
_ROLL = 60.0
_FULL = 250_000
"""Readings from which a segment is closed before its time."""


def wall_clock() -> int:
    return time.time_ns() // 1_000_000


def intake_of(
    zone: Zone, settings: Settings, tally: Tally, known: Known, *, clock: Callable[[], int] = wall_clock
) -> Intake:
    """The door of a zone, with a segment of its own in the journal."""
    return Intake(
        Journal(settings.journal, next_number(settings.journal, tally)),
        Letters(settings.dead),
        tally,
        known=known,
        keys=signing_keys(settings),
        limits=settings.limits,
        timezone=zone.timezone,
        clock=clock,
    )


class Gateway:
    """Of one zone. ``clock``: milliseconds since 1970."""

    def __init__(self, zone: Zone, settings: Settings, *, clock: Callable[[], int] = wall_clock) -> None:
        self.zone, self.settings, self.clock = zone, settings, clock
        self.tally = Tally(settings.tally)
        self.left_over = segments(settings.journal)
        self.intake = intake_of(zone, settings, self.tally, Known({}, {}), clock=clock)
        self.keeper = Keeper(zone, settings, self.intake, clock)
        self._told_at = self._next_at = time.monotonic()

    def run(self, stop: threading.Event) -> None:
        """Until ``stop`` is set; then all that was taken is in the lake."""
        settings = self.settings
        self.subscriber = Subscriber(
            self.intake, host=settings.host, port=settings.port, password=gateway_password(settings)
        )
        for number in self.left_over:
            self.keeper.closed.put(number)
        self.keeper.start()
        self.keeper.ready.wait()
        readers = self._opc_ua(stop)
        try:
            if self.keeper.failure is None:
                self.subscriber.run(_Either(stop, self.keeper), self.tick)
        finally:
            stop.set()
            for one in readers:
                one.join()
            self.intake.commit()
            self.tick(last=True)
            self.keeper.finish()
            self.intake.journal.close()
            self.tally.close()
        if self.keeper.failure is not None:
            raise self.keeper.failure

    def tick(self, *, last: bool = False) -> None:
        """What is due between messages."""
        now = time.monotonic()
        if last or now - self._told_at >= _TELL:
            self.intake.tell_heard()
            self._told_at = now
        journal = self.intake.journal
        if journal.rows and (last or journal.rows >= _FULL or now - self._next_at >= self.settings.settle):
            self.keeper.closed.put(journal.next())
            self._next_at = now
        elif not journal.rows:
            self._next_at = now

    def _opc_ua(self, stop: threading.Event) -> list[threading.Thread]:
        if not self.settings.sources.exists():
            return []
        from dajuan.systems.telemetry.opcua import sources_in, start_reading

        return [start_reading(one, self.intake, self.tally, stop) for one in sources_in(self.settings)]


class _Either(threading.Event):
    """Set when the gateway is told to stop, or cannot go on."""

    def __init__(self, stop: threading.Event, keeper: Keeper) -> None:
        super().__init__()
        self._stop, self._keeper = stop, keeper

    def is_set(self) -> bool:
        return self._stop.is_set() or self._keeper.failure is not None

    def wait(self, timeout: float | None = None) -> bool:
        return self._stop.wait(timeout)


class Keeper(threading.Thread):
    """Follows the ledger, settles segments, rolls up; with connections of its own."""

    def __init__(self, zone: Zone, settings: Settings, intake: Intake, clock: Callable[[], int]) -> None:
        super().__init__(name="telemetry-keeper", daemon=True)
        self.zone, self.settings, self.intake, self.clock = zone, settings, intake, clock
        self.closed: queue.Queue[int | None] = queue.Queue()
        self.ready = threading.Event()
        """Devices and consents are known."""
        self.failure: BaseException | None = None

    def finish(self) -> None:
        """Do what is left, then end."""
        self.closed.put(None)
        self.join()

    def run(self) -> None:
        try:
            self._keep()
        except BaseException as error:
            self.failure = error
            self.ready.set()

    def _keep(self) -> None:
        ledger = ledger_of(self.zone)
        tally = Tally(self.settings.tally)
        lake = Lake(self.settings.readings, self.zone.timezone)
        roller = Roller(self.zone, ledger, lake, tally, self.settings)
        subjects = Subjects(ledger, self.zone.derived)
        seen, rolled_at = -1, time.monotonic() - _ROLL
        try:
            while True:
                if (size := size_of(ledger)) != seen:
                    subjects.follow()
                    seen, self.intake.known = size, known_of(subjects, self.zone.timezone)
                self.intake.keys = signing_keys(self.settings)
                self.ready.set()
                ended = not self._settle(lake, tally)
                if ended or time.monotonic() - rolled_at >= _ROLL:
                    roller.devices = self.intake.known.devices
                    self._roll(roller)
                    rolled_at = time.monotonic()
                if ended:
                    return
        finally:
            subjects.close()
            ledger.store.close()
            tally.close()

    def _settle(self, lake: Lake, tally: Tally) -> bool:
        """Whether more may come."""
        try:
            number = self.closed.get(timeout=_FOLLOW)
        except queue.Empty:
            return True
        if number is not None:
            settle(self.settings.journal, lake, tally, [number])
        return number is not None

    def _roll(self, roller: Roller) -> None:
        """A ledger that refuses or is away costs nothing: what was to be rolled up stays so."""
        now = datetime.fromtimestamp(self.clock() / 1000, UTC)
        try:
            done: list[Rolled] = [roller.roll(now), roller.silent(now)]
        except LedgerError as error:
            print(f"dajuan: {error}", file=sys.stderr, flush=True)
            return
        for trouble in (trouble for one in done for trouble in one.troubles):
            print(f"dajuan: {trouble}", file=sys.stderr, flush=True)
