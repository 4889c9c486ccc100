"""Kills writers (and a PostgreSQL server) at random moments, and looks at what is left after each.

    python bench/crash.py --times 1000 --database sqlite
    python bench/crash.py --times 1000 --database postgresql --server-kills 24

A child appends single entries and batches and imports sheets in a loop, and tells its parent over a pipe what was
acknowledged. Once it has acknowledged something (some are killed before), the parent ends it with SIGKILL after a random
number of microseconds. Then what the child was doing is done again by the next writer, who must find all of it there
or nothing, and adds nothing twice; nothing acknowledged is lost, no batch is there in part, every new entry has the
hash of its bytes, and the head is the root over all entries. A full audit comes every ``--audit`` kills and at the end.
Exit status 1 with the first thing that does not hold; the folder is then kept.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from mmap import mmap
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.entry import Draft, entry_of, leaf_hash
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.merkle import Edge
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book
from dajuan.ledger.store import Ahead, Store, Writer, store_at
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Count, Field, Indicator, Name, Programme, Stage, Subject

ESTATES = Programme(
    code="estates",
    version=1,
    name=Name("楼盘", "Estates"),
    subject=Subject("estate", Name("楼盘", "estate")),
    code_rule=r"E-\d+-\d+-\d+(-\d+)?",
    fields={"homes": Field("homes", "count", Name("套数", "homes"), unit="套")},
    stages={"listed": Stage(key="listed", name=Name("纳入台账", "listed"), after=())},
    indicators={"listed": Indicator("listed", Name("楼盘数", "estates"), "个", Count("listed"))},
)
DAY = date(2024, 1, 2)
LARGEST_BATCH = 150
PHASES = ("opening", "waiting for the lock", "judging", "writing and committing", "between two writes")
"""What the child is doing, as it notes in a byte that outlives it."""


class BrokenError(Exception):
    """Something that must hold after a crash does not."""


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), {"estates": ESTATES}, ZoneInfo("Asia/Shanghai"))


class Batch(NamedTuple):
    """The ``number``-th write of a run: always the same one, and its subjects say how large it is."""

    run: int
    number: int
    size: int
    imported: bool

    def subject(self, place: int) -> str:
        return f"E-{self.run}-{self.number}-{place}-{self.size}"

    def write(self, ledger: Ledger, evidence: EvidenceStore) -> int:
        """How many entries were new."""
        if self.imported:
            sheet = "楼盘编号,套数\n" + "".join(f"{self.subject(place)},{place}\n" for place in range(self.size))
            done = import_book(
                ledger, read_book(sheet.encode(), "estates.csv"), evidence=evidence, folder=evidence.folder, actor="甲",
                programme="estates", on=DAY,
            )  # fmt: skip
            if done.troubles:
                raise BrokenError(f"the import of {self} is refused: {done.troubles[:2]}")
            return done.added
        return append(ledger, [self._draft(place) for place in range(self.size)], actor="甲").added

    def _draft(self, place: int) -> Draft:
        subject, fields = self.subject(place), {"homes": place}
        return Draft(
            programme="estates", subject=subject, kind="opened", effective_on=DAY, fields=fields, key=f"k.{subject}"
        )


def batch_of(run: int, number: int) -> Batch:
    chance = random.Random(run * 1_000_003 + number)
    single = chance.random() < 0.4
    return Batch(run, number, 1 if single else chance.randint(2, LARGEST_BATCH), not single and chance.random() < 0.5)


class Watched:
    """The child's store: it notes in a byte of shared memory what is going on."""

    def __init__(self, store: Store, phase: mmap) -> None:
        self.store, self.phase = store, phase
        self.reading = store.reading

    @contextmanager
    def writing(self, ahead: Ahead | None = None) -> Iterator[Writer]:
        self.phase[0] = 1
        with self.store.writing(ahead) as writer:
            self.phase[0] = 2
            yield writer
            self.phase[0] = 3
        self.phase[0] = 4


def write_on(address: str, run: int, answers: int, phase: mmap, evidence: EvidenceStore) -> None:
    """The child: it never ends by itself unless the database goes away."""
    ledger = ledger_at(address)
    ledger.store = Watched(ledger.store, phase)  # type: ignore[assignment]
    for number in range(1_000_000):
        batch_of(run, number).write(ledger, evidence)
        # One write of less than a pipe's page is never seen in part.
        os.write(answers, f"{number}\n".encode())


def writer(address: str, run: int, evidence: EvidenceStore) -> tuple[int, int, mmap]:
    """Its process, the pipe on which it tells what was acknowledged, and the byte that says what it is doing."""
    answers, mouth = os.pipe()
    phase = mmap(-1, 1)
    child = os.fork()
    if child:
        os.close(mouth)
        return child, answers, phase
    try:
        write_on(address, run, mouth, phase, evidence)
    except LedgerError:
        os._exit(3)
    finally:
        os._exit(4)


def told(answers: int, said: bytes) -> int:
    """How many batches were acknowledged in all."""
    while piece := os.read(answers, 2**16):
        said += piece
    os.close(answers)
    numbers = [int(line) for line in said.split()]
    if numbers != list(range(len(numbers))):
        raise BrokenError(f"acknowledged out of turn: {numbers}")
    return len(numbers)


class Watch:
    """What the parent knows of the log, and what it holds each crash to."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.evidence = address, EvidenceStore(folder / "evidence")
        self.evidence.folder.mkdir(mode=0o777, exist_ok=True)
        self.edge = Edge()
        self.acknowledged = self.imports = self.unacknowledged = self.audits = 0
        self.phases: Counter[str] = Counter()
        self.waits: list[float] = []

    def look(self, run: int, acknowledged: int, whole: bool) -> None:
        ledger = ledger_at(self.address)
        try:
            self._again(ledger, batch_of(run, acknowledged))
            self._held(run, acknowledged, self._grown(ledger))
            if whole:
                self._audited(ledger)
        finally:
            ledger.store.close()

    def _again(self, ledger: Ledger, batch: Batch) -> None:
        """Whoever got no answer asks again: all of it is there, or nothing."""
        began = time.perf_counter()
        added = batch.write(ledger, self.evidence)
        self.waits.append(time.perf_counter() - began)
        if added not in {0, batch.size, batch.size + (self.edge.size == 0)}:
            raise BrokenError(f"{batch} was there in part: {added} were new")
        self.unacknowledged += not added

    def _grown(self, ledger: Ledger) -> list[str]:
        """The subjects that are new, in order; and that the head is the root over what was there before and they."""
        found = []
        with ledger.store.reading() as reader:
            head = reader.head()
            if head.size < self.edge.size:
                raise BrokenError(f"the log fell from {self.edge.size} entries to {head.size}")
            for row in reader.rows(self.edge.size, head.size):
                if row.seq != self.edge.size or row.leaf != leaf_hash(row.data.encode()):
                    raise BrokenError(f"entry {self.edge.size} is missing or not what it was hashed as")
                found.append(entry_of(row.data).subject)
                for _ in self.edge.append(row.leaf):
                    pass
            if (self.edge.size, self.edge.root()) != (head.size, head.edge.root()):
                raise BrokenError(f"the head is not the root over {self.edge.size} entries")
        return found

    def _held(self, run: int, acknowledged: int, found: list[str]) -> None:
        """The new entries are those of the batches acknowledged and of the one after, whole, in order, once."""
        batches = [batch_of(run, number) for number in range(acknowledged + 1)]
        expected = [batch.subject(place) for batch in batches for place in range(batch.size)]
        there = [subject for subject in found if subject]
        if there != expected:
            odd = sorted(set(expected) ^ set(there))[:5]
            raise BrokenError(f"run {run}, {acknowledged} batches acknowledged, is not as written: {odd or 'order'}")
        self.acknowledged += acknowledged
        self.imports += sum(batch.imported for batch in batches[:-1])

    def _audited(self, ledger: Ledger) -> None:
        with ledger.store.reading() as reader:
            faults = audit(reader, self.evidence, (), None).faults
        if faults:
            raise BrokenError(f"the audit finds {faults[:3]}")
        self.audits += 1


def kill_clients(watch: Watch, runs: range, every: int, chance: random.Random) -> None:
    for run in runs:
        child, answers, phase = writer(watch.address, run, watch.evidence)
        said = b""
        if chance.random() < 0.95:
            while said.count(b"\n") < chance.randint(1, 4) and (piece := os.read(answers, 2**16)):
                said += piece
            if not said:
                raise BrokenError("the child could not begin")
        # From a few microseconds to some dozens of commits: kills fall before, in and after a commit.
        time.sleep(chance.choice((0.002, 0.02, 0.1)) * chance.random())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        watch.phases[PHASES[phase[0]]] += 1
        watch.look(run, told(answers, said), run % every == every - 1 or run == runs[-1])
        if run % 100 == 99:
            print(f"  {run + 1} killed, {watch.acknowledged:,} writes acknowledged", file=sys.stderr, flush=True)


class Server:
    """A PostgreSQL of our own with fsync on, on a socket in a temporary folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dajuan-crash-"))
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        tools = f"{found[-1].parent}/" if found else ""
        as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_whom:
            self.folder.chmod(0o755)
            shutil.chown(self.folder, "postgres")
        self._run = partial(subprocess.run, check=True, capture_output=True, cwd="/")
        data = str(self.folder / "data")
        self._run([*as_whom, f"{tools}initdb", "-D", data, "-U", "dajuan", "-A", "trust", "-E", "UTF8"])
        self._control = [*as_whom, f"{tools}pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w"]
        self.address = f"postgresql://dajuan@/postgres?host={self.folder}"
        self.start()

    def start(self) -> None:
        self._run([*self._control, "-o", f"-k {self.folder} -h '' -c fsync=on", "start"])

    def stop(self) -> None:
        self._run([*self._control, "-m", "immediate", "stop"])


def kill_servers(watch: Watch, server: Server, runs: range, chance: random.Random) -> None:
    for run in runs:
        child, answers, _ = writer(watch.address, run, watch.evidence)
        said = os.read(answers, 2**16)
        time.sleep(chance.random())
        server.stop()
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != 3:
            raise BrokenError("the writer did not say clearly that its server went away")
        server.start()
        watch.look(run, told(answers, said), True)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--server-kills", type=int, default=0)
    asked.add_argument("--audit", type=int, default=50, help="a full audit every so many kills")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--seconds", type=float, default=0, help="stop after so long, however many kills that is")
    options = asked.parse_args()
    chance = random.Random(options.seed)
    server = Server() if options.database == "postgresql" else None
    folder = server.folder if server else Path(tempfile.mkdtemp(prefix="dajuan-crash-"))
    watch = Watch(server.address if server else str(folder / "ledger.sqlite"), folder)
    began, done = time.monotonic(), 0
    try:
        while done < options.times and not (options.seconds and time.monotonic() - began > options.seconds):
            some = min(options.audit, options.times - done)
            kill_clients(watch, range(done, done + some), options.audit, chance)
            done += some
        if server:
            kill_servers(watch, server, range(done, done + options.server_kills), chance)
    except BrokenError as error:
        print(f"BROKEN after {done}: {error}; see {folder}")
        return 1
    finally:
        if server:
            server.stop()
    waits = sorted(watch.waits)
    print(
        f"{options.database}: {done} writers and {options.server_kills if server else 0} servers killed in"
        f" {time.monotonic() - began:.0f} s; {watch.edge.size:,} entries; writes acknowledged {watch.acknowledged:,} (of"
        f" them imports {watch.imports:,}), written but not yet acknowledged {watch.unacknowledged}; lost 0, half-done 0,"
        f" twice 0; full audits {watch.audits}, all clean; the next writer's write: median"
        f" {waits[len(waits) // 2] * 1e3:.1f} ms, worst {waits[-1] * 1e3:.1f} ms\n  killed while "
        + ", ".join(f"{phase} {watch.phases[phase]}" for phase in PHASES)
    )
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
