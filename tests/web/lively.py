"""The little zone with things going on in it: a target bound to the estates, reports, files, somebody who verifies.

Of the estates the first two are the housing centre's (the reporter sees them), the third is nobody's but the zone's.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from tests.answers import life

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.ledger.read import entries_at, entries_of_subject
from dajuan.ledger.zone import Zone

BOUND, RED, DONE, OTHERS = "交付“保交楼”项目", "新建口袋公园", "打通断头路", "新签约亿元以上项目"
"""Targets: measured by the estates; far behind; done; far behind too, and the neighbour's."""
REPORTER, REVIEWER = "住房保障中心 王", "督查室 程"
RECORDED = datetime(2026, 1, 6, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PAGE = b"<!doctype html><script>alert(1)</script>"


def make_lively(zone: Zone, ledger: Ledger) -> dict[str, Evidence]:
    """Returns the files by what they are."""
    life.state(ledger, BOUND, "2025-01-20", life.OFFICE, indicator="housing-delivery/estates-delivered")
    life.state(ledger, RED, "2025-09-30", REPORTER, reported="1个", doing="选址还没有定")
    life.state(ledger, DONE, "2025-09-30", REPORTER, reported="99条")
    life.state(ledger, OTHERS, "2025-09-30", "经济发展局 李", reported="1个")
    store = zone.evidence()
    files = {
        "pdf": store.keep_stream(io.BytesIO(PDF), name="竣工验收备案表.pdf", kind="竣工验收备案表"),
        "page": store.keep_stream(io.BytesIO(PAGE), name="说明.html", kind="说明"),
        "others": store.keep_stream(io.BytesIO(b"%PDF-1.4 other"), name="别人的.pdf", kind="说明"),
    }
    estates = [
        _estate("E-001", "stated", fields={"lead-department": "住房保障中心"}),
        _estate("E-002", "stated", fields={"lead-department": "住房保障中心"}),
        _estate("E-001", "attached", on=date(2025, 3, 5), evidence=(files["pdf"], files["page"])),
        _estate("E-003", "attached", evidence=(files["others"],)),
    ]
    append(ledger, estates, actor=REPORTER, now=RECORDED)
    moved = next(seq for seq in _entries(ledger, "E-001", "moved") if _stage(ledger, seq) == "delivered")
    append(ledger, [_estate("E-001", "verified", about=(moved, moved))], actor=REVIEWER, now=RECORDED)
    with ledger.store.reading() as reader:
        note = signed_checkpoint(reader, zone.origin, zone.signer())
    zone.checkpoints.mkdir(exist_ok=True)
    (zone.checkpoints / "2026-01-06.note").write_text(note, "utf-8")
    return files


def _estate(code: str, kind: str, on: date = date(2025, 9, 12), **more: object) -> Draft:
    return Draft(programme="housing-delivery", subject=code, kind=kind, effective_on=on, **more)  # type: ignore[arg-type]


def _entries(ledger: Ledger, code: str, kind: str) -> list[int]:
    found = entries_of_subject(ledger, programme="housing-delivery", subject=code)
    return [seq for seq, one in found if one.kind == kind]


def _stage(ledger: Ledger, seq: int) -> str:
    return entries_at(ledger, seqs=[seq])[0][1].stage


def entry_of(ledger: Ledger, code: str, kind: str, nth: int = -1) -> int:
    """The place in the log of an estate's entry of a kind, the last one unless told."""
    return _entries(ledger, code, kind)[nth]
