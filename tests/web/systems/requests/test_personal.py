"""No person's name and no number stands anywhere but in the table of contacts: the ledger's bytes, every page and file that
is handed out, and the API are searched for them."""

from __future__ import annotations

import io
import zipfile

from tests.web.little_zone import FIRM
from tests.web.systems.requests.conftest import DEPARTMENT, NAMED, PHONE

from dajuan.web.served import served
from dajuan.web.systems.requests.found import book

CODE = "enterprise-requests"


def holds(data: bytes) -> bool:
    """Whether a name or a number stands in it, in a workbook's parts too."""
    parts = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(name) for name in book.namelist()]
    return any(one.encode() in part for part in parts for one in (NAMED, PHONE, PHONE[3:7] + PHONE[7:]))


def test_nowhere_but_in_the_table_of_contacts(ask, take, as_):
    code = ask(
        what=f"请联系{NAMED}，电话{PHONE}或 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}",
        contact=NAMED,
        phone=PHONE,
        enterprise=FIRM,
    )
    take("clerk", code, "assign", department=DEPARTMENT, note=f"打 {PHONE}")
    take("neighbour", code, "handle", note=f"已电话 {PHONE}，找{NAMED}")
    take("neighbour", code, "answer", note=f"已告知{NAMED}，{PHONE}")
    assert book().cases()[code].answer == "已告知赵**，138****5678"
    folder = served().folder
    files = [one for one in folder.rglob("*") if one.is_file() and one.name not in {"web.sqlite", "web.sqlite-wal"}]
    assert any(one.name.startswith("ledger.sqlite") for one in files)
    assert [str(one) for one in files if holds(one.read_bytes())] == []
    addresses = [
        f"/programmes/{CODE}/", f"/programmes/{CODE}/board/", f"/programmes/{CODE}/subjects/{code}/",
        f"/programmes/{CODE}/export.csv", f"/programmes/{CODE}/export.xlsx", f"/records/of/{CODE}/{code}/",
        f"/records/of/enterprise-register/{FIRM}/", "/public/", f"/api/v1/programmes/{CODE}/subjects",
        f"/api/v1/programmes/{CODE}/subjects/{code}", f"/api/v1/programmes/{CODE}/subjects/{code}/entries",
        "/api/v1/entries?programme=enterprise-requests&limit=1000", "/api/v1/requests", f"/api/v1/requests/{code}",
        *(f"/systems/requests/{one}" for one in ("", "board/", "ladder/", "alike/", "numbers/?list=received", f"one/{code}/", f"enterprise/{FIRM}/")),
    ]  # fmt: skip
    opened = 0
    for username in ("clerk", "neighbour", "office", "leader", "auditor"):
        client = as_(username)
        for address in addresses:
            answer = client.get(address)
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
            opened += answer.status_code == 200
            assert not holds(data), (username, address)
    assert opened > 70
