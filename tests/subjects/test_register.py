"""The file: it follows, it is of one log, it survives whoever is killed, and several processes may use it at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from datetime import date

import pytest
from tests.databases import address, server
from tests.subjects.lives import FIRM, FIRMS, SITES, ledger_at, opening

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack
from dajuan.programmes.text import pack_text
from dajuan.subjects import register as register_module
from dajuan.subjects.register import Register
from dajuan.subjects.subjects import Subjects

__all__ = ["address", "server"]


def stated(code="E-001", **fields):
    return Draft(programme="sites", subject=code, kind="stated", effective_on=date(2024, 5, 1), fields=fields)


@pytest.fixture
def ledger(address):
    ledger = ledger_at(address)
    append(ledger, opening(), actor="甲")
    yield ledger
    ledger.store.close()


@pytest.fixture
def subjects(ledger, tmp_path):
    subjects = Subjects(ledger, tmp_path / "derived")
    subjects.follow()
    return subjects


def test_it_follows_entry_by_entry_on_either_database(ledger, subjects):
    assert [row.code for row in subjects.page("sites").rows] == ["E-001", "E-002", "E-003"]
    append(ledger, [stated(homes=12)], actor="甲")
    assert "homes" not in subjects.one("sites", "E-001").fields
    assert subjects.follow() == size_of(ledger)
    assert subjects.one("sites", "E-001").fields["homes"] == 12


def test_deleted_it_is_made_again_to_the_same_content(ledger, subjects):
    append(ledger, [stated(homes=12, owner="松溪办事处")], actor="甲")
    subjects.follow()
    kept = subjects.register.digest()
    subjects.register.path.unlink()
    assert Subjects(ledger, subjects.register.path.parent).page("sites").rows == []
    subjects.follow()
    assert subjects.register.digest() == kept
    assert subjects.one("sites", "E-001").owners == ("松溪办事处",)


def test_of_another_log_it_is_made_anew(subjects, tmp_path):
    """As after a backup was restored and others wrote into it."""
    restored = ledger_at(str(tmp_path / "restored.sqlite"))
    append(restored, [*opening()[:2], stated(homes=99)], actor="乙")
    append(restored, [stated(homes=n) for n in range(100, 110)], actor="乙")
    other = Subjects(restored, tmp_path / "derived")
    assert other.follow() == size_of(restored)
    rows = other.page("sites").rows
    assert [(row.code, row.fields["homes"]) for row in rows] == [("E-001", 109)]
    fresh = Subjects(restored, tmp_path / "fresh")
    fresh.follow()
    assert other.register.digest() == fresh.register.digest()
    restored.store.close()


def test_under_a_pack_that_says_otherwise_it_is_made_anew(ledger, subjects):
    append(ledger, [stated(**{"co-owners": "松溪办事处、云岭教育局"})], actor="甲")
    subjects.follow()
    assert subjects.one("sites", "E-001").owners == ("云岭住建局", "松溪办事处", "云岭教育局")
    changed = parse_pack(pack_text(SITES).replace('"owners":["owner","co-owners"]', '"owners":["co-owners"]'))
    again = Subjects(
        Ledger(ledger.store, {"sites": changed, "firms": FIRMS}, ledger.timezone), subjects.register.path.parent
    )
    again.follow()
    assert again.one("sites", "E-001").owners == ("松溪办事处", "云岭教育局")


def test_a_programme_that_was_switched_off_is_still_known(ledger, subjects):
    less = Subjects(Ledger(ledger.store, {"firms": FIRMS}, ledger.timezone), subjects.register.path.parent)
    less.follow()
    assert less.one("sites", "E-001").owners == ("云岭住建局",)


def test_a_damaged_file_is_thrown_away(ledger, subjects):
    path = subjects.register.path
    kept = subjects.register.digest()
    subjects.close()
    path.write_bytes(b"SQLite format 3\x00" + os.urandom(8000))
    again = Subjects(ledger, path.parent)
    again.follow()
    assert again.register.digest() == kept


def test_a_page_of_a_damaged_file_is_refused_with_what_to_do(ledger, subjects):
    subjects.close()
    subjects.register.path.write_bytes(os.urandom(8192))
    with pytest.raises(LedgerError, match="删去这个文件会从台账重做"):
        Subjects(ledger, subjects.register.path.parent).page("sites")


def test_it_follows_by_the_stretch(ledger, subjects, tmp_path, monkeypatch):
    append(ledger, [stated(homes=n) for n in range(20)], actor="甲")
    subjects.follow()
    monkeypatch.setattr(register_module, "STRETCH", 7)
    by_sevens = Register(ledger, tmp_path / "sevens")
    seen = []
    by_sevens.follow(progress=lambda done, of: seen.append((done, of)))
    size = size_of(ledger)
    assert seen == [*((done, size) for done in range(7, size, 7)), (size, size)]
    assert by_sevens.digest() == subjects.register.digest()


def test_whoever_fails_half_way_leaves_the_last_whole_stretch(ledger, subjects, tmp_path, monkeypatch):
    append(ledger, [stated(homes=n) for n in range(20)], actor="甲")
    monkeypatch.setattr(register_module, "STRETCH", 7)
    torn = Register(ledger, tmp_path / "torn")

    def stop(done, of):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        torn.follow(progress=stop)
    with torn.reading() as db:
        assert register_module.made_of(db).size == 7
    torn.follow()
    subjects.follow()
    assert torn.digest() == subjects.register.digest()


def follow_on_and_on(address, derived):
    subjects = Subjects(ledger_at(address), derived)
    while True:
        subjects.follow()


def test_processes_that_follow_at_once_and_are_killed_leave_it_whole(tmp_path):
    address = str(tmp_path / "ledger.sqlite")
    ledger = ledger_at(address)
    append(ledger, opening(), actor="甲")
    start = multiprocessing.get_context("spawn").Process
    workers = [start(target=follow_on_and_on, args=(address, tmp_path / "derived"), daemon=True) for _ in range(3)]
    for one in workers:
        one.start()
    subjects = Subjects(ledger, tmp_path / "derived")
    for n in range(60):
        append(ledger, [stated(f"E-00{1 + n % 3}", homes=n)], actor="甲")
        if n == 40:
            os.kill(workers[0].pid, signal.SIGKILL)
        if n % 5 == 0:
            subjects.follow()
            assert subjects.one("sites", f"E-00{1 + n % 3}").fields["homes"] == n
        else:
            time.sleep(0.01)
    for one in workers:
        one.kill()
        one.join()
    subjects.follow()
    kept = subjects.register.digest()
    fresh = Subjects(ledger, tmp_path / "fresh")
    fresh.follow()
    assert fresh.register.digest() == kept
    ledger.store.close()


def test_while_another_process_follows_the_others_read(ledger, subjects):
    other = sqlite3.connect(subjects.register.path, isolation_level=None)
    other.execute("begin immediate")
    size = size_of(ledger)
    append(ledger, [stated(homes=5)], actor="甲")
    assert subjects.follow(wait=0.05) == size
    assert len(subjects.page("sites").rows) == 3
    other.execute("rollback")
    assert subjects.follow() == size + 1
    other.close()


def test_the_firm_is_a_subject_like_any_other(subjects):
    assert subjects.one("firms", FIRM).name == "云岭建工"
