"""``[telemetry]`` of ``dajuan.toml``, and where things lie in the zone's folder.

[telemetry]
entries = "day"            # hour: the day's sums are brought up to each hour as it ends
broker = "127.0.0.1:1883"
grace = 900                # seconds after an hour's or a day's end before it is rolled up
offline_after = 7          # days of silence after which a device is off line
ahead = 300                # seconds by which a device's clock may be fast
behind = 31                # days after which a reading is too late
settle = 300               # seconds that readings stay in the journal alone
by = "工业互联网网关"        # who records the roll-ups
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.telemetry.judge import Limits

_KNOWN = {
    "entries": "day", "broker": "127.0.0.1:1883", "grace": 900, "offline_after": 7, "ahead": 300, "behind": 31,
    "settle": 300, "by": "工业互联网网关",
}  # fmt: skip
_MOST_BEHIND = 31
"""A line is drawn over at most 35 days (``rollup.LONGEST``)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and files are of the zone's ``telemetry/``."""

    folder: Path
    by_hour: bool
    host: str
    port: int
    grace: int
    offline_after: int
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
    given = zone.extra.get("telemetry", {})
    told = given if isinstance(given, Mapping) else {}
    for key in told:
        if key not in _KNOWN:
            raise _wrong(
                zone, key, f"没有这一项；可用：{'、'.join(_KNOWN)}", f"is unknown; there are {', '.join(_KNOWN)}"
            )
    values = {key: told.get(key, usual) for key, usual in _KNOWN.items()}
    for key, usual in _KNOWN.items():
        if type(values[key]) is not type(usual) or (isinstance(usual, int) and int(str(values[key])) < 0):
            kind = ("不小于 0 的整数", "a whole number not below 0") if isinstance(usual, int) else ("文字", "text")
            raise _wrong(zone, key, f"应是{kind[0]}", f"should be {kind[1]}")
    if values["entries"] not in {"day", "hour"}:
        raise _wrong(zone, "entries", "应是 day 或 hour", "is day or hour")
    if int(str(values["behind"])) > _MOST_BEHIND:
        raise _wrong(zone, "behind", f"最多 {_MOST_BEHIND} 天", f"is at most {_MOST_BEHIND} days")
    host, _, port = str(values["broker"]).rpartition(":")
    if not host or not port.isdecimal():
        raise _wrong(zone, "broker", "写作 主机:端口", "is written HOST:PORT")
    whole = {key: int(str(values[key])) for key, usual in _KNOWN.items() if isinstance(usual, int)}
    return Settings(
        zone.folder / "telemetry", values["entries"] == "hour", host, int(port), whole["grace"], whole["offline_after"],
        Limits(whole["ahead"], whole["behind"]), whole["settle"], str(values["by"]),
    )  # fmt: skip


def _wrong(zone: Zone, key: str, zh: str, en: str) -> LedgerError:
    path = zone.folder / SETTINGS
    return LedgerError(f"{path}：[telemetry] 的 {key} {zh}", f"{path}: [telemetry] {key} {en}")
