"""The entries as Parquet for other programs: one folder for many zones, partitioned as Hive and Spark read it.

``entry/zone=…/programme=…/year=…/*.parquet`` and ``value/…`` are the tables of ``columns``; ``log/zone=…/`` has every
entry's canonical bytes and leaf hash, by which anybody can compute the root again; ``pack/zone=…/`` the packs that are
on there, for the figures of an export are those of its zones' own definitions. ``manifest-ZONE.json`` names the log's
size and root and the SHA-256 of every file. A stretch of the log, once full, is written once: the next run adds
stretches, and replaces only the last one if it was not full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dajuan.figures.columns import columns_of
from dajuan.figures.copy import LARGE, as_parquet, settle, sha256_of
from dajuan.figures.manifest import Manifest, manifest_at, manifest_path
from dajuan.ledger.entry import entry_of
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.programmes.text import pack_text

LOG = pa.schema([("seq", pa.int64()), ("data", pa.string()), ("leaf", pa.binary(32))])


class Exported(NamedTuple):
    """What an export did."""

    size: int
    root: str
    written: int
    kept: int
    mended: int


def export(
    reader: Reader, folder: Path, zone: str, packs: Iterable[Programme] = (), *, simulated: bool = False
) -> Exported:
    """Bring the folder's part of this zone up to the log."""
    size = reader.head().size
    before = _stated(manifest_path(folder, zone), reader, zone)
    files: dict[str, str] = {}
    written = kept = mended = 0
    for start in range(0, size, LARGE):
        stop = min(start + LARGE, size)
        stretch = f"{start:012}-{stop:012}"
        known = {name: sha256 for name, sha256 in before.items() if name.endswith(f"{stretch}.parquet")}
        if known and all(sha256_of(folder / name) == sha256 for name, sha256 in known.items()):
            files |= known
            kept += len(known)
            continue
        made = _write(reader, folder, zone, start, stop, stretch)
        files |= made
        written, mended = (written, mended + len(made)) if known else (written + len(made), mended)
    root = root_at(reader, size).hex()
    files |= dict(_settled(folder, f"pack/zone={zone}/{one.code}.json", pack_text(one).encode()) for one in packs)
    Manifest(zone, size, root, files, simulated).write(folder)
    for name in before.keys() - files.keys():
        if folder.resolve() in (folder / name).resolve().parents:  # A manifest is a file that anybody may have touched.
            (folder / name).unlink(missing_ok=True)
    return Exported(size, root, written, kept, mended)


def _stated(path: Path, reader: Reader, zone: str) -> dict[str, str]:
    """The files of the export before this one, which must be of the same log: another's is never written over."""
    if not path.exists():
        return {}
    said = manifest_at(path)
    if said.size > reader.head().size or root_at(reader, said.size).hex() != said.root:
        raise LedgerError(
            f"{path} 是另一份日志（同名园区 {zone}）的导出：换一个文件夹",
            f"{path} is the export of another log, of a zone also called {zone}: export elsewhere",
        )
    return said.files


def _write(reader: Reader, folder: Path, zone: str, start: int, stop: int, stretch: str) -> dict[str, str]:
    rows = list(reader.rows(start, stop))
    log = pa.table([[row.seq for row in rows], [row.data for row in rows], [row.leaf for row in rows]], schema=LOG)
    entry, value = columns_of((row.seq, entry_of(row.data)) for row in rows)
    tables = [
        (f"log/zone={zone}", log),
        *(_parts(f"entry/zone={zone}", entry)),
        *(_parts(f"value/zone={zone}", value)),
    ]
    return dict(_settled(folder, f"{place}/{stretch}.parquet", as_parquet(table)) for place, table in tables)


def _settled(folder: Path, name: str, data: bytes) -> tuple[str, str]:
    """A file of the export, written whole: its name and its SHA-256."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    settle(path, data)
    return name, sha256_of(path)


def _parts(place: str, table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """A table by programme and year; both are in the path, and the year of what happened, not of the recording."""
    keys = table.append_column("year", pc.year(table["effective_on"]))
    for pair in (
        keys.group_by(["programme", "year"])
        .aggregate([])
        .sort_by([("programme", "ascending"), ("year", "ascending")])
        .to_pylist()
    ):
        chosen = pc.and_(pc.equal(keys["programme"], pair["programme"]), pc.equal(keys["year"], pair["year"]))
        yield (
            f"{place}/programme={pair['programme']}/year={pair['year']}",
            table.filter(chosen).drop_columns(["programme"]),
        )
