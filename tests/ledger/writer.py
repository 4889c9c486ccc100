"""Writers for the tests: what a process of its own does, so that several can write at once or meet a full disk."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from tests.ledger.life import NOW, ledger_at, opened

from dajuan.ledger.append import append
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError


def write_some(address: str, who: int, count: int) -> None:
    """Entries of one writer's own, one append each."""
    ledger = ledger_at(address)
    for n in range(count):
        append(ledger, [opened(f"E-{who}{n:03}")], actor=f"作者{who}", now=NOW)
    ledger.store.close()


def write_the_same(address: str, count: int) -> int:
    """The same drafts with the same keys, whoever writes them; how many were new."""
    ledger = ledger_at(address)
    drafts = [opened(f"E-{n:03}", key=f"import-1-{n}") for n in range(count)]
    added = sum(append(ledger, drafts[n : n + 5], actor="甲", now=NOW).added for n in range(0, count, 5))
    ledger.store.close()
    return added


def import_the_same(address: str, folder: str, start: float) -> tuple[int, int]:
    """The same sheet, begun at the same moment as another process; what was new, and what was wrong."""
    ledger = ledger_at(address)
    rows = "".join(f"E-{n:03},云岭{n}号置业,{n}\n" for n in range(1, 300))
    book = read_book(f"楼盘编号,开发企业,套数\n{rows}".encode(), "楼盘.csv")
    time.sleep(max(0.0, start - time.time()))
    done = import_book(ledger, book, evidence=EvidenceStore(Path(folder)), folder=Path(folder), actor="甲", now=NOW)
    ledger.store.close()
    return done.added, len(done.troubles)


def _limit(size: int | None) -> None:
    """No file may grow beyond this, as on a disk that is full; None: there is room again."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY if size is None else size, most))


def append_on_a_full_disk(path: str) -> None:
    ledger = ledger_at(path)
    append(ledger, [opened("E-001")], actor="甲", now=NOW)
    _limit(os.stat(f"{path}-wal").st_size + 20_000)
    try:
        append(ledger, [opened(f"E-9{n:03}") for n in range(900)], actor="甲", now=NOW)
    except LedgerError as error:
        print(error)
    with ledger.store.reading() as reader:
        print(reader.head().size, len(list(reader.rows(0, 9999))))
    _limit(None)
    append(ledger, [opened("E-002")], actor="甲", now=NOW)
    with ledger.store.reading() as reader:
        print(reader.head().size, len(list(reader.rows(0, 9999))))
    ledger.store.close()


def keep_on_a_full_disk(path: str) -> None:
    folder = Path(path)
    (folder / "验收.pdf").write_bytes(b"%PDF-1.4 " + b"yunling " * 50_000)
    _limit(100_000)
    try:
        EvidenceStore(folder / "evidence").keep(folder / "验收.pdf")
    except LedgerError as error:
        print(error)
    print(*(one.name for one in (folder / "evidence").rglob("*")))


def append_without_rights(path: str) -> None:
    """As somebody who may read the file and no more; root, whom no rights stop, becomes nobody first."""
    store_at(":memory:")  # what it imports may lie where nobody may not look
    if os.geteuid() == 0:
        os.setuid(65534)
    for doing in (lambda: ledger_at(path), lambda: append(ledger_at(path), [opened("E-1")], actor="甲", now=NOW)):
        try:
            doing()
        except LedgerError as error:
            print(error)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
