"""A made-up zone that has something of everything: entries, evidence, a checkpoint, accounts, notices, a pack, a document."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

from tests.ledger.life import NOW

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.ledger.zone import Zone, make_zone

HOUSING = "housing-delivery"


def opened(number: int, zone: Zone | None = None) -> Draft:
    """An estate of its own number; with a zone, proved by a file of its own."""
    code = f"E-{number:03}"
    evidence = ()
    if zone is not None:
        file = BytesIO(f"复工确认书 {code}".encode())
        evidence = (zone.evidence().keep_stream(file, name=f"{code}.txt", kind="复工确认书"),)
    fields = {"name": f"云岭花园{number}期", "developer": "云岭置业", "homes": 100 + number}
    return Draft(
        programme=HOUSING, subject=code, kind="opened", effective_on=date(2024, 1, 2), fields=fields, evidence=evidence
    )


def record(ledger: Ledger, *drafts: Draft) -> int:
    """The log's size afterwards."""
    return append(ledger, drafts, actor="住建局 王", now=NOW).size


def zone_of_all(folder: Path, database: str = "ledger.sqlite") -> Zone:
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=[HOUSING], database=database)
    ledger = ledger_of(zone)
    record(ledger, *(opened(number, zone) for number in range(1, 6)))
    with ledger.store.reading() as reader:
        note = signed_checkpoint(reader, zone.origin, zone.signer())
    ledger.store.close()
    (zone.checkpoints / "2024-12-31-6.note").write_text(note, encoding="utf-8")
    rows_in(folder / "notices.sqlite", "notice", ["已告知住建局"])
    rows_in(folder / "web.sqlite", "person", ["王", "何"])
    (folder / "documents" / "2024").mkdir(parents=True)
    (folder / "documents" / "2024" / "工作报告.txt").write_text("全年交付105套。", encoding="utf-8")
    (folder / "outbox").mkdir()
    (folder / "outbox" / "2024-12-31-住建局.eml").write_text("Subject: x\n", encoding="utf-8")
    (folder / "derived" / "columns").mkdir()
    (folder / "derived" / "columns" / "made.parquet").write_bytes(b"anew")
    (folder / "keys" / "web.key").write_text("signs sessions\n", encoding="ascii")
    return zone


def rows_in(path: Path, table: str, rows: list[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute(f"create table if not exists {table} (name text)")
        connection.executemany(f"insert into {table} values (?)", [(row,) for row in rows])
        connection.commit()


def rows_of(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute(f"select name from {table} order by rowid")]


def log_of(zone: Zone) -> tuple[int, str, list[str]]:
    """Its size, its root and its entries."""
    store = zone.store()
    with store.reading() as reader:
        head = reader.head()
        told = head.size, head.edge.root().hex(), [row.data for row in reader.rows(0, head.size)]
    store.close()
    return told


def files_in(folder: Path) -> dict[str, bytes]:
    """All files below, but databases: they are compared by what is in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".sqlite" not in path.name and "derived" not in path.parts
    }
