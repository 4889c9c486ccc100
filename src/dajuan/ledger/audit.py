"""``dajuan log verify``: is everything still as it was written? Every entry, every stored hash, every file, every checkpoint.

The audit believes nothing that can be computed: leaves are hashed again from the entries' bytes, the tree is grown
again from the leaves, evidence is hashed again from the disk. What does not agree is named: entry, subject, file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from dajuan.ledger.checkpoint import checkpoint_of
from dajuan.ledger.entry import Entry, canonical, entry_of, leaf_hash
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.merkle import EMPTY_ROOT, Edge
from dajuan.ledger.note import NoteError, Verifier
from dajuan.ledger.store import STORED_LEVELS, PackVersion, Reader, Row
from dajuan.programmes.text import sha256_of

_MANY = 256
"""Stored nodes are read as many at a time as one of the level above covers."""


class Fault(NamedTuple):
    """Something that is not as it was written. ``where`` names it: ``entry 17``, ``evidence/ab/ab12…``, a checkpoint."""

    where: str
    zh: str
    en: str


class Audit(NamedTuple):
    """What was looked at, and what is wrong."""

    entries: int
    root: bytes
    evidence: int
    checkpoints: int
    spare: int
    """Files in the evidence folder that no entry names; no fault, they may be left from an import that was refused."""
    faults: list[Fault]


def audit(
    reader: Reader,
    evidence: EvidenceStore,
    checkpoints: Iterable[Path],
    verifier: Verifier | None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Audit:
    """Look at everything. ``progress`` is told entries done and entries in all."""
    named: dict[str, int] = {}
    faults = [
        Fault("database", f"数据库文件已损坏：{said}", f"the database file is damaged: {said}")
        for said in reader.damage()
    ]
    head = reader.head()
    signed, bad = _signed(checkpoints, verifier)
    faults += bad
    checkpoints_seen = sum(len(some) for some in signed.values())
    edge = _entries(reader, head.size, signed, named, faults, progress)
    root = edge.root()
    if edge.size != head.size or root != head.edge.root():
        faults.append(
            Fault(
                "log",
                f"日志头记的是 {head.size} 条，与 {edge.size} 条记录算出的根不符",
                f"the log's head (of {head.size}) is not the root over the {edge.size} entries",
            )
        )
    faults += _packs(reader.packs(), reader)
    found = set(evidence.all())
    for sha256, seq in sorted(named.items()):
        condition = evidence.condition(sha256)
        if condition != "sound":
            what = "丢失" if condition == "lost" else "已被改动"
            faults.append(
                Fault(
                    f"evidence/{sha256[:2]}/{sha256}",
                    f"第 {seq} 条的佐证文件{what}",
                    f"evidence of entry {seq} is {condition}",
                )
            )
    return Audit(edge.size, root, len(named), checkpoints_seen, len(found - named.keys()), faults)


def _signed(
    paths: Iterable[Path], verifier: Verifier | None
) -> tuple[dict[int, list[tuple[Path, bytes]]], list[Fault]]:
    """The checkpoints kept, by the size they speak of, and those whose signature does not hold."""
    found: dict[int, list[tuple[Path, bytes]]] = {}
    faults = []
    for path in paths if verifier else ():
        try:
            checkpoint = checkpoint_of(path.read_text("utf-8"), verifier) if verifier else None
        except (NoteError, OSError, UnicodeDecodeError) as error:
            faults.append(Fault(str(path), f"检查点无效：{error}", f"the checkpoint is not valid: {error}"))
            continue
        if checkpoint:
            found.setdefault(checkpoint.size, []).append((path, checkpoint.root))
    return found, faults


def _entries(
    reader: Reader,
    size: int,
    signed: dict[int, list[tuple[Path, bytes]]],
    named: dict[str, int],
    faults: list[Fault],
    progress: Callable[[int, int], None],
) -> Edge:
    """Grow the tree again over the entries, and hold every stored hash and every checkpoint to it."""
    edge = Edge()
    nodes = {level: _stored(reader, level) for level in STORED_LEVELS}
    last, before = "", -1
    _compare(signed.pop(0, ()), EMPTY_ROOT, 0, faults)
    for row in reader.rows(0, max(size, 2**62)):
        data = row.data.encode()
        leaf = leaf_hash(data)
        entry = _entry(row, data, leaf, before, last, faults)
        before = row.seq
        last = entry.recorded_at if entry else last
        for one in entry.evidence if entry else ():
            if one.sha256:
                named.setdefault(one.sha256, row.seq)
        for node in edge.append(leaf):
            if node.level in nodes and next(nodes[node.level], None) != node.hash:
                first, count = node.place << node.level, 1 << node.level
                faults.append(
                    Fault(
                        f"log_node {node.level}/{node.place}",
                        f"第 {first}–{first + count - 1} 条之上存的散列与重算的不符",
                        f"the hash stored over entries {first} to {first + count - 1} is not theirs",
                    )
                )
        if edge.size in signed:
            _compare(signed.pop(edge.size), edge.root(), edge.size, faults)
        if edge.size % 10_000 == 0:
            progress(edge.size, size)
    for count, some in signed.items():
        faults += [
            Fault(
                str(path),
                f"检查点内有 {count} 条，日志只剩 {edge.size} 条",
                f"the checkpoint holds {count} entries, the log only {edge.size}",
            )
            for path, _ in some
        ]
    return edge


def _compare(signed: Iterable[tuple[Path, bytes]], root: bytes, size: int, faults: list[Fault]) -> None:
    faults += [
        Fault(
            str(path),
            f"日志的前 {size} 条与检查点不符：已被改动",
            f"the first {size} entries are not those of the checkpoint: they were changed",
        )
        for path, stated in signed
        if stated != root
    ]


def _stored(reader: Reader, level: int) -> Iterator[bytes]:
    place = 0
    while some := reader.nodes(level, place, _MANY):
        yield from some
        place += len(some)


def _entry(row: Row, data: bytes, leaf: bytes, before: int, last: str, faults: list[Fault]) -> Entry | None:
    """The entry in a row of these bytes, which have this hash; what is wrong with the row is noted."""
    where = f"entry {row.seq}"
    if row.seq != before + 1:
        gap = f"{before + 1}" if row.seq == before + 2 else f"{before + 1}–{row.seq - 1}"
        faults.append(Fault(f"entry {gap}", f"第 {gap} 条不见了", f"entry {gap} is missing"))
    if leaf != row.leaf:
        faults.append(Fault(where, f"内容已被改动：{row.data[:120]}", f"it was changed: {row.data[:120]}"))
    try:
        entry = entry_of(data)
    except msgspec.MsgspecError as error:
        faults.append(Fault(where, f"读不懂：{error}", f"it cannot be read: {error}"))
        return None
    if canonical(entry) != data:
        faults.append(Fault(where, "不是规范写法", "its bytes are not canonical"))
    if entry.recorded_at < last:
        faults.append(Fault(where, "记录时间早于前一条", "it is recorded before the entry before it"))
    return entry


def _packs(packs: Iterable[PackVersion], reader: Reader) -> Iterator[Fault]:
    """Each version kept has the text that the log declares."""
    for pack in packs:
        where = f"pack {pack.programme} {pack.version}"
        declared = [
            entry.fields.get("sha256")
            for entry in _readable(reader.of_subjects(pack.programme, [""]))
            if entry.kind == "declared" and entry.version == pack.version
        ]
        if declared != [sha256_of(pack.text)]:
            yield Fault(where, "包的文本与日志里声明的不符", "its text is not the one that the log declares")


def _readable(rows: Iterable[Row]) -> Iterator[Entry]:
    """Those entries that can be read; the others are faults already."""
    for row in rows:
        with suppress(msgspec.MsgspecError):
            yield entry_of(row.data)
