"""What people type and upload: shown as text, never run; exported as text, never as a formula; handed out, never opened."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from tests.web.little_zone import FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import entries_between
from dajuan.web.figures.models import SavedView
from dajuan.web.people.models import Organisation, OrganisationName, Person
from dajuan.web.served import served
from dajuan.web.targets.models import Remark

EVIL = """"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}{%x%}"""
RAW = ("<script>alert(1)", "<img src=x", "49{%x%}")
FORMULAS = ['=HYPERLINK("http://elsewhere.example","x")', "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)"]
NOW = datetime(2026, 1, 6, tzinfo=UTC)


def open_estate(code: str, name: str, **fields: object) -> None:
    draft = Draft(
        programme="housing-delivery",
        subject=code,
        kind="opened",
        effective_on=date(2025, 2, 1),
        fields={"name": name, "developer": "云岭置业", "homes": 12, **fields},
        note=name,
    )
    append(served().ledger, [draft], actor="督查室 何", now=NOW)


def walk(client, start: list[str]) -> dict[str, str]:
    """Every page that these lead to within two clicks, by address."""
    import re

    found: dict[str, str] = {}
    ahead = start
    for _ in range(3):
        coming = []
        for address in ahead:
            if address in found or len(found) > 120:
                continue
            answer = client.get(address)
            if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
                continue
            found[address] = answer.content.decode()
            coming += [
                one.split("#")[0].replace("&amp;", "&") for one in re.findall(r'href="(/[^"]*)"', found[address])
            ]
        ahead = [one for one in dict.fromkeys(coming) if "/static/" not in one and "export" not in one]
    return found


@pytest.mark.parametrize("username", ["office", "administrator"])
def test_what_was_typed_anywhere_is_shown_as_text(as_, people, username):
    open_estate("E-900", EVIL)
    root = Organisation.objects.get(parent=None)
    one = Organisation.objects.create(name=EVIL[:90], short=EVIL[:40], parent=root)
    OrganisationName.objects.create(organisation=one, name=f"旧{EVIL[:90]}")
    Person.objects.create_user("evil", None, name=EVIL[:50], title=EVIL[:50], organisation=one)
    Person.objects.filter(username=username).update(name=EVIL[:50], title=EVIL[:50])
    SavedView.objects.create(by=people[username], name=EVIL[:80], address="/figures/", shared=True)
    [target, *_] = [entry.subject for _, entry in list(entries_between(served().ledger)) if entry.programme == "targets" and entry.subject]  # fmt: skip
    Remark.objects.create(target=target, author=people["office"], text=EVIL, key="k")
    start = {
        "office": [
            "/programmes/housing-delivery/", "/programmes/housing-delivery/subjects/E-900/", f"/targets/{target}/",
            "/figures/views/", f"/programmes/housing-delivery/?q={EVIL}", f"/figures/?q={EVIL}", f"/targets/?q={EVIL}",
            f"/figures/?period={EVIL}", f"/board/?as_of={EVIL}", f"/sign-in/?next={EVIL}",
        ],
        "administrator": ["/administration/organisations/", "/administration/people/", f"/administration/people/?q={EVIL}"],
    }[username]  # fmt: skip
    pages = walk(as_(username), start)
    assert len(pages) > 10
    assert [(address, raw) for address, text in pages.items() for raw in RAW if raw in text] == []
    assert sum("&lt;script&gt;alert(1)" in text for text in pages.values()) > 3


def test_an_address_that_is_a_script_leads_nowhere(as_):
    client = as_("office")
    client.post("/figures/views/keep/", {"name": "x", "address": "javascript:alert(1)"})
    client.post("/figures/views/keep/", {"name": "y", "address": "//elsewhere.example/"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda one: one[:2].strip() or "tab")
def test_no_export_holds_a_formula(as_, people, formula):
    open_estate("E-901", formula)
    client, seen = as_("office"), 0
    for address in ("/programmes/housing-delivery/export.{}", "/figures/housing-delivery/homes-delivered/?by=developer&format={}"):  # fmt: skip
        text = b"".join(client.get(address.format("csv"))).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert cells
        assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell and not _is_number(cell)] == []
        book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(address.format("xlsx")))))
        for sheet in book:
            for row in sheet.iter_rows():
                assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
                seen += sum(formula.strip() in str(cell.value) for cell in row)
    assert seen


def _is_number(said: str) -> bool:
    try:
        float(said.replace(",", ""))
    except ValueError:
        return False
    return True


# Uploads ----------------------------------------------------------------------------------------------------------


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
MACROS = _zip(
    {"[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": b"\xd0\xcf\x11\xe0", "word/document.xml": b"<w/>"}
)
HOSTILE = {
    "page.html": HTML,
    "picture.svg": SVG,
    "picture.png.html": HTML,
    "report.pdf": b"%PDF-1.7\n" + HTML,
    "polyglot.gif": b"GIF89a/*" + HTML + b"*/=1;alert(1)",
    "polyglot.jpg": b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + HTML,
    "macros.docm": MACROS,
    "macros.xlsm": MACROS,
    "bomb.zip": _zip({"zeros": b"\0" * (8 << 20)}),
    "../../dajuan.toml": b"[zone]\n",
    "..\\..\\keys\\log.key": b"key",
    "a\r\nSet-Cookie: x=1\r\n\r\n.txt": b"plain",
    "长" * 300 + ".txt": b"plain",
    "\u202etxt.exe": b"MZ",
    "script.js": b"alert(1)",
    "feed.xml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
}
OPENED = {"application/pdf", "image/png", "image/jpeg"}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda one: ascii(one)[:30])
def test_a_hostile_file_is_kept_and_never_run(as_, little, name):
    import io as streams

    before = {path: path.read_bytes() for path in (little.folder / "dajuan.toml", little.folder / "keys" / "log.key")}
    kept = little.evidence().keep_stream(streams.BytesIO(HOSTILE[name]), name=name, kind="其他")
    proof = Draft(programme="housing-delivery", subject="E-001", kind="attached", effective_on=date(2025, 9, 11), evidence=(kept,))  # fmt: skip
    append(served().ledger, [proof], actor="督查室 何", now=NOW)
    client = as_("office")
    answer = client.get(f"/records/evidence/{kept.sha256}/file")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == HOSTILE[name]
    kind, disposition = answer.headers["Content-Type"].partition(";")[0], answer.headers.get("Content-Disposition", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert disposition.startswith("attachment") or kind in OPENED, (kind, disposition)
    assert "Set-Cookie" not in answer.headers
    assert "\r" not in disposition + kind
    page = client.get(f"/records/evidence/{kept.sha256}/").content.decode()
    assert "<script>alert" not in page
    for path, data in before.items():
        assert path.read_bytes() == data
    assert not [path for path in little.folder.rglob("*") if path.name.endswith((".html", ".svg", ".docm", ".exe"))]


def test_a_file_s_name_is_text_without_folders(little):
    for name in HOSTILE:
        kept = little.evidence().keep_stream(io.BytesIO(b"x"), name=name)
        assert "/" not in kept.name
        assert "\\" not in kept.name
        assert kept.name.isprintable()
        assert len(kept.name) <= 200


@pytest.mark.parametrize("address", ["/records/evidence/{}/file", "/records/evidence/{}/"])
@pytest.mark.parametrize("name", ["..%2F..%2Fdajuan.toml", "%2e%2e", "0" * 63, "Z" * 64, "x" * 9000])
def test_evidence_is_asked_for_by_its_hash_only(as_, address, name):
    assert as_("office").get(address.format(name)).status_code == 404


def test_an_enterprise_does_not_read_another_s_through_search(as_):
    client = as_("firm")
    assert client.get(f"/records/of/enterprise-register/{FIRM}/").status_code == 200
    assert client.get("/records/of/enterprise-register/91410100MA00000021/").status_code == 404
