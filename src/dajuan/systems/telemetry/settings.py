"""``[telemetry]`` of ``dajuan.toml``, and where things lie in the zone's folder.

[telemetry]
entries = "day"            # hour: the day's sums are brought up to each hour as it ends
broker = "127.0.0.1:1883"
grace = 900                # seconds after an hour's or a day's end before it is rolled up
offline_after = 7          # days of silence after which a device is off line
online = 900               # seconds within which a device was heard of that is shown as on line just now
hold = 600                 # seconds for which a run state is believed after it was said
ahead = 300                # seconds by which a device's clock may be fast
behind = 31                # days after which a reading is too late
settle = 300               # seconds that readings stay in the journal alone
by = "工业互联网网关"        # who records the roll-ups
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.telemetry.judge import Limits

_USUAL: dict[str, Any] = {
    "entries": "day", "broker": "127.0.0.1:1883", "grace": 900, "offline_after": 7, "online": 900, "hold": 600,
    "ahead": 300, "behind": 31, "settle": 300, "by": "工业互联网网关",
}  # fmt: skip
_MOST_BEHIND = 31
"""A line is drawn over at most 35 days (``rollup.LONGEST``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Folders and files are of the zone's ``telemetry/``."""

    folder: Path
    by_hour: bool
    host: str
    port: int
    grace: int
    offline_after: int
    online: int
    hold: int
    limits: Limits
    settle: int
    by: str

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    @property
    def readings(self) -> Path:
        return self.folder / "readings"

    @property
    def dead(self) -> Path:
        return self.folder / "dead"

    @property
    def tally(self) -> Path:
        return self.folder / "tally.sqlite"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def broker(self) -> Path:
        return self.folder / "broker"

    @property
    def sources(self) -> Path:
        return self.folder / "sources.toml"


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that is wrong."""
    told = zone.table("telemetry", _USUAL)
    for key, value in told.items():
        _check(zone, key, value)
    said = {**_USUAL, **told}
    host, _, port = said.pop("broker").rpartition(":")
    if not host or not port.isdecimal():
        raise _wrong(zone, "broker", "写作 主机:端口", "is written HOST:PORT")
    if (entries := said.pop("entries")) not in {"day", "hour"}:
        raise _wrong(zone, "entries", "应是 day 或 hour", "is day or hour")
    if said["behind"] > _MOST_BEHIND:
        raise _wrong(zone, "behind", f"最多 {_MOST_BEHIND} 天", f"is at most {_MOST_BEHIND} days")
    limits = Limits(said.pop("ahead"), said.pop("behind"))
    return Settings(
        folder=zone.folder / "telemetry", by_hour=entries == "hour", host=host, port=int(port), limits=limits, **said
    )


def _check(zone: Zone, key: str, value: object) -> None:
    if type(value) is type(_USUAL[key]) and (not isinstance(value, int) or value >= 0):
        return
    kind = ("不小于 0 的整数", "a whole number not below 0") if isinstance(_USUAL[key], int) else ("文字", "text")
    raise _wrong(zone, key, f"应是{kind[0]}，现为 {value!r}", f"should be {kind[1]}, not {value!r}")


def _wrong(zone: Zone, key: str, zh: str, en: str) -> LedgerError:
    path = zone.folder / SETTINGS
    return LedgerError(f"{path}：[telemetry] 的 {key} {zh}", f"{path}: [telemetry] {key} {en}")
