"""A zone 园区: one folder with its settings, its ledger, its evidence, its own packs and the log's keys.

dajuan.toml    settings
ledger.sqlite  the entries, unless they are in PostgreSQL
evidence/      files, by SHA-256
programmes/    the zone's own packs
keys/          log.key signs checkpoints and stays here; log.pub is for everybody
checkpoints/   what was signed
derived/       copies made for speed: may be deleted at any time
notices.sqlite who was told what, and outbox/ what was put there for passing on: kept by ``answers.notices``
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dajuan.ledger.evidence import LIMIT, EvidenceStore
from dajuan.ledger.note import Signer, Verifier, verifier_of
from dajuan.ledger.store import Store, store_at
from dajuan.ledger.trouble import LedgerError

SETTINGS = "dajuan.toml"
SIMULATED_ZH, SIMULATED_EN = "模拟数据", "simulated data"
_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}\Z")
_KNOWN = {
    "zone": {"name", "code", "timezone", "simulated"},
    "ledger": {"database", "evidence_limit"},
    "programmes": {"on"},
}


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's folder and what its settings say."""

    folder: Path
    name: str
    code: str
    timezone: ZoneInfo
    database: str = "ledger.sqlite"
    evidence_limit: int = LIMIT
    on: tuple[str, ...] = ()
    """Codes of the programmes that are switched on."""
    simulated: bool = False
    """模拟数据: none of it is true. Whatever is printed of such a zone calls it by its :meth:`title`, which says so."""
    extra: dict[str, object] = field(default_factory=dict)
    """Settings of rooms above this one."""

    def title(self, language: str = "zh") -> str:
        """Its name as it stands over a board or a sheet: of a simulated zone with the words that say so."""
        if not self.simulated:
            return self.name
        return f"{self.name}（{SIMULATED_ZH}）" if language == "zh" else f"{self.name} ({SIMULATED_EN})"

    def table(self, name: str, keys: Collection[str]) -> dict[str, Any]:
        """``[name]`` of its settings, empty where it has none. Raises :class:`LedgerError` where it is no table or has
        other keys than these."""
        path, told = self.folder / SETTINGS, self.extra.get(name, {})
        if not isinstance(told, dict):
            raise LedgerError(f"{path}：[{name}] 应是一张表", f"{path}: [{name}] should be a table")
        for key in told:
            if key not in keys:
                raise LedgerError(
                    f"{path}：[{name}] 里没有 {key} 这一项；可用：{'、'.join(keys)}",
                    f"{path}: [{name}] has no setting {key}; it may be {', '.join(keys)}",
                )
        return told

    @property
    def origin(self) -> str:
        """The name of its log, in checkpoints."""
        return f"{self.code}/ledger"

    @property
    def packs_folder(self) -> Path:
        return self.folder / "programmes"

    @property
    def derived(self) -> Path:
        return self.folder / "derived"

    @property
    def checkpoints(self) -> Path:
        return self.folder / "checkpoints"

    def evidence(self) -> EvidenceStore:
        return EvidenceStore(self.folder / "evidence", self.evidence_limit)

    def store(self) -> Store:
        address = os.path.expandvars(self.database)
        return store_at(address if "://" in address else str(self.folder / address))

    def signer(self) -> Signer:
        path = self.folder / "keys" / "log.key"
        try:
            seed = base64.b64decode(path.read_text("ascii"), validate=True)
            return Signer(self.origin, seed)
        except (OSError, ValueError) as error:
            raise LedgerError(
                f"日志签名密钥用不了：{path}；从备份恢复它，或删去它再运行 dajuan init（以后的检查点用新钥）",
                f"the log's key cannot be used: {path}; restore it, or delete it and run dajuan init for a new one",
            ) from error

    def verifier(self) -> Verifier:
        return verifier_of((self.folder / "keys" / "log.pub").read_text("utf-8"))


def zone_at(folder: Path) -> Zone:
    """The zone in a folder, or in the nearest folder above it that holds a ``dajuan.toml`` with a ``[zone]``."""
    for place in (folder.resolve(), *folder.resolve().parents):
        path = place / SETTINGS
        if path.is_file() and "zone" in (settings := _settings(path)):
            return _zone(place, settings)
    raise LedgerError(
        f"{folder} 不在任何园区文件夹里：先运行 dajuan init 文件夹，或用 --zone 指明",
        f"{folder} is in no zone: run dajuan init FOLDER first, or name one with --zone",
    )


def _settings(path: Path) -> dict[str, dict[str, object]]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path} 读不懂：{error}", f"{path} cannot be read: {error}") from error


def _zone(folder: Path, settings: dict[str, dict[str, object]]) -> Zone:
    path = folder / SETTINGS
    for table, keys in _KNOWN.items():
        for key in set(settings.get(table, {})) - keys:
            raise LedgerError(
                f"{path}：[{table}] 里没有 {key} 这一项；可用：{'、'.join(sorted(keys))}",
                f"{path}: [{table}] has no setting {key}; it may be {', '.join(sorted(keys))}",
            )
    zone, ledger = settings["zone"], settings.get("ledger", {})
    on = settings.get("programmes", {}).get("on", [])
    if not isinstance(on, list) or not all(isinstance(code, str) for code in on):
        raise LedgerError(
            f"{path}：[programmes] 的 on 应是代码的列表", f"{path}: [programmes] on should be a list of codes"
        )
    return Zone(
        folder=folder,
        name=str(zone.get("name", folder.name)),
        code=_code(path, str(zone.get("code", ""))),
        timezone=_timezone(path, str(zone.get("timezone", "Asia/Shanghai"))),
        database=str(ledger.get("database", "ledger.sqlite")),
        evidence_limit=_size(path, ledger.get("evidence_limit", LIMIT)),
        on=tuple(on),
        simulated=_flag(path, zone.get("simulated", False)),
        extra={name: table for name, table in settings.items() if name not in _KNOWN},
    )


def _code(path: Path, code: str) -> str:
    if not _CODE.match(code):
        raise LedgerError(
            f"{path}：[zone] 的 code 应由小写字母、数字、点和短横组成，现为“{code}”",
            f"{path}: [zone] code should be of a-z, 0-9, dot and hyphen, not '{code}'",
        )
    return code


def _timezone(path: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise LedgerError(
            f"{path}：没有名为 {name} 的时区，例如 Asia/Shanghai", f"{path}: no time zone {name}; try Asia/Shanghai"
        ) from error


def _flag(path: Path, given: object) -> bool:
    """A slip here would pass made-up data off as true, so nothing is guessed."""
    if not isinstance(given, bool):
        raise LedgerError(
            f"{path}：[zone] 的 simulated 写 true 或 false，现为“{given}”",
            f"{path}: [zone] simulated is true or false, not '{given}'",
        )
    return given


def bytes_said(said: object) -> int | None:
    """``64MB`` or a plain number → bytes; None for what is no size."""
    found = re.fullmatch(r"(\d+)\s*(KB|MB|GB|)", str(said).strip().upper())
    return int(found[1]) << {"": 0, "KB": 10, "MB": 20, "GB": 30}[found[2]] or None if found else None


def _size(path: Path, given: object) -> int:
    size = bytes_said(given)
    if size is None:
        raise LedgerError(
            f"{path}：evidence_limit 写作 64MB 这样的大小，现为“{given}”",
            f"{path}: evidence_limit is a size such as 64MB, not '{given}'",
        )
    return size


def make_zone(
    folder: Path,
    *,
    name: str,
    code: str,
    on: Sequence[str],
    database: str = "ledger.sqlite",
    simulated: bool = False,
) -> Zone:
    """Make what is not there yet: settings, folders, keys, the ledger. What is there is left as it is."""
    path = folder / SETTINGS
    template = _template(name, _code(path, code), on, database, simulated)
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("evidence", "programmes", "checkpoints", "derived", "keys"):
        (folder / part).mkdir(exist_ok=True)
    if not path.exists():
        path.write_text(template, encoding="utf-8")
    zone = zone_at(folder)
    if not (folder / "keys" / "log.key").exists():
        _make_keys(zone)
    zone.store().close()
    return zone


def _template(name: str, code: str, on: Sequence[str], database: str, simulated: bool) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    listed = "".join(f"  {quoted(one)},\n" for one in on)
    told = (
        "simulated = true  # 模拟数据，凡有展示都标明 / made up, and said so wherever it is shown\n"
        if simulated
        else ""
    )
    return f"""# 园区设置 / a zone's settings: https://toml.io
[zone]
name = {quoted(name)}
code = {quoted(code)}  # 日志的名称由它而来 / names the log in checkpoints
timezone = "Asia/Shanghai"
{told}
[ledger]
# SQLite 文件，或 / an SQLite file, or: "postgresql://user:${{PGPASSWORD}}@host/database"
database = {quoted(database)}
evidence_limit = "64MB"

[programmes]
# dajuan programmes 列出全部 / lists them all
on = [
{listed}]
"""


def _make_keys(zone: Zone) -> None:
    seed = secrets.token_bytes(32)
    path = zone.folder / "keys" / "log.key"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.b64encode(seed).decode())
    (zone.folder / "keys" / "log.pub").write_text(f"{Signer(zone.origin, seed).verifier}\n", encoding="utf-8")
