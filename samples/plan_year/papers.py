"""佐证: what an office would hand in — a sheet of paper, a photograph, a list — each saying that it is simulated."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from samples.plan_year.photograph import photograph
from samples.year.pdf import pdf

from dajuan.ledger.entry import Evidence
from dajuan.ledger.evidence import EvidenceStore

REPORT, CLOSING = "佐证材料", "销号审批表"
SIMULATED = "模拟数据，仅供演示 / simulated data"


def paper(store: EvidenceStore, code: str, kind: str, day: date, name: str = "") -> Evidence:
    data = pdf(f"云岭高新区（虚构）{kind}", (f"目标 {code} {name}", f"日期 {day}", SIMULATED))
    return _kept(store, data, code, kind, day, "pdf")


def picture(store: EvidenceStore, code: str, day: date, share: float) -> Evidence:
    """现场照片, of works that are so far done."""
    return _kept(store, photograph(f"{code} {day} {SIMULATED}", share), code, REPORT, day, "png")


def sheet(store: EvidenceStore, kind: str, text: str) -> Evidence:
    """A paper of one page that says so much."""
    data = pdf(f"云岭高新区（虚构）{kind}", (text, SIMULATED))
    return store.keep_stream(BytesIO(data), name=f"{kind}（模拟）.pdf", kind=kind)


def breakdown(store: EvidenceStore, code: str, name: str, value: str, day: date) -> Evidence:
    """明细表: where a reported number comes from."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(day.year, day.month, day.day), "comments": SIMULATED})
    sheet = book.add_worksheet("明细")
    sheet.set_column(0, 1, 32)
    rows = (("目标", f"{code} {name}"), ("截至", day.isoformat()), ("填报完成数", value), ("说明", SIMULATED))
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return _kept(store, out.getvalue(), code, REPORT, day, "xlsx")


def _kept(store: EvidenceStore, data: bytes, code: str, kind: str, day: date, ending: str) -> Evidence:
    return store.keep_stream(BytesIO(data), name=f"{code}-{day:%Y-%m}-{kind}（模拟）.{ending}", kind=kind)
