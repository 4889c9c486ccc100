"""The columnar copy: Parquet blocks in ``derived/columns/``, each of a fixed stretch of the log, with their SHA-256.

Where a block begins and ends follows from the log's size alone (65,536 entries, then 4,096), and a block is written
from the ledger alone, so a rebuild gives the same bytes. Entries after the last block are read from the ledger. The
manifest names the log's root under the copy: a copy of another log, or of this one before a restore, is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dajuan.figures.columns import columns_of
from dajuan.ledger.entry import entry_of
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import LedgerError

LARGE, SMALL = 65_536, 4_096
_MANIFEST, _COMING = "manifest.json", ".coming-"
_STALE = 3600
"""Seconds after which a file half written is of a process that was killed."""
_VERSION = 1


class Block(NamedTuple):
    """Entries ``start`` up to, not including, ``stop``, in two files."""

    start: int
    stop: int
    entry: str
    value: str
    """SHA-256 of the two files."""

    def names(self) -> tuple[str, str]:
        return _names(self.start, self.stop)


def _names(start: int, stop: int) -> tuple[str, str]:
    stretch = f"{start:012}-{stop:012}"
    return f"entry-{stretch}.parquet", f"value-{stretch}.parquet"


def stretches(size: int) -> Iterator[tuple[int, int]]:
    """The blocks of a log of this size: as many large ones as are full, then small ones."""
    start = 0
    for step in (LARGE, SMALL):
        while start + step <= size:
            yield start, start + step
            start += step


class Copy:
    """A folder of blocks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mended: list[str] = []
        """Files that were not as they had been written, and were written again from the ledger."""

    def follow(self, reader: Reader, progress: Callable[[int, int], None] = lambda done, of: None) -> list[Block]:
        """Bring the copy up to the log; what is there and sound is left. Returns its blocks."""
        size = reader.head().size
        known = {(block.start, block.stop): block for block in self._blocks(reader)}
        blocks = []
        for start, stop in stretches(size):
            block = known.get((start, stop))
            if block is None or not self._sound(block):
                block = self._write(reader, start, stop)
                progress(stop, size)
            blocks.append(block)
        if blocks != list(known.values()):
            self._keep(blocks, reader)
        return blocks

    def rebuild(self, reader: Reader, progress: Callable[[int, int], None] = lambda done, of: None) -> list[Block]:
        """Everything anew."""
        (self.folder / _MANIFEST).unlink(missing_ok=True)
        return self.follow(reader, progress)

    def faults(self) -> list[str]:
        """Files of the manifest that are not as they were written."""
        return [name for block in self._stated()[1] for name in self._unsound(block)]

    def paths(self, blocks: list[Block]) -> tuple[list[str], list[str]]:
        """The files of the two tables."""
        names = [block.names() for block in blocks]
        return [str(self.folder / one) for one, _ in names], [str(self.folder / other) for _, other in names]

    def _stated(self) -> tuple[str, list[Block]]:
        try:
            found = json.loads((self.folder / _MANIFEST).read_text("utf-8"))
            if found["version"] == _VERSION:
                return found["root"], [Block(*block) for block in found["blocks"]]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return "", []

    def _blocks(self, reader: Reader) -> list[Block]:
        """The blocks stated, if they are of this log."""
        root, blocks = self._stated()
        stop = blocks[-1].stop if blocks else 0
        if not blocks or stop > reader.head().size or root_at(reader, stop).hex() != root:
            return []
        return blocks

    def _sound(self, block: Block) -> bool:
        bad = self._unsound(block)
        self.mended += bad
        return not bad

    def _unsound(self, block: Block) -> list[str]:
        stated = dict(zip(block.names(), (block.entry, block.value), strict=True))
        return [name for name, sha256 in stated.items() if sha256_of(self.folder / name) != sha256]

    def _write(self, reader: Reader, start: int, stop: int) -> Block:
        entries = ((row.seq, entry_of(row.data)) for row in reader.rows(start, stop))
        paths = [self.folder / name for name in _names(start, stop)]
        for path, table in zip(paths, columns_of(entries), strict=True):
            settle(path, as_parquet(table))
        return Block(start, stop, sha256_of(paths[0]), sha256_of(paths[1]))

    def _keep(self, blocks: list[Block], reader: Reader) -> None:
        root = root_at(reader, blocks[-1].stop).hex() if blocks else ""
        text = json.dumps({"version": _VERSION, "root": root, "blocks": blocks}, indent=1)
        settle(self.folder / _MANIFEST, text.encode())
        wanted = {name for block in blocks for name in block.names()}
        for path in self.folder.glob("*.parquet"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)
        for path in self.folder.glob(f"{_COMING}*"):
            with suppress(OSError):  # Another process may be done with it just now.
                if time.time() - path.stat().st_mtime > _STALE:
                    path.unlink()


def as_parquet(table: pa.Table) -> bytes:
    """A table as Parquet: the same bytes for the same rows."""
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd", row_group_size=LARGE, store_schema=False)
    return bytes(out.getvalue().to_pybytes())


def sha256_of(path: Path) -> str:
    """Of a file, in hex; of none, empty."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def settle(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; two processes may do so at once, with the same bytes."""
    coming = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_COMING, delete=False) as copy:
            coming = Path(copy.name)
            copy.write(data)
        os.chmod(coming, 0o644)
        os.replace(coming, path)
    except OSError as error:
        if coming:
            coming.unlink(missing_ok=True)
        raise LedgerError(
            f"{path} 写不成（{error.strerror}）：台账没有动，腾出磁盘或改好权限再来",
            f"{path} could not be written ({error.strerror}): the ledger is untouched; make room or mend the rights, and repeat",
        ) from error
