"""Kills writers (and a PostgreSQL server) at random moments, and looks at what is left after each.

    python bench/crash.py --times 1000 --database sqlite
    python bench/crash.py --times 200 --database postgresql --server-kills 24

A child appends single entries and batches in a loop and tells its parent over a pipe what was acknowledged. The parent
ends it with SIGKILL after a random number of microseconds. Then: nothing acknowledged is lost, no batch is there in
part, the head is the root over the entries, and the next writer goes on at once. A full audit comes every ``--audit``
kills and at the end. Exit status 1 with the first thing that does not hold; the folder is then kept.
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
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.entry import Draft, entry_of, leaf_hash
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.merkle import Edge
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Count, Field, Indicator, Name, Programme, Stage, Subject

ESTATES = Programme(
    code="estates",
    version=1,
    name=Name("楼盘", "Estates"),
    subject=Subject("estate", Name("楼盘", "estate")),
    code_rule=r"E-\d+-\d+-\d+",
    fields={"homes": Field("homes", "count", Name("套数", "homes"), unit="套")},
    stages={"listed": Stage(key="listed", name=Name("纳入台账", "listed"), after=())},
    indicators={"listed": Indicator("listed", Name("楼盘数", "estates"), "个", Count("listed"))},
)
LARGEST_BATCH = 300


class BrokenError(Exception):
    """Something that must hold after a crash does not."""


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), {"estates": ESTATES}, ZoneInfo("Asia/Shanghai"))


def drafts(run: int, batch: int, count: int) -> list[Draft]:
    """A batch whose keys say how large it is: whoever sees a part of it knows."""
    return [
        Draft(
            programme="estates",
            subject=f"E-{run}-{batch}-{place}",
            kind="opened",
            effective_on=date(2024, 1, 2),
            fields={"homes": place},
            key=f"{run}.{batch}.{place}.{count}",
        )
        for place in range(count)
    ]


def write_on(address: str, run: int, answers: int) -> None:
    """The child: it never ends by itself unless the database goes away."""
    chance = random.Random(run)
    ledger = ledger_at(address)
    os.write(answers, b"ready\n")
    for batch in range(1_000_000):
        count = 1 if chance.random() < 0.6 else chance.randint(2, LARGEST_BATCH)
        done = append(ledger, drafts(run, batch, count), actor="甲")
        # One write of less than a pipe's page is never seen in part.
        os.write(answers, f"{batch} {count} {done.seqs[0]} {done.seqs[-1]}\n".encode())


def writer(address: str, run: int) -> tuple[int, int]:
    """Its process and the pipe on which it tells what was acknowledged."""
    answers, mouth = os.pipe()
    child = os.fork()
    if child:
        os.close(mouth)
        return child, answers
    try:
        write_on(address, run, mouth)
    except LedgerError:
        os._exit(3)
    finally:
        os._exit(4)


def told(answers: int) -> list[tuple[int, int, int, int]]:
    said = b""
    while piece := os.read(answers, 2**16):
        said += piece
    os.close(answers)
    lines = [line.split() for line in said.decode().splitlines() if line != "ready"]
    return [(int(batch), int(count), int(first), int(last)) for batch, count, first, last in lines]


class Watch:
    """What the parent knows of the log, and what it holds each crash to."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.evidence = address, EvidenceStore(folder / "evidence")
        self.edge = Edge()
        self.acknowledged = 0
        self.unacknowledged = 0
        self.audits = 0
        self.waits: list[float] = []

    def look(self, run: int, acknowledged: list[tuple[int, int, int, int]], whole: bool) -> None:
        ledger = ledger_at(self.address)
        try:
            self._go_on(ledger, run)
            found = self._grown(ledger)
            self._held(run, acknowledged, found)
            if whole:
                self._audited(ledger)
        finally:
            ledger.store.close()

    def _go_on(self, ledger: Ledger, run: int) -> None:
        began = time.perf_counter()
        append(ledger, drafts(run, 1_000_000, 1), actor="乙")
        self.waits.append(time.perf_counter() - began)

    def _grown(self, ledger: Ledger) -> dict[str, int]:
        """The keys that are new, and that the head is the root over what was there before and they."""
        with ledger.store.reading() as reader:
            head = reader.head()
            if head.size < self.edge.size:
                raise BrokenError(f"the log fell from {self.edge.size} entries to {head.size}")
            found = {}
            for row in reader.rows(self.edge.size, head.size):
                if row.seq != self.edge.size:
                    raise BrokenError(f"entry {self.edge.size} is missing")
                entry = entry_of(row.data)
                if entry.key:
                    found[entry.key] = row.seq
                for _ in self.edge.append(leaf_hash(row.data.encode())):
                    pass
            if (self.edge.size, self.edge.root()) != (head.size, head.edge.root()):
                raise BrokenError(f"the head is not the root over {self.edge.size} entries")
        return found

    def _held(self, run: int, acknowledged: list[tuple[int, int, int, int]], found: dict[str, int]) -> None:
        for batch, count, first, last in acknowledged:
            ends = found.get(f"{run}.{batch}.0.{count}"), found.get(f"{run}.{batch}.{count - 1}.{count}")
            if ends != (first, last):
                raise BrokenError(f"batch {batch} of run {run} was acknowledged at {first}–{last}, found at {ends}")
        batches = Counter((key.split(".")[1], int(key.split(".")[3])) for key in found)
        for (name, whole), there in batches.items():
            if there != whole:
                raise BrokenError(f"batch {name} of run {run} is there in part: {there} of {whole}")
        self.acknowledged += len(acknowledged)
        self.unacknowledged += len(batches) - 1 - len(acknowledged)

    def _audited(self, ledger: Ledger) -> None:
        with ledger.store.reading() as reader:
            faults = audit(reader, self.evidence, (), None).faults
        if faults:
            raise BrokenError(f"the audit finds {faults[:3]}")
        self.audits += 1


def kill_clients(watch: Watch, runs: range, every: int, chance: random.Random) -> None:
    for run in runs:
        child, answers = writer(watch.address, run)
        first = os.read(answers, 6) if chance.random() < 0.9 else b""
        # From a few microseconds to some dozens of commits: kills fall before, in and after a commit.
        time.sleep(chance.choice((0.003, 0.04, 0.25)) * chance.random())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if first not in {b"", b"ready\n"}:
            raise BrokenError("the child could not begin")
        watch.look(run, told(answers), run % every == 0 or run == runs[-1])


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
        child, answers = writer(watch.address, run)
        os.read(answers, 6)
        time.sleep(chance.random())
        server.stop()
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != 3:
            raise BrokenError("the writer did not say clearly that its server went away")
        server.start()
        watch.look(run, told(answers), True)


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
        f" {time.monotonic() - began:.0f} s; {watch.edge.size:,} entries; batches and single appends acknowledged"
        f" {watch.acknowledged:,}, written but not yet acknowledged {watch.unacknowledged}; lost 0, half-done 0;"
        f" full audits {watch.audits}, all clean; the next writer's append: median {waits[len(waits) // 2] * 1e3:.1f} ms,"
        f" worst {waits[-1] * 1e3:.1f} ms"
    )
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
