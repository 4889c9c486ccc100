"""Sending: each notice once on each channel, or a clear word why not (yet).

Nothing is sent twice (at most once): a notice is written down as *sending* before it is handed over, and one whose
answer was lost, or that was in the air when a run died, becomes *unsure* and waits for a person's word. A webhook or a
mail server cannot tell a message again, so the other promise (at least once) would mean doubles; whoever prefers them
sets ``retry_unsure``. The outbox does tell it again, by its file's name: there a crash changes nothing.

Nothing is lost: what may not go out now is kept until it may, what was refused is tried again later and later, and
what was refused too often is given up in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dajuan.answers.notices.channels import Address, Channel, Delivered, Outcome, Refused, Unsure
from dajuan.answers.notices.channels.mail import Mail
from dajuan.answers.notices.channels.outbox import Outbox
from dajuan.answers.notices.channels.robots import robots
from dajuan.answers.notices.clock import Clock
from dajuan.answers.notices.contacts import filled, resolved
from dajuan.answers.notices.digest import Bundle, bundles, message_of
from dajuan.answers.notices.hours import open_from
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.outcome import Failed, Foreseen, Held, Nobody, Report, Sent, Uncertain
from dajuan.answers.notices.record import Kept, Pause, Record, State
from dajuan.answers.notices.routes import address_of, routes_of
from dajuan.answers.notices.settings import Settings
from dajuan.standards.words import Words
from dajuan.standards.working_days import Calendar

Progress = Callable[[int, int], None]
"""Messages done, and how many there are."""

PATIENCE = 120.0
"""Seconds one run waits for limits per minute, in all; what has to wait longer is held for the next run."""
WINDOW = 65.0
"""Seconds that stand for a minute of a limit: the other side's clock and the way there are not ours."""
FIRST_PAUSE = 600.0
LONGEST_PAUSE = 86_400.0
"""Seconds between two tries: ten minutes, then four times as long each time, a day at most."""
_AFTER_LIMIT = Words("等每分钟的条数限制", "waits for the limit of messages per minute")
_AFTER_HOURS = Words("免打扰时间或非工作日", "quiet hours, or no working day")
_DIED = Words("上次发送中断，可能已送到，也可能没有", "the last run died while sending it: it may have arrived or not")


def channels_of(settings: Settings, folder: Path, clock: Clock) -> dict[str, Channel]:
    """The ways out of a zone's folder. Raises :class:`NoticesError` when the mail password's variable is not set."""
    ways: dict[str, Channel] = {"outbox": Outbox(folder / "outbox"), **robots(lambda: clock.now().timestamp())}
    if server := settings.mail:
        authorities = str(folder / server.authorities) if server.authorities else ""
        ways["mail"] = Mail(replace(server, password=filled(server.password), authorities=authorities))
    return ways


def send(
    notices: Iterable[Notice],
    *,
    record: Record,
    settings: Settings,
    channels: Mapping[str, Channel],
    clock: Clock,
    calendar: Calendar,
    complete: bool = False,
    patience: float = PATIENCE,
    progress: Progress | None = None,
) -> Report:
    """Send these, and whatever waits from before. Raises :class:`NoticesError` before anything was sent, or not at all.

    ``complete``: these are all there are today, so what still waits and is not among them has lost its cause (the target
    was done meanwhile) and is withdrawn. ``patience``: seconds to wait for limits per minute, in all.
    A year whose holidays ``calendar`` does not know keeps nothing back: of it only weekends are days off.
    """
    with record.turn():
        run = _Run(record, settings, channels, clock, calendar.or_weekends(), patience)
        run.recover()
        run.plan(notices, complete)
        run.send_all(progress or (lambda done, total: None))
        return run.report()


def foresee(
    notices: Iterable[Notice], *, record: Record | None, settings: Settings, now: datetime, calendar: Calendar
) -> list[Foreseen]:
    """What :func:`send` would do with each notice; ``record`` is None where nothing was ever sent."""
    found = []
    for notice in notices:
        for route in routes_of(notice, settings)[0]:
            name = route.address.channel
            state: State = "waiting"
            at = now
            if record and (kept := record.of(route.notice, name)):
                state, at = kept.state, kept.changed_at
            if state == "waiting":
                at = now if name == "outbox" else open_from(now, settings.hours, calendar.or_weekends())
            found.append(Foreseen(route.notice, name, route.contact, route.address.shown, state, at))
    return found


class _Job(NamedTuple):
    """One message that is to go out."""

    bundle: Bundle
    kept: tuple[Kept, ...]
    channel: str
    contact: str
    address: Address


class _Run:
    """One run of the sender: what it works with, and what it has found out."""

    def __init__(
        self,
        record: Record,
        settings: Settings,
        channels: Mapping[str, Channel],
        clock: Clock,
        calendar: Calendar,
        patience: float,
    ) -> None:
        self.record, self.settings, self.channels = record, settings, channels
        self.clock, self.calendar, self.patience = clock, calendar, patience
        self.sent: list[Sent] = []
        self.held: list[Held] = []
        self.failed: list[Failed] = []
        self.nobody: list[Nobody] = []
        self.told_before = self.withdrawn = 0

    def recover(self) -> None:
        """What was in the air when the last run died."""
        for kept in self.record.kept("sending"):
            channel = self.channels.get(kept.channel)
            again = self.settings.retry_unsure or (channel is not None and channel.repeatable)
            self.record.end(
                [kept.notice], kept.channel, "waiting" if again else "unsure", at=self.clock.now(), why=_DIED
            )

    def plan(self, notices: Iterable[Notice], complete: bool) -> None:
        wanted: list[tuple[Notice, str, str]] = []
        for notice in notices:
            routes, why = routes_of(notice, self.settings)
            if why:
                self.nobody.append(Nobody(notice, self.settings.office, why))
            before = [self.record.of(route.notice, route.address.channel) for route in routes]
            self.told_before += all(kept is not None and kept.state == "sent" for kept in before)
            wanted += [(route.notice, route.address.channel, route.contact) for route in routes]
        self.record.plan(wanted, self.clock.now())
        if complete:
            self.withdrawn = self.record.withdraw({notice.key for notice, _, _ in wanted}, self.clock.now())

    def send_all(self, progress: Progress) -> None:
        jobs = list(self._jobs())
        for done, job in enumerate(jobs):
            progress(done, len(jobs))
            self._send(job)
        progress(len(jobs), len(jobs))

    def _jobs(self) -> list[_Job]:
        """Messages to send. A variable that is not set is told here, before the first of them."""
        jobs = []
        waiting = sorted(self.record.kept("waiting"), key=lambda kept: (kept.channel, kept.contact))
        for (name, contact), some in groupby(waiting, key=lambda kept: (kept.channel, kept.contact)):
            kept = {one.notice.key: one for one in some}
            address = address_of(contact, name, self.settings)
            if address is None:
                self._give_up(list(kept.values()), Words(
                    f"{contact} 的联系方式里没有 {name} 了", f"{contact} is no longer reached by {name}"
                ))  # fmt: skip
                continue
            address, limits = resolved(address), self.channels[name].limits
            jobs += [
                _Job(bundle, tuple(kept[one.key] for one in bundle.notices), name, contact, address)
                for bundle in bundles((one.notice for one in kept.values()), name, limits, self.settings.language)
            ]
        return jobs

    def _give_up(self, some: Sequence[Kept], why: Words) -> None:
        for kept in some:
            self.record.end([kept.notice], kept.channel, "given-up", at=self.clock.now(), why=why)

    def _send(self, job: _Job) -> None:
        if held := self._held(job):
            until, why = held
            self.held += [Held(one, job.channel, job.contact, until, why) for one in job.bundle.notices]
            return
        channel, now = self.channels[job.channel], self.clock.now()
        lane = channel.lane(job.address)
        message = message_of(job.bundle, job.contact, now, channel.limits, self.settings.language)
        self.record.begin(job.bundle.notices, job.channel, message=job.bundle.id, lane=lane, at=now)
        self._note(job, lane, channel.deliver(message, job.address))

    def _held(self, job: _Job) -> tuple[datetime, Words] | None:
        """Until when it must not go out, and why. Short waits for a limit are waited for here."""
        channel = self.channels[job.channel]
        lane = channel.lane(job.address)
        while True:
            now = self.clock.now()
            for place in (lane, _place(lane, job.address)):
                pause = self.record.paused(place)
                # A clock that was set back must not make a pause longer than any is.
                if pause and now.timestamp() < pause.until <= now.timestamp() + LONGEST_PAUSE:
                    return datetime.fromtimestamp(pause.until, now.tzinfo), pause.why
            if channel.disturbs and (later := open_from(now, self.settings.hours, self.calendar)) > now:
                return later, _AFTER_HOURS
            wait = self._wait(lane, channel, now.timestamp())
            if wait > self.patience:
                return now + timedelta(seconds=wait), _AFTER_LIMIT
            if wait <= 0:
                return None
            self.clock.sleep(wait)
            self.patience -= wait

    def _wait(self, lane: str, channel: Channel, now: float) -> float:
        """Seconds until the lane takes one more."""
        limits = channel.limits
        if not limits.per_minute:
            return 0
        lately = self.record.attempts(lane, now - WINDOW, now)
        waits = [lately[-1] + limits.gap - now] if lately else [0.0]
        if len(lately) >= limits.per_minute:
            waits.append(lately[-limits.per_minute] + WINDOW - now)
        return max(waits)

    def _note(self, job: _Job, lane: str, outcome: Outcome) -> None:
        """Write down what became of a message, and tell it."""
        now = self.clock.now()
        if isinstance(outcome, Delivered):
            self._delivered(job, lane, now)
        elif isinstance(outcome, Refused) and outcome.pause:
            self._silenced(job, lane, now, outcome)
        else:
            self._failed(job, lane, now, outcome)

    def _delivered(self, job: _Job, lane: str, now: datetime) -> None:
        self.record.end(job.bundle.notices, job.channel, "sent", at=now)
        self.sent += [Sent(one, job.channel, job.contact, now) for one in job.bundle.notices]
        places = [place for place in {lane, _place(lane, job.address)} if self.record.paused(place)]
        if places:
            self.record.resume(*places)

    def _silenced(self, job: _Job, lane: str, now: datetime, outcome: Refused) -> None:
        """Too fast: no fault of the notice, so it counts as no try."""
        until, why = now + timedelta(seconds=min(outcome.pause, LONGEST_PAUSE)), Words(outcome.zh, outcome.en)
        before = self.record.paused(lane)
        self.record.pause(lane, Pause(before.failures if before else 0, until.timestamp(), why))
        self.record.end(job.bundle.notices, job.channel, "waiting", at=now, why=why)
        self.held += [Held(one, job.channel, job.contact, until, why) for one in job.bundle.notices]

    def _failed(self, job: _Job, lane: str, now: datetime, outcome: Refused | Unsure) -> None:
        """Nothing more goes that way for a while: after a lost answer too, so that the rest stays certain."""
        unsure, why = isinstance(outcome, Unsure), Words(outcome.zh, outcome.en)
        whole = unsure or (isinstance(outcome, Refused) and outcome.whole_channel)
        place = lane if whole else _place(lane, job.address)
        before = self.record.paused(place)
        failures = before.failures if before else 0
        until = now + timedelta(seconds=min(FIRST_PAUSE * 4 ** min(failures, 9), LONGEST_PAUSE))
        self.record.pause(place, Pause(failures + 1, until.timestamp(), why))
        if unsure and not self.settings.retry_unsure:
            self.record.end(job.bundle.notices, job.channel, "unsure", at=now, why=why)
            return
        over = [kept.notice for kept in job.kept if kept.tries + 1 >= self.settings.tries]
        again = [kept for kept in job.kept if kept.tries + 1 < self.settings.tries]
        self.record.end(over, job.channel, "given-up", at=now, refused=True, why=why)
        self.record.end([kept.notice for kept in again], job.channel, "waiting", at=now, refused=True, why=why)
        self.failed += [Failed(k.notice, job.channel, job.contact, k.tries + 1, until, why) for k in again]

    def report(self) -> Report:
        left = self.record.kept("unsure", "given-up")
        over = [Failed(k.notice, k.channel, k.contact, k.tries, None, k.why) for k in left if k.state == "given-up"]
        unsure = [Uncertain(k.notice, k.channel, k.contact, k.changed_at, k.why) for k in left if k.state == "unsure"]
        return Report(
            tuple(self.sent), tuple(self.held), (*self.failed, *over), tuple(unsure), tuple(self.nobody),
            self.told_before, self.withdrawn,
        )  # fmt: skip


def _place(lane: str, address: Address) -> str:
    """One address of a lane: a robot is a lane of its own, a mail server serves many."""
    return f"{lane} {address.where}" if address.channel == "mail" else lane
