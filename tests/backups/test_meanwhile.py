"""People go on working while the backup is made: what was acknowledged before is in it, and what is in it is whole."""

from __future__ import annotations

import json
import threading

import pytest
from tests.backups.zone_of_all import log_of, opened, record, rows_in, rows_of, zone_of_all
from tests.databases import fresh_database

from dajuan.backups.backup import backup
from dajuan.backups.restore import restore
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.ledger.zone import Zone


class Colleague(threading.Thread):
    """Appends entries with evidence, signs checkpoints and tells of both in the accounts, until it is stopped."""

    def __init__(self, zone: Zone) -> None:
        super().__init__()
        self.zone, self.acknowledged, self.done = zone, 0, threading.Event()
        self.under_way = threading.Event()

    def run(self) -> None:
        ledger = ledger_of(self.zone)
        for number in range(100, 10_000):
            self.acknowledged = record(ledger, opened(number, self.zone))
            with ledger.store.reading() as reader:
                note = signed_checkpoint(reader, self.zone.origin, self.zone.signer())
            (self.zone.checkpoints / f"{number}.note").write_text(note, encoding="utf-8")
            rows_in(self.zone.folder / "web.sqlite", "person", [f"{self.acknowledged}"])
            if number > 110:
                self.under_way.set()
            if self.done.is_set():
                break
        ledger.store.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_writer_meanwhile(kind, tmp_path, request, monkeypatch):
    monkeypatch.setattr("dajuan.backups.entries.STRETCH", 3)
    address = "ledger.sqlite" if kind == "sqlite" else fresh_database(request.getfixturevalue("server"))
    zone = zone_of_all(tmp_path / "yunling", address)
    colleague = Colleague(zone)
    colleague.start()
    try:
        assert colleague.under_way.wait(60)
        rounds = []
        for number in range(3):
            before = colleague.acknowledged
            done = backup(zone, tmp_path / f"{number}.tar.zst")
            rounds.append((before, done, colleague.acknowledged))
    finally:
        colleague.done.set()
        colleague.join()
    assert any(after > before for before, _, after in rounds), "nobody wrote meanwhile"
    entries = log_of(zone)[2]
    for before, done, _ in rounds:
        assert before <= done.manifest.log.size
        assert done.unsound == ()
        database = "ledger.sqlite"
        other = restore(done.path, tmp_path / f"{done.path.name}-restored", database=database)
        assert other.audit.faults == []
        assert other.audit.checkpoints > 10
        assert log_of(other.zone)[2] == entries[: done.manifest.log.size]
        told = [int(name) for name in rows_of(other.zone.folder / "web.sqlite", "person") if name.isdigit()]
        assert told, "the accounts tell of entries"
        assert max(told) <= done.manifest.log.size, "the accounts never tell of an entry that is not there"
        assert len(list((other.zone.folder / "evidence").glob("??/*"))) >= sum('"evidence"' in one for one in entries[: done.manifest.log.size])  # fmt: skip
    assert json.loads(entries[-1])["kind"] == "opened"
