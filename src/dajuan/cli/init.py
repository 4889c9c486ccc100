"""``dajuan init``: a zone's folder, with everything in it that a zone needs."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from pathlib import Path

from dajuan.cli.printing import put
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone, make_zone, zone_at
from dajuan.programmes.find import Found, find_programmes


def run(options: Namespace) -> int:
    folder = Path(options.folder)
    if folder.exists() and not folder.is_dir():
        raise LedgerError(f"{folder} 是文件，不是文件夹", f"{folder} is a file, not a folder")
    before = _parts(folder)
    on = [] if SETTINGS in before else _switched_on(options.on, find_programmes(folder / "programmes"))
    database = options.database or "ledger.sqlite"
    if "://" in database and SETTINGS not in before:
        # A database out of reach is told before anything is made.
        store_at(os.path.expandvars(database)).close()
    try:
        zone = make_zone(
            folder,
            name=options.name or folder.resolve().name,
            code=options.code or _code_from(folder),
            on=on,
            database=database,
        )
    except OSError as error:
        raise LedgerError(f"{folder} 建不成：{error.strerror}", f"{folder} cannot be made: {error.strerror}") from error
    made = sorted(_parts(folder) - before)
    put(_told(options, zone_at(folder) if not made else zone, made), None)
    return 0


_PARTS = (
    SETTINGS, "ledger.sqlite", "evidence", "programmes", "checkpoints", "derived", "keys", "keys/log.key", "keys/log.pub",
)  # fmt: skip


def _parts(folder: Path) -> set[str]:
    """What of a zone is there."""
    return {part for part in _PARTS if (folder / part).exists()}


def _code_from(folder: Path) -> str:
    """The folder's name where it can be a code."""
    name = folder.resolve().name.lower()
    return name if re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,62}", name) else "zone"


def _switched_on(said: str | None, found: Found) -> list[str]:
    """Programmes named, or all there are."""
    if said is None:
        return list(found.programmes)
    codes = [code.strip() for code in re.split(r"[,，、\s]+", said) if code.strip()]
    missing = [code for code in codes if code not in found.programmes]
    if missing:
        raise LedgerError(
            f"没有事项 {'、'.join(missing)}；有：{'、'.join(found.programmes)}",
            f"there is no programme {', '.join(missing)}; there are {', '.join(found.programmes)}",
        )
    return list(dict.fromkeys(codes))


def _told(options: Namespace, zone: Zone, made: list[str]) -> str:
    ignored = [f"--{name}" for name in ("name", "code", "on", "database") if getattr(options, name) is not None]
    at = zone.folder
    if options.lang == "en":
        lines = [f"{zone.title('en')} ({zone.code}): {at}"]
        lines.append(f"Made: {', '.join(made)}" if made else "It is a zone already; nothing was changed.")
        if SETTINGS not in made and ignored:
            lines.append(f"{', '.join(ignored)} had no effect: change {at / SETTINGS} instead.")
        lines += [
            f"Programmes on: {', '.join(zone.on) or 'none'}",
            "Keep keys/log.key to yourself; keys/log.pub is for everybody. A copy of the folder is a backup.",
            f"Next: cd {at} && dajuan programmes",
        ]
    else:
        lines = [f"{zone.title()}（{zone.code}）：{at}"]
        lines.append(f"建了：{'、'.join(made)}" if made else "已经是园区文件夹，什么也没有改。")
        if SETTINGS not in made and ignored:
            lines.append(f"{'、'.join(ignored)} 没有起作用：请改 {at / SETTINGS}。")
        lines += [
            f"启用的事项：{'、'.join(zone.on) or '（无）'}",
            "keys/log.key 自己留好，keys/log.pub 可以给任何人；拷走整个文件夹就是备份。",
            f"接下来：cd {at} && dajuan programmes",
        ]
    return "\n".join(lines) + "\n"
