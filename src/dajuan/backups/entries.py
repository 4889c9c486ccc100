"""The log as lines: its canonical entries, ten thousand a member, and the packs they were written under."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from dajuan.backups.archive import Packer
from dajuan.backups.manifest import Log
from dajuan.backups.trouble import BackupError, damaged
from dajuan.ledger.entry import Entry, entry_of, leaf_hash
from dajuan.ledger.merkle import Edge
from dajuan.ledger.store import STORED_LEVELS, Head, PackVersion, Reader, Store

LOG = "log"
PACKS = f"{LOG}/packs.json"
STRETCH = 10_000


def add_log(reader: Reader, packer: Packer, told: Callable[[int], None]) -> tuple[Log, set[str]]:
    """All entries of the snapshot, grown again into their root; and the SHA-256 of every evidence file they name.

    A log that does not have its own root is not backed up: the backup would only seem to be one.
    """
    head = reader.head()
    packer.add(PACKS, msgspec.json.encode(reader.packs()))
    edge, named = Edge(), set[str]()
    for start in range(0, head.size, STRETCH):
        stop = min(start + STRETCH, head.size)
        lines = [row.data.encode() for row in reader.rows(start, stop)]
        edge.extend([leaf_hash(line) for line in lines], ())
        for line in lines:
            if b'"evidence":' in line:
                named.update(one.sha256 for one in entry_of(line).evidence if one.sha256)
        packer.add(f"{LOG}/{start:012}-{stop:012}.jsonl", b"".join(line + b"\n" for line in lines))
        told(stop - start)
    if edge.size != head.size or edge.root() != head.edge.root():
        raise BackupError(
            "日志与它的根不符，没有备份：运行 dajuan log verify 查是哪一条；以前的备份都还在",
            "the log does not have its own root and was not backed up: dajuan log verify says which entry is wrong;"
            " older backups are as they were",
        )
    return Log(head.size, edge.root().hex()), named


def load_log(folder: Path, log: Log, store: Store, told: Callable[[int], None]) -> None:
    """The lines unpacked in ``folder`` into an empty store, in one transaction, and only if they have the root."""
    with store.writing() as writer:
        for pack in _packs(folder / PACKS):
            writer.keep_pack(pack)
        edge = Edge()
        for path in sorted((folder / LOG).glob("*.jsonl")):
            lines, last = _lines(path)
            rows = [(edge.size + at, line, leaf_hash(line)) for at, line in enumerate(lines)]
            nodes = edge.extend([leaf for _, _, leaf in rows], STORED_LEVELS)
            writer.append(rows, nodes, Head(Edge(edge.size, edge.hashes), last.recorded_at))
            told(len(rows))
        if (edge.size, edge.root().hex()) != (log.size, log.root):
            raise damaged(
                f"{LOG}/", f"{edge.size} 条记录的根与清单不符", f"the root over its {edge.size} entries is another"
            )


def _packs(path: Path) -> list[PackVersion]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[PackVersion])
    except (OSError, msgspec.MsgspecError) as error:
        raise damaged(PACKS, f"读不懂（{error}）", f"it cannot be read ({error})") from error


def _lines(path: Path) -> tuple[list[bytes], Entry]:
    """The entries of a member, and the last of them."""
    lines = path.read_bytes().splitlines()
    try:
        for line in lines:
            line.decode()
        return lines, entry_of(lines[-1])
    except (IndexError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise damaged(f"{LOG}/{path.name}", f"读不懂（{error}）", f"it cannot be read ({error})") from error


def copy_log(source: Store, target: Store, told: Callable[[int], None]) -> None:
    """From one store into another that is empty, in one transaction."""
    with source.reading() as reader, target.writing() as writer:
        if writer.head().size:
            raise BackupError("数据库里已有记录，没有恢复", "the database has entries by now: nothing was restored")
        for pack in reader.packs():
            writer.keep_pack(pack)
        edge = Edge()
        for some in _stretches(reader):
            nodes = edge.extend([leaf for _, _, leaf in some], STORED_LEVELS)
            writer.append(some, nodes, Head(Edge(edge.size, edge.hashes), entry_of(some[-1][1]).recorded_at))
            told(len(some))


def _stretches(reader: Reader) -> Iterator[list[tuple[int, bytes, bytes]]]:
    size = reader.head().size
    for start in range(0, size, STRETCH):
        yield [(row.seq, row.data.encode(), row.leaf) for row in reader.rows(start, min(start + STRETCH, size))]
