"""A plant to test with: two firms, four devices, consents; what is sent and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.zone import Zone, make_zone, zone_at
from dajuan.subjects.subjects import Subjects
from dajuan.systems.telemetry.gateway import intake_of
from dajuan.systems.telemetry.intake import Intake
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.registry import CONSENTS, DEVICES, known_of
from dajuan.systems.telemetry.rolling import Rolled, Roller
from dajuan.systems.telemetry.settings import Settings, settings_of
from dajuan.systems.telemetry.settling import settle
from dajuan.systems.telemetry.tally import Tally

FIRM, OTHER = "91410100MA0000001X", "91410100MA00000021"
DAY = date(2026, 3, 2)
ON = ("enterprise-register", "industrial-devices", "industrial-platforms", "telemetry-consents")
SHANGHAI = ZoneInfo("Asia/Shanghai")
PAPER = Evidence(name="授权书.pdf", address="https://example.org/consent", kind="数据采集授权书")
WHO = "经济发展局 李"
DEVICES_OF = {"CNC-1": FIRM, "CNC-2": FIRM, "MTR-1": FIRM, "ROB-9": OTHER}


def moment(hour: int = 8, minute: int = 0, second: int = 0, *, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def payload(at: datetime | str, **values: object) -> bytes:
    return json.dumps({"at": at if isinstance(at, str) else at.isoformat(), **values}).encode()


@dataclass
class Plant:
    """The gateway's parts without a broker; the clock stands where it is put."""

    zone: Zone
    ledger: Ledger
    subjects: Subjects
    settings: Settings
    tally: Tally
    lake: Lake
    intake: Intake
    now: datetime

    def send(self, device: str, *payloads: bytes, firm: str = FIRM) -> None:
        for one in payloads:
            self.intake.take(f"telemetry/{firm}/{device}", one)

    def settle(self) -> int:
        """Commit and carry over."""
        self.intake.commit()
        return settle(self.settings.journal, self.lake, self.tally, [self.intake.journal.next()])

    def roll(self, now: datetime | None = None) -> Rolled:
        self.look()
        roller = Roller(self.zone, self.ledger, self.lake, self.tally, self.settings, self.intake.known.devices)
        return roller.roll(now or self.now)

    def look(self) -> None:
        self.subjects.follow()
        self.intake.known = known_of(self.subjects, self.zone.timezone)

    def record(self, programme: str, subject: str, kind: str, **said: object) -> None:
        given = {"effective_on": DAY, **said}
        append(self.ledger, [Draft(programme=programme, subject=subject, kind=kind, **given)], actor=WHO, now=self.now)  # type: ignore[arg-type]
        self.look()

    def letters(self) -> list[str]:
        """The codes of the dead letters, in the order in which they came."""
        self.intake.commit()
        return [one.code for day in reversed(self.intake.letters.days()) for one in self.intake.letters.of_day(day)]

    def flows(self, device: str, day: date = DAY) -> dict[str, object]:
        """What the ledger says of a device's day."""
        state = state_of_subject(self.ledger, programme=DEVICES, subject=device)
        keys = ("energy-used", "output", "running", "readings")
        return {key: held.value for key in keys if (held := state.flow(key, day)) is not None}

    def close(self) -> None:
        self.intake.journal.close()
        self.tally.close()
        self.subjects.close()
        self.ledger.store.close()


def make_plant(folder: Path, *, settings: str = "") -> Zone:
    """The zone, with its devices listed and both firms' consents given on 1 January."""
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=ON, simulated=True)
    if settings:
        (folder / "dajuan.toml").write_text((folder / "dajuan.toml").read_text("utf-8") + settings, "utf-8")
        zone = zone_at(folder)
    ledger = ledger_of(zone)
    try:
        append(ledger, list(_opened()), actor=WHO, now=datetime(2026, 1, 5, tzinfo=UTC))
    finally:
        ledger.store.close()
    return zone


def open_plant(zone: Zone) -> Plant:
    ledger, settings = ledger_of(zone), settings_of(zone)
    subjects = Subjects(ledger, zone.derived)
    subjects.follow()
    tally = Tally(settings.tally)
    made: list[Plant] = []
    known = known_of(subjects, zone.timezone)
    intake = intake_of(zone, settings, tally, known, clock=lambda: milliseconds(made[0].now))
    lake = Lake(settings.readings, zone.timezone)
    made.append(Plant(zone, ledger, subjects, settings, tally, lake, intake, moment(12)))
    return made[0]


def _opened() -> Iterable[Draft]:
    listed = date(2026, 1, 1)
    for code, firm in DEVICES_OF.items():
        fields: Mapping[str, str | int | bool] = {
            "name": f"设备 {code}",
            "firm": firm,
            "kind": "machine-tool",
            "digital": True,
        }
        if code == "MTR-1":
            fields = {**fields, "energy-register": 1_000_000_000}
        yield Draft(programme=DEVICES, subject=code, kind="opened", effective_on=listed, fields=dict(fields))
        yield Draft(programme=DEVICES, subject=code, kind="moved", stage="listed", effective_on=listed)
    for firm in (FIRM, OTHER):
        yield from consent(firm, listed)


def consent(firm: str, on: date, **measures: bool) -> Iterable[Draft]:
    covered = {"energy": True, "power": True, "output": True, "state": True, **measures}
    fields: dict[str, str | int | bool] = {"name": f"云岭{firm[-4:]}厂", "purpose": "设备联网率统计", **covered}
    yield Draft(programme=CONSENTS, subject=firm, kind="opened", effective_on=on, fields=fields)
    yield Draft(programme=CONSENTS, subject=firm, kind="moved", stage="given", effective_on=on, evidence=(PAPER,))


def minutes(many: int, *, start: datetime, energy: float = 100.0, step: float = 0.5) -> list[bytes]:
    """A reading a minute: the counter goes up by ``step`` kWh, the machine runs."""
    return [
        payload(start + timedelta(minutes=n), energy=energy + n * step, power=step * 60, output=n * 2, state="running")
        for n in range(many)
    ]
