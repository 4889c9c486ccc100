"""``[compute.engines.NAME]`` of ``dajuan.toml`` → engines: where each is, which kind, with which token's file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import Engine
from dajuan.systems.compute.engines.kueue import Kueue
from dajuan.systems.compute.engines.ray import Ray
from dajuan.systems.compute.engines.slurm import Slurm

COMPUTE = "compute"


def settings_of(zone: Zone) -> Mapping[str, object]:
    """What ``dajuan.toml`` has under ``[compute]``."""
    said = zone.extra.get(COMPUTE, {})
    return said if isinstance(said, dict) else {}


def engines(zone: Zone) -> dict[str, Engine]:
    """By name. Raises ``LedgerError`` naming the key that is missing or unknown."""
    said = settings_of(zone).get("engines", {})
    if not isinstance(said, dict):
        raise LedgerError(f"{SETTINGS}：[compute.engines] 应是表", f"{SETTINGS}: [compute.engines] should be a table")
    return {name: _Table(name, table, zone).engine() for name, table in said.items()}


class _Table:
    def __init__(self, name: str, said: object, zone: Zone) -> None:
        self.name, self.zone = name, zone
        self.left: dict[str, object] = dict(said) if isinstance(said, dict) else {}

    def engine(self) -> Engine:
        kind = self._word("kind")
        made: Engine
        if kind == "slurm":
            accounting = self._word("accounting", "sacct")
            made = Slurm(
                Path(self._word("configuration", "/etc/slurm/slurm.conf")),
                None if accounting == "sacct" else Path(accounting),
                ZoneInfo(self._word("timezone", str(self.zone.timezone))),
                self._word("cards", "gpu"),
                self._word("output", "/dev/null"),
            )
        elif kind == "ray":
            made = Ray(self._service())
        elif kind == "kueue":
            made = Kueue(
                self._service(),
                self._word("namespace"),
                self._word("queue"),
                self._word("image"),
                self._word("cards", "nvidia.com/gpu"),
            )
        else:
            raise self._wrong("kind", "slurm、ray 或 kueue", "slurm, ray or kueue")
        for key in self.left:
            raise self._wrong(key, "没有这一项", "no such setting")
        return made

    def _service(self) -> Service:
        token, authority = self._word("token-file", ""), self._word("authority-file", "")
        return Service(self._word("address"), Path(token) if token else None, Path(authority) if authority else None)

    def _word(self, key: str, otherwise: str | None = None) -> str:
        said = self.left.pop(key, otherwise)
        if not isinstance(said, str):
            raise self._wrong(key, "要填，写在引号里", "is missing, or not in quotes")
        return said

    def _wrong(self, key: str, zh: str, en: str) -> LedgerError:
        where = f"{SETTINGS} [compute.engines.{self.name}] {key}"
        return LedgerError(f"{where}：{zh}", f"{where}: {en}")
