"""What a process does on a disk of two megabytes: fill it, try, be told, make room, try again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ledger.life import NOW, ledger_at, opened

from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError


def disk(folder: str) -> Path:
    place = Path(folder) / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=True)
    return place


def fill(place: Path, room: int) -> Path:
    """Leave only so many bytes."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(file.tell() - room)
    return filler


def entries(ledger: Ledger) -> str:
    with ledger.store.reading() as reader:
        return f"{reader.head().size} entries, {len(list(reader.rows(0, 9999)))} rows"


def append_until_full(folder: str) -> None:
    place = disk(folder)
    ledger = ledger_at(str(place / "ledger.sqlite"))
    append(ledger, [opened("E-001")], actor="甲", now=NOW)
    filler = fill(place, 40_000)
    try:
        append(ledger, [opened(f"E-9{n:03}") for n in range(900)], actor="甲", now=NOW)
    except LedgerError as error:
        print(error)
    print(entries(ledger))
    filler.unlink()
    append(ledger, [opened("E-002")], actor="甲", now=NOW)
    print(entries(ledger))
    with ledger.store.reading() as reader:
        print(audit(reader, EvidenceStore(place / "evidence"), [], None).faults)
    ledger.store.close()


def keep_until_full(folder: str) -> None:
    place = disk(folder)
    source = Path(folder) / "验收.pdf"
    source.write_bytes(b"%PDF-1.4 " + b"yunling " * 50_000)
    store = EvidenceStore(place / "evidence")
    store.folder.mkdir()
    filler = fill(place, 100_000)
    try:
        store.keep(source)
    except LedgerError as error:
        print(error)
    print(*(one.name for one in store.folder.rglob("*")))
    filler.unlink()
    print(store.condition(store.keep(source).sha256))


def copy_until_full(folder: str) -> None:
    from dajuan.figures import copy as copying

    copying.LARGE, copying.SMALL = 256, 8
    place = disk(folder)
    ledger = ledger_at(str(Path(folder) / "ledger.sqlite"))
    append(ledger, [opened(f"E-{n:04}") for n in range(600)], actor="甲", now=NOW)
    copy, elsewhere = copying.Copy(place / "columns"), copying.Copy(Path(folder) / "columns")
    copy.folder.mkdir()
    filler = fill(place, 40_000)
    with ledger.store.reading() as reader:
        elsewhere.follow(reader)
        try:
            copy.follow(reader)
        except LedgerError as error:
            print(error)
        print(copy.faults())
        filler.unlink()
        copy.follow(reader)
    same = all((copy.folder / one.name).read_bytes() == one.read_bytes() for one in elsewhere.folder.iterdir())
    print("the same bytes as elsewhere" if same and not copy.faults() else copy.faults())


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
