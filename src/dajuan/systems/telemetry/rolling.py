"""Days that have new readings → what the ledger is to say of them.

An entry is a device's day: energy, output and running time as ``measured``, with the firm's hours of that day as a file of
evidence. By hour (``entries = "hour"``), the entry is of the day up to the last hour that ended and the next one takes its
place. Late readings, or those that move the line into a neighbouring day, give a corrected entry, never a second one.
What a person has corrected or withdrawn is not touched again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import NamedTuple

import numpy as np

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Entry, Evidence, Value
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_of_subjects
from dajuan.ledger.state import State
from dajuan.ledger.trouble import Trouble
from dajuan.ledger.zone import Zone
from dajuan.systems.telemetry.days import HOUR, days_between, hours_of
from dajuan.systems.telemetry.hours import DayHours, hours_of_day, parquet_of
from dajuan.systems.telemetry.judge import CONNECTED, LISTED, OFFLINE, Device
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.reading import MISSING
from dajuan.systems.telemetry.registry import DEVICES
from dajuan.systems.telemetry.settings import Settings
from dajuan.systems.telemetry.tally import Tally, Touched

KIND = "遥测汇总"
"""Of the evidence: a day's hours of one firm's devices."""
FLOWS = ("energy-used", "output", "running", "readings")


class Rolled(NamedTuple):
    """What one rolling did."""

    days: int
    """Firms' days that were looked at."""
    added: int
    corrected: int
    troubles: tuple[Trouble, ...] = ()
    refused: frozenset[str] = frozenset()
    """Devices of which the ledger refused an entry: they stay to be rolled up."""


@dataclass
class Roller:
    """Rolls up what the tally says is to be rolled up."""

    zone: Zone
    ledger: Ledger
    lake: Lake
    tally: Tally
    settings: Settings
    devices: Mapping[str, Device] = field(default_factory=dict)

    def roll(self, now: datetime) -> Rolled:
        """All days, or hours, that ended ``grace`` seconds before ``now`` and have news."""
        through = int(now.timestamp() - self.settings.grace) * 1000
        ends = (now - timedelta(seconds=self.settings.grace)).astimezone(self.zone.timezone).date()
        until = ends + timedelta(days=1) if self.settings.by_hour else ends
        touched = [one for one in self.tally.touched(until=until) if one.device in self.devices]
        done = [self._roll_one(firm, day, some, through, now) for (firm, day), some in self._to_roll(touched, until)]
        refused = {subject for one in done for subject in one.refused}
        self.tally.rolled(one for one in touched if one.day < ends and one.device not in refused)
        return _all_of(done)

    def _to_roll(self, touched: Iterable[Touched], until: date) -> list[tuple[tuple[str, date], list[str]]]:
        """By firm and day the devices whose sums may have changed: those with news, and of each the days around it up to
        its nearest other readings, since the lines from and to these changed."""
        found: dict[tuple[str, date], set[str]] = defaultdict(set)
        for one in touched:
            before, after = self._around(one.device, one.day)
            for day in days_between(before or one.day, after or one.day):
                if day < until:
                    found[one.firm, day].add(one.device)
        return [(key, sorted(found[key])) for key in sorted(found)]

    def _around(self, device: str, day: date) -> tuple[date | None, date | None]:
        reach = timedelta(days=self.settings.limits.behind)
        return self.tally.days_around(device, day, day - reach, day + reach)

    def _roll_one(self, firm: str, day: date, devices: Sequence[str], through: int, now: datetime) -> Rolled:
        """All devices of the firm on that day are in the file; entries are of those that may have changed."""
        everybody = sorted({*self.tally.devices_on(firm, day), *devices} & set(self.devices))
        edges = np.array([one for one in hours_of(day, self.zone.timezone) if one <= max(through, 0)], np.int64)
        if len(edges) < 2:
            return Rolled(0, 0, 0)
        read = self._days_to_read(firm, day, everybody)
        hours = hours_of_day(self.lake, day, everybody, self.devices, edges, read, hold=self.settings.hold * 1000)
        log = entries_of_subjects(self.ledger, programme=DEVICES, subjects=devices)
        states = {code: _state(code, entries) for code, entries in log.items()}
        wanted = [
            (code, sums)
            for code in devices
            if (sums := _sums(hours, code)) and _may_say(states[code], log[code], day, sums, self.settings.by)
        ]
        if not wanted:
            return Rolled(1, 0, 0)
        file = self.zone.evidence().keep_stream(
            BytesIO(parquet_of(hours, self.zone.timezone)), name=f"{firm}-{day}.parquet", kind=KIND
        )
        drafts = [one for code, sums in wanted for one in self._drafts(states[code], day, sums, file, edges)]
        done = append(self.ledger, drafts, actor=self.settings.by, now=now, partial=True)
        corrected = sum(
            one.replaces is not None and seq is not None for one, seq in zip(drafts, done.seqs, strict=True)
        )
        refused = frozenset(drafts[trouble.row].subject for trouble in done.troubles)
        return Rolled(1, done.added, corrected, done.troubles, refused)

    def _days_to_read(self, firm: str, day: date, devices: Sequence[str]) -> dict[date, list[str] | None]:
        """The days whose readings are needed, and of which devices (None: of all): the day itself and, of each device, the
        nearest days before and after it."""
        found: dict[date, list[str] | None] = {day: None}
        for device in devices:
            for one in self._around(device, day):
                if one is not None and (some := found.setdefault(one, [])) is not None:
                    some.append(device)
        return found

    def _drafts(
        self, state: State, day: date, sums: Mapping[str, Value], file: Evidence, edges: np.ndarray
    ) -> list[Draft]:
        held = _held(state, day)
        hour = f"{len(edges) - 2:02}"
        key = f"telemetry/{state.subject}/{day}T{hour}"
        measured = Draft(
            programme=DEVICES, subject=state.subject, kind="measured", effective_on=day, fields=dict(sums),
            evidence=(file,), replaces=held, key=key if held is None else f"{key}/{held}",
        )  # fmt: skip
        return [*(self._connected(state, day, file) if sums["readings"] else ()), measured]

    def _connected(self, state: State, day: date, file: Evidence) -> list[Draft]:
        """A device that was heard of is connected, and so is one that had gone off line before that day."""
        stage = state.stage
        if stage is None:
            return [self._moved(state, LISTED, day, file), self._moved(state, CONNECTED, day, file)]
        if stage.value == LISTED or (stage.value == OFFLINE and stage.on <= day):
            return [self._moved(state, CONNECTED, max(day, stage.on), file)]
        return []

    @staticmethod
    def _moved(state: State, stage: str, on: date, file: Evidence) -> Draft:
        key = f"telemetry/{state.subject}/{stage}/{on}/{state.last}"
        return Draft(
            programme=DEVICES,
            subject=state.subject,
            kind="moved",
            stage=stage,
            effective_on=on,
            evidence=(file,),
            key=key,
        )

    def silent(self, now: datetime) -> Rolled:
        """Devices that are connected and were not heard of for so many days go off line, from the day that this was so."""
        heard, drafts = self.tally.heard(), []
        today = now.astimezone(self.zone.timezone).date()
        for code, device in self.devices.items():
            if device.stage != CONNECTED or code not in heard:
                continue
            last = datetime.fromtimestamp(heard[code].reading.at / 1000, self.zone.timezone).date()
            since = last + timedelta(days=self.settings.offline_after + 1)
            if since <= today:
                drafts.append(
                    Draft(
                        programme=DEVICES, subject=code, kind="moved", stage=OFFLINE, effective_on=since,
                        note=f"{last} 之后没有读数 / no reading since {last}", key=f"telemetry/{code}/offline/{since}",
                    )
                )  # fmt: skip
        if not drafts:
            return Rolled(0, 0, 0)
        done = append(self.ledger, drafts, actor=self.settings.by, now=now, partial=True)
        return Rolled(0, done.added, 0, done.troubles)


def _all_of(done: Sequence[Rolled]) -> Rolled:
    return Rolled(
        sum(one.days for one in done),
        sum(one.added for one in done),
        sum(one.corrected for one in done),
        tuple(trouble for one in done for trouble in one.troubles),
        frozenset().union(*(one.refused for one in done)),
    )


def _state(code: str, entries: Sequence[tuple[int, Entry]]) -> State:
    state = State(DEVICES, code)
    for seq, entry in entries:
        state.take(seq, entry)
    return state


def _held(state: State, day: date) -> int | None:
    """The entry that says now what the device did on that day."""
    held = [flow.seq for key in FLOWS if (flow := state.flow(key, day)) is not None]
    return held[0] if held else None


def _sums(hours: DayHours, code: str) -> dict[str, Value]:
    """A device's day in the ledger's units; empty where nothing was heard of it nor runs through it."""
    at = hours.devices.index(code)
    energy, output, running = (one[at] for one in (hours.hours.energy, hours.hours.output, hours.hours.running))
    readings = int(hours.hours.readings[at].sum())
    found: dict[str, Value] = {}
    if energy[0] != MISSING and (readings or energy.any()):
        found["energy-used"] = int(energy.sum())
    if output[0] != MISSING and (readings or output.any()):
        found["output"] = int(output.sum())
    if running[0] != MISSING and (readings or running.any()):
        found["running"] = round(int(running.sum()) * 1000 / HOUR)
    return {**found, "readings": readings} if found else {}


def _may_say(state: State, log: Sequence[tuple[int, Entry]], day: date, sums: Mapping[str, Value], by: str) -> bool:
    """Whether it is news, and no person has said otherwise or taken it back."""
    held = _held(state, day)
    if held is None:
        return not any(entry.kind == "measured" and entry.effective_on == day for _, entry in log)
    entry = state.entries[held]
    return entry.actor == by and entry.fields != sums
