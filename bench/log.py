"""The log's own costs: a full audit, proofs and their sizes, the offline verifier, one more entry at growing sizes.

A made-up log is written straight through the store in large batches (no rules: those are `import_rows.py`'s). Then:
- audit of everything (with 200,000 entries, a million, and all), against the floor on the same file: all rows read by
  SQL and their bytes hashed once; SQLite's own look at its pages, which is part of the audit, is told apart;
- proofs of inclusion and of growth at several sizes: hashes, bytes of JSON, time to make, time to check;
- `offline.py` as a process of its own, that has only the proof, against the same interpreter doing nothing;
- one entry by `dajuan.ledger.append.append` at several sizes of the log: it should cost the same at each. Beyond the
  entries written, only the tree's right edge is grown in memory (to 10 million), which is all that an append has of it.
  With --entries 10000000 the log itself grows to ten million: about ten minutes and 8 GB.

Usage: python bench/log.py [--entries N]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from crash import ledger_at
from dajuan.ledger import offline
from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.checkpoint import Checkpoint, signed
from dajuan.ledger.entry import Draft, Entry, canonical, leaf_hash, timestamp
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.merkle import Edge, is_consistent, root_from_inclusion
from dajuan.ledger.note import Signer
from dajuan.ledger.proofs import proof_of_entry, proof_of_growth, root_at
from dajuan.ledger.store import Head, Reader

SIZES = (1_000, 10_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)
AUDITED = (200_000, 1_000_000)
SIMULATED = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
BATCH = 10_000
APPENDS = 200
MOMENT = datetime(2024, 1, 2, 3, 4, 5, 678901, UTC)
"""When everything here is recorded: an entry's time never goes back."""
STAMP = timestamp(MOMENT)


def row(number: int, edge: Edge) -> tuple[tuple[int, bytes, bytes], list]:
    """A made-up entry of four fields' length, and the subtrees that it completes."""
    data = canonical(
        Entry(
            programme="estates",
            subject=f"E-{number % 50_000}-1-1",
            kind="stated",
            effective_on=date(2024, 1, 2),
            fields={
                "homes": number,
                "area": number * 7,
                "price": number * 13,
                "developer": f"云岭{number % 500}号公司",
            },
            key=f"log.{number}",
            version=1,
            actor="甲",
            recorded_at=STAMP,
        )
    )
    leaf, seq = leaf_hash(data), edge.size
    return (seq, data, leaf), list(edge.append(leaf))


def grow(ledger: Ledger, size: int) -> float:
    """Write entries until the log has so many; seconds."""
    began = perf_counter()
    while True:
        with ledger.store.writing() as writer:
            edge = writer.head().edge
            if edge.size >= size:
                return perf_counter() - began
            made = [row(number, edge) for number in range(edge.size, min(edge.size + BATCH, size))]
            writer.append([one for one, _ in made], [node for _, nodes in made for node in nodes], Head(edge, STAMP))


def one_more(ledger: Ledger, name: int) -> tuple[float, float]:
    """Median wall and mean CPU milliseconds of a single append of a new subject."""
    waits, cpu = [], process_time()
    for number in range(APPENDS):
        draft = Draft(
            programme="estates",
            subject=f"E-{name}-{number}-2",
            kind="opened",
            effective_on=date(2024, 1, 2),
            fields={"homes": number},
            key=f"one.{name}.{number}",
        )
        began = perf_counter()
        append(ledger, [draft], actor="甲", now=MOMENT)
        waits.append(perf_counter() - began)
    return statistics.median(waits) * 1e3, (process_time() - cpu) / APPENDS * 1e3


def show_growth(ledger: Ledger, path: Path, entries: int) -> None:
    print(
        f"one more entry, {APPENDS} single appends at each size (SQLite; wall time holds the disk's flush), and audits"
    )
    first = Draft(programme="estates", subject="E-0-0-0", kind="opened", effective_on=date(2024, 1, 2))
    append(ledger, [first], actor="甲", now=MOMENT)
    for size in sizes_to(entries):
        took = grow(ledger, size - APPENDS)
        wall, cpu = one_more(ledger, size)
        print(
            f"  {size:>10,} entries   median {wall:6.2f} ms   CPU {cpu:5.2f} ms   (growing to it: {took:.1f} s,"
            f" {path.stat().st_size / 1e6:,.0f} MB)",
            flush=True,
        )
        if size in (*AUDITED, entries):
            show_audit(ledger, path)


def sizes_to(entries: int) -> list[int]:
    return [*(size for size in SIZES if size < entries), entries]


def show_edge() -> None:
    """An edge of any size is a few hashes: made up here, as their words do not change what an append costs."""
    print("simulated, the tree's edge alone, no database: 2,000 leaves more, with the root after each")
    leaf = hashlib.sha256(b"leaf").digest()
    for size in SIMULATED:
        edge = Edge(size, [leaf] * size.bit_count())
        began = process_time()
        for _ in range(2000):
            for _ in edge.append(leaf):
                pass
            edge.root()
        each = (process_time() - began) / 2000 * 1e6
        print(f"  {size:>10,} leaves    {each:6.2f} µs CPU a leaf")


def floor(path: Path) -> int:
    database = sqlite3.connect(path)
    count = 0
    for _, data, _ in database.execute("select seq, data, leaf from entry order by seq"):
        hashlib.sha256(data.encode()).digest()
        count += 1
    database.close()
    return count


def show_audit(ledger: Ledger, path: Path) -> None:
    looked, bare, pages, most = [], [], [], 0.0
    for _ in range(3 if ledger_size(ledger) < AUDITED[-1] else 1):
        began = process_time()
        count = floor(path)
        bare.append(process_time() - began)
        with ledger.store.reading() as reader:
            began = process_time()
            assert not list(reader.damage())
            pages.append(process_time() - began)
            memory()
            began = process_time()
            done = audit(reader, EvidenceStore(path.parent / "evidence"), (), None)
        looked.append(process_time() - began)
        most = max(most, memory())
        assert (done.entries, done.faults) == (count, []), done.faults[:3]
    took, least, own = statistics.median(looked), statistics.median(bare), statistics.median(pages)
    print(
        f"             audit: CPU {took:.2f} s, {count / took:,.0f} entries/s, {most:.0f} MB at its peak, all in all;"
        f" floor (SQL and SHA-256) {least:.2f} s: {took / least:.1f} times, {own / least:.1f} of them SQLite's look at"
        " its pages; nothing wrong",
        flush=True,
    )


def ledger_size(ledger: Ledger) -> int:
    with ledger.store.reading() as reader:
        return reader.head().size


def memory() -> float:
    """Peak megabytes since this was last asked (Linux)."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1e3


def milliseconds(call: Callable[[], object], times: int = 20) -> float:
    def once() -> float:
        began = perf_counter()
        call()
        return perf_counter() - began

    return statistics.median(once() for _ in range(times)) * 1e3


def show_proofs(ledger: Ledger, entries: int, folder: Path) -> None:
    print("proofs of an entry (a third in) and of growth (from two thirds): median of 20, wall time")
    signer = Signer("yunling", bytes(range(32)))
    with ledger.store.reading() as reader:
        for size in sizes_to(entries):
            show_entry_proof(reader, size, signer)
            growth = show_growth_proof(reader, size, signer)
    proof = folder / "growth.json"
    proof.write_bytes(growth)
    show_offline(proof)


def show_entry_proof(reader: Reader, size: int, signer: Signer) -> None:
    root, seq = root_at(reader, size), size // 3
    note = signed(Checkpoint("yunling", size, root), signer)

    def make() -> dict[str, Any]:
        return proof_of_entry(reader, seq, size, note, str(signer.verifier))

    proof = make()
    steps, leaf = steps_of(proof), leaf_hash(proof["entry"].encode())
    show_proof(size, "entry", proof, make, lambda: root_from_inclusion(leaf, seq, size, steps) == root)


def show_growth_proof(reader: Reader, size: int, signer: Signer) -> bytes:
    old = size * 2 // 3
    roots = root_at(reader, old), root_at(reader, size)
    notes = (
        signed(Checkpoint("yunling", old, roots[0]), signer),
        signed(Checkpoint("yunling", size, roots[1]), signer),
    )

    def make() -> dict[str, Any]:
        return proof_of_growth(reader, old, size, notes, str(signer.verifier))

    proof = make()
    steps = steps_of(proof)
    return show_proof(size, "growth", proof, make, lambda: is_consistent(old, roots[0], size, roots[1], steps))


def steps_of(proof: dict[str, Any]) -> list[bytes]:
    return [b64decode(step) for step in proof["proof"]]


def show_proof(
    size: int, what: str, proof: dict[str, Any], make: Callable[[], object], check: Callable[[], bool]
) -> bytes:
    assert check()
    text = json.dumps(proof, ensure_ascii=False).encode()
    print(
        f"  {size:>10,} {what:7}{len(proof['proof']):3} hashes {len(text):6,} bytes of JSON"
        f"   made in {milliseconds(make):6.2f} ms   hashes checked in {milliseconds(check):6.3f} ms"
    )
    return text


def show_offline(proof: Path) -> None:
    """The verifier as an auditor runs it: a process, the proof, no package of ours."""
    apart = [sys.executable, "-I", "-S"]
    script = proof.parent / "offline.py"
    script.write_bytes(Path(offline.__file__).read_bytes())

    def run(*words: str) -> None:
        subprocess.run([*apart, *words], check=True, capture_output=True)

    bare, whole = milliseconds(lambda: run("-c", "pass"), 7), milliseconds(lambda: run(str(script), str(proof)), 7)
    print(
        f"offline verifier, a process of its own, both signatures: {whole:.0f} ms (the interpreter alone {bare:.0f} ms)"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--entries", type=int, default=200_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "ledger.sqlite"
        ledger = ledger_at(str(path))
        show_growth(ledger, path, given.entries)
        show_edge()
        show_proofs(ledger, given.entries, Path(name))
        ledger.store.close()


if __name__ == "__main__":
    main()
