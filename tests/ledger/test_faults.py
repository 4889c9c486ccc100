"""What goes wrong around the ledger: damaged files, full disks, missing rights, lost connections, writers at once.

Whatever happens, an append is there as a whole or not at all, and whoever asked is told in words.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from tests.databases import fresh_database
from tests.ledger.life import NOW, ledger_at, lived, opened
from tests.ledger.writer import import_the_same, write_some, write_the_same

from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.store import Head, PackVersion
from dajuan.ledger.trouble import LedgerError

ROOT = Path(__file__).resolve().parents[2]


def in_a_process(*what: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.writer", *what], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def all_answers(reader) -> list[object]:
    rows = [
        reader.rows(0, 9999),
        reader.of_programme("housing"),
        reader.of_subjects("housing", ["", "E-077"]),
        reader.rows_at([0, 77, 9999]),
    ]
    head = reader.head()
    return [
        head.size,
        head.edge.hashes,
        head.recorded_at,
        *map(list, rows),
        reader.with_keys(["k-077"]),
        reader.packs(),
        reader.nodes(8, 0, 9),
    ]


def looked_at(path: Path) -> tuple[list[object], list[object]]:
    ledger = ledger_at(str(path))
    try:
        with ledger.store.reading() as reader:
            return audit(reader, EvidenceStore(path.parent / "evidence"), [], None).faults, all_answers(reader)
    finally:
        ledger.store.close()


def test_a_flipped_bit_is_found(tmp_path):
    """Wherever in the file: the audit or SQLite says so, unless the bit is one that no answer depends on."""
    path = tmp_path / "ledger.sqlite"
    ledger = ledger_at(str(path))
    drafts = [*lived()[:-1], *(opened(f"E-{n:03}", key=f"k-{n:03}") for n in range(10, 400))]
    append(ledger, drafts, actor="甲", now=NOW)
    ledger.store.close()
    good, (faults, answers) = path.read_bytes(), looked_at(path)
    assert not faults
    chance, found = random.Random(17), 0
    for n in range(60):
        bad, at = bytearray(good), chance.randrange(len(good))
        bad[at] ^= 1 << chance.randrange(8)
        (tmp_path / f"{n}.sqlite").write_bytes(bad)
        try:
            faults, after = looked_at(tmp_path / f"{n}.sqlite")
        except LedgerError:
            found += 1
            continue
        found += bool(faults)
        assert faults or after == answers, f"byte {at}"
    assert found > 30  # a fifth of the file is room that nothing stands in yet


@pytest.mark.parametrize("version", ["sqlite", "postgresql"])
def test_a_ledger_of_a_newer_dajuan(version, tmp_path, request):
    if version == "sqlite":
        address = str(tmp_path / "ledger.sqlite")
        ledger_at(address).store.close()
        connection = sqlite3.connect(address)
        connection.execute("pragma user_version = 99")
        connection.close()
    else:
        import psycopg

        address = fresh_database(request.getfixturevalue("server"))
        ledger_at(address).store.close()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("update ledger_version set version = 99")
    with pytest.raises(LedgerError, match="升级 dajuan") as told:
        ledger_at(address)
    assert "newer Dajuan" in told.value.en


def test_a_file_that_may_only_be_read():
    folder = Path(tempfile.mkdtemp())  # not one of pytest's: those are closed to everybody else
    try:
        path = folder / "ledger.sqlite"
        ledger_at(str(path)).store.close()
        path.chmod(0o444)
        folder.chmod(0o555)
        said = in_a_process("append_without_rights", str(path))
        assert len(said) == 2
        assert all("没有权限" in one and "missing rights" in one for one in said)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_full_disk_while_appending(tmp_path):
    said, then, later = in_a_process("append_on_a_full_disk", str(tmp_path / "ledger.sqlite"))
    assert "磁盘满" in said
    assert "full disk" in said
    assert then == "2 2"
    assert later == "3 3"
    assert looked_at(tmp_path / "ledger.sqlite")[0] == []


def test_a_full_disk_while_keeping_evidence(tmp_path):
    said, left = in_a_process("keep_on_a_full_disk", str(tmp_path))
    assert "验收.pdf 没能收下" in said
    assert "could not be taken in" in said
    assert left == ""


def test_a_reader_sees_what_was_there_when_it_began(ledger, address):
    append(ledger, lived(), actor="甲", now=NOW)
    other = ledger_at(address)
    with ledger.store.reading() as reader:
        before = all_answers(reader)
        append(other, [opened("E-077", key="k-077")], actor="乙", now=NOW)
        assert all_answers(reader) == before
        assert before[0] == len(before[3]) == 7
    with ledger.store.reading() as reader:
        assert reader.head().size == 8
    other.store.close()


def test_four_processes_write_at_once(processes, ledger, address):
    for done in [processes.submit(write_some, address, who, 10) for who in (1, 2, 3, 4)]:
        done.result()
    with ledger.store.reading() as reader:
        assert [row.seq for row in reader.rows(0, 9999)] == list(range(41))
        assert audit(reader, EvidenceStore(Path("nowhere")), [], None).faults == []


def test_two_processes_with_the_same_keys(processes, ledger, address):
    both = [processes.submit(write_the_same, address, 40) for _ in range(2)]
    assert sum(done.result() for done in both) == 40
    with ledger.store.reading() as reader:
        assert reader.head().size == 41


def test_two_processes_import_the_same_file(processes, ledger, address, tmp_path):
    """Begun at one moment: each row is there once, and whoever came second is told of nothing wrong."""
    start = time.time() + 1.5
    both = [processes.submit(import_the_same, address, str(tmp_path), start) for _ in range(2)]
    assert sorted(done.result() for done in both) == [(0, 0), (299, 0)]
    with ledger.store.reading() as reader:
        assert reader.head().size == 300
        assert audit(reader, EvidenceStore(tmp_path), [], None).faults == []


class TestLostConnections:
    """PostgreSQL: a server that is restarted, or that ends a connection it finds idle."""

    @pytest.fixture
    def address(self, server):
        return fresh_database(server)

    def end_all(self, address, server):
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            name = address.split("?")[0].rsplit("/", 1)[1]
            ended = connection.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s", (name,)
            ).fetchall()
        assert ended

    def test_between_two_appends(self, ledger, address, server):
        append(ledger, lived(), actor="甲", now=NOW)
        self.end_all(address, server)
        assert append(ledger, [opened("E-002")], actor="甲", now=NOW).size == 8
        self.end_all(address, server)
        with ledger.store.reading() as reader:
            assert reader.head().size == 8

    def test_amid_a_write(self, ledger, address, server):
        store, before = ledger.store, append(ledger, lived(), actor="甲", now=NOW)

        def write() -> None:
            with store.writing() as writer:
                writer.head()
                self.end_all(address, server)
                writer.head()

        with pytest.raises(LedgerError, match="带同样的幂等键重做") as told:
            write()
        assert "with the same idempotency keys it can be repeated" in told.value.en
        assert append(ledger, [opened("E-002")], actor="甲", now=NOW).size == before.size + 1

    @pytest.mark.parametrize("count", [3, 400])
    def test_amid_the_rows(self, ledger, address, server, count):
        """Gone between what was sent and the commit: few rows go out with it, many before it."""
        append(ledger, [opened("E-001")], actor="甲", now=NOW)

        def write() -> None:
            with ledger.store.writing() as writer:
                edge = writer.head().edge
                rows = [(edge.size + n, json.dumps({"n": n}).encode(), bytes(32)) for n in range(count)]
                for _, _, leaf in rows:
                    edge.append(leaf)
                writer.append(rows, [], Head(edge, "2025"))
                self.end_all(address, server)

        with pytest.raises(LedgerError, match="带同样的幂等键重做"):
            write()
        with ledger.store.reading() as reader:
            assert reader.head().size == len(list(reader.rows(0, 9999))) == 2
            assert audit(reader, EvidenceStore(Path("nowhere")), [], None).faults == []

    def test_a_lock_not_given_in_time(self, ledger, address):
        """The server refuses the first message; the next one begins anew."""
        import psycopg

        append(ledger, lived(), actor="甲", now=NOW)
        with psycopg.connect(address, autocommit=True) as other:
            name = address.split("?")[0].rsplit("/", 1)[1]
            other.execute(f"alter database {name} set lock_timeout = '50ms'".encode())
            impatient = ledger_at(address)
            with other.transaction():
                other.execute("select 1 from log_head for update")
                with pytest.raises(LedgerError, match="lock timeout"):
                    append(impatient, [opened("E-002")], actor="甲", now=NOW)
        assert append(impatient, [opened("E-002")], actor="甲", now=NOW).size == 8
        impatient.store.close()

    def test_what_failed_is_not_taken_for_written(self, ledger, address):
        """Whoever swallows an error inside the block is told at its end."""
        import psycopg

        def write() -> None:
            with ledger.store.writing() as writer, suppress(psycopg.Error):
                writer.keep_pack(PackVersion("housing", 1, "", ""))

        append(ledger, lived(), actor="甲", now=NOW)
        with pytest.raises(LedgerError, match="ROLLBACK"):
            write()

    def test_a_newer_dajuan_came_meanwhile(self, ledger, address, server):
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("update ledger_version set version = 99")
        self.end_all(address, server)
        for _ in range(2):
            with pytest.raises(LedgerError, match="升级 dajuan"):
                append(ledger, lived(), actor="甲", now=NOW)

    def test_a_database_that_is_not_there(self, address):
        with pytest.raises(LedgerError, match="PostgreSQL"):
            ledger_at(address.replace("zone_", "no_such_zone_"))
