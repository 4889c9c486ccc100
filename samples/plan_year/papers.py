"""佐证: sheets of paper that an office would hand in, each saying that it is simulated."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from dajuan.ledger.entry import Evidence
from dajuan.ledger.evidence import EvidenceStore

REPORT, CLOSING = "佐证材料", "销号审批表"


def paper(store: EvidenceStore, code: str, kind: str, day: date) -> Evidence:
    data = f"%PDF-1.4\n% 模拟数据 simulated data {code} {kind} {day}\n%%EOF\n".encode()
    return store.keep_stream(BytesIO(data), name=f"{code}-{day:%Y-%m}-{kind}（模拟）.pdf", kind=kind)
