"""The zones of an export, as their manifests state them: which files, how many entries, which root, which packs.

Only what a manifest names is read, and only if it is as it was written: an export broken off leaves other files beside.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dajuan.figures.copy import sha256_of
from dajuan.figures.manifest import Manifest, manifest_at, manifest_path
from dajuan.ledger.entry import entry_of, timestamp
from dajuan.ledger.merkle import Edge
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.versions import Use, orphans


class Log(NamedTuple):
    """What is asked of one zone: its log's first ``size`` entries, whose root this is, in hex."""

    zone: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Zones:
    """Some zones of an export, each as of one size of its log."""

    folder: Path
    manifests: tuple[Manifest, ...]
    logs: tuple[Log, ...]

    @property
    def size(self) -> int:
        return sum(log.size for log in self.logs)

    @property
    def root(self) -> bytes:
        """Of one zone its log's root; of several the SHA-256 over a line ``zone size root`` of each."""
        if len(self.logs) == 1:
            return bytes.fromhex(self.logs[0].root)
        lines = "".join(f"{log.zone} {log.size} {log.root}\n" for log in self.logs)
        return hashlib.sha256(lines.encode()).digest()

    def paths(self, table: str) -> list[str]:
        return [str(self.folder / name) for one in self.manifests for name in one.under(table)]


def zones_at(folder: Path, *, only: Collection[str] = (), known_at: datetime | None = None) -> Zones:
    """The zones of an export, or ``only`` some; ``known_at`` a moment, each log is as it was then.

    Raises :class:`LedgerError` for a folder that is no export, a zone that is not in it, a file that is not as written.
    """
    there = {path.name.removeprefix("manifest-").removesuffix(".json"): path for path in folder.glob("manifest-*.json")}
    if not there:
        raise LedgerError(
            f"{folder} 不是导出的文件夹（没有 manifest-园区.json）：先在各园区运行 dajuan export -o {folder}",
            f"{folder} is no export (it has no manifest-ZONE.json): run dajuan export -o {folder} in each zone first",
        )
    for zone in only:
        if zone not in there:
            raise LedgerError(
                f"{folder} 里没有园区 {zone}；有：{'、'.join(sorted(there))}",
                f"{folder} has no zone {zone}; it has {', '.join(sorted(there))}",
            )
    manifests = tuple(manifest_at(manifest_path(folder, zone)) for zone in sorted(only or there))
    for manifest in manifests:
        _refuse_unsound(folder, manifest, ("entry", "value", "pack", "log") if known_at else ("entry", "value", "pack"))
    return Zones(folder, manifests, tuple(_log(folder, one, known_at) for one in manifests))


def _refuse_unsound(folder: Path, manifest: Manifest, tables: tuple[str, ...]) -> None:
    for name in (name for table in tables for name in manifest.under(table)):
        if sha256_of(folder / name) != manifest.files[name]:
            raise LedgerError(
                f"{folder / name} 不是写下时的样子：在园区 {manifest.zone} 再运行一次 dajuan export，它会重写",
                f"{folder / name} is not as it was written: run dajuan export in zone {manifest.zone} again to mend it",
            )


def _log(folder: Path, manifest: Manifest, known_at: datetime | None) -> Log:
    if known_at is None:
        return Log(manifest.zone, manifest.size, manifest.root)
    size = _size_at(folder, manifest, timestamp(known_at))
    return Log(manifest.zone, size, _root_at(folder, manifest, size).hex())


def _size_at(folder: Path, manifest: Manifest, stamp: str) -> int:
    """How many entries had been recorded by a moment; the time of recording never goes back."""
    files = [folder / name for name in manifest.under("log")]
    begun = bisect_right(files, stamp, key=lambda path: _recorded_at(_column(path, "data")[0]))
    if not begun:
        return 0
    before = sum(int(pq.read_metadata(path).num_rows) for path in files[: begun - 1])
    return before + bisect_right(_column(files[begun - 1], "data"), stamp, key=_recorded_at)


def _column(path: Path, name: str) -> pa.ChunkedArray:
    return pq.read_table(path, columns=[name])[name]


def _recorded_at(data: pa.StringScalar) -> str:
    return entry_of(data.as_py()).recorded_at


def _root_at(folder: Path, manifest: Manifest, size: int) -> bytes:
    """The root of the log's first ``size`` entries, from its leaves."""
    edge = Edge()
    for name in manifest.under("log"):
        for leaf in _column(folder / name, "leaf").slice(0, size - edge.size).to_pylist():
            list(edge.append(leaf))
    return edge.root()


# Packs -----------------------------------------------------------------------------------------------------------


def programmes_of(zones: Zones) -> dict[str, Programme]:
    """Of each programme the newest pack that a zone has; it must mean the same to the others."""
    newest: dict[str, tuple[str, Programme]] = {}
    packs = [(one.zone, pack) for one in zones.manifests for pack in _packs(zones.folder, one)]
    for zone, pack in packs:
        known = newest.get(pack.code)
        if known is None or pack.version > known[1].version:
            newest[pack.code] = zone, pack
    for zone, pack in packs:
        _refuse_other_meaning(zone, pack, *newest[pack.code])
    if not newest:
        raise LedgerError(
            f"{zones.folder} 里没有事项包：在各园区再运行一次 dajuan export",
            f"{zones.folder} holds no packs: run dajuan export in each zone again",
        )
    return {code: newest[code][1] for code in sorted(newest)}


def _packs(folder: Path, manifest: Manifest) -> list[Programme]:
    return [parse_pack((folder / name).read_text("utf-8"), str(folder / name)) for name in manifest.under("pack")]


def _refuse_other_meaning(zone: str, pack: Programme, newest_zone: str, newest: Programme) -> None:
    """Added up are only entries that mean the same: as if the zone were to change to the newest pack."""
    for one in orphans(pack, newest, _everything(pack)):
        raise LedgerError(
            f"事项 {pack.code} 在园区 {zone} 与 {newest_zone} 不是一回事，不能合算：{one.zh}；分开算（--zones），或先统一事项包",
            f"programme {pack.code} is not the same in zones {zone} and {newest_zone} and cannot be computed together:"
            f" {one.en}; ask for them apart (--zones), or give both one pack",
        )


def _everything(pack: Programme) -> list[Use]:
    parts = (("field", pack.fields), ("stage", pack.stages), ("link", pack.links))
    uses = [Use(part, key, 1) for part, keys in parts for key in keys]
    return uses + [
        Use("choice", field.key, 1, choice.key) for field in pack.fields.values() for choice in field.choices
    ]
