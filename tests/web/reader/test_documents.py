"""Uploading, reading, seeing, taking away and deleting documents; and who may."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.reader.conftest import REPORT, ROOT, WRONG

from dajuan.claims.read import read
from dajuan.outputs.rows import claim_rows
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.models import Document


@pytest.mark.parametrize("name", ["yunling-2026.docx", "yunling-2026.pdf", "yunling-2026.txt", "yunling-2026.md"])
def test_what_is_uploaded_is_read_and_marked(upload, as_, name):
    row = upload("reporter", f"samples/{name}")
    assert row.is_read
    assert (row.report_year, row.plan_year) == (2025, 2026)
    text = as_("reporter").get(f"/reader/{row.pk}/").content.decode()
    assert 'class="m c result' in text
    assert 'class="note ' in text
    assert text.count('class="note ') == row.findings > 0


def test_a_reading_comes_back_as_it_was_kept(upload):
    row = upload("office", REPORT)
    kept, fresh = readings.load(shelf.reading_of(row)), read(ROOT / REPORT)
    assert [list(one)[1:] for one in claim_rows(kept.reading)] == [list(one)[1:] for one in claim_rows(fresh)]
    assert kept.reading.document.blocks == fresh.document.blocks
    assert kept.reading.flow.joins == _flow_without_simplification(fresh)


def _flow_without_simplification(reading):
    from dajuan.documents.rejoin import flow_of

    return flow_of(reading.document).joins


def test_the_same_file_twice_is_one_document(upload):
    assert upload("office", REPORT).pk == upload("office", REPORT).pk


def test_claims_are_filtered(upload, as_):
    row = upload("office", REPORT)
    whole = as_("office").get(f"/reader/{row.pk}/claims/")
    promised = as_("office").get(f"/reader/{row.pk}/claims/", {"role": "target"})
    assert 0 < promised.context["shown"] < whole.context["shown"] == row.claims
    found = as_("office").get(f"/reader/{row.pk}/claims/", {"found": "1"})
    assert 0 < found.context["shown"] < row.claims
    assert all(one["findings"] for one in found.context["rows"])


@pytest.mark.parametrize(
    ("username", "status"),
    [("reporter", 200), ("leader", 200), ("auditor", 200), ("neighbour", 404), ("reviewer", 404), ("administrator", 404), ("firm", 403)],
)  # fmt: skip
def test_documents_are_seen_by_uploader_planner_and_auditor(upload, as_, username, status):
    row = upload("reporter", "报告.txt", WRONG)
    for address in ("", "claims/", "original", "claims.xlsx", "reading.json", "marked.html"):
        assert as_(username).get(f"/reader/{row.pk}/{address}").status_code == status
    listed = as_(username).get("/reader/").content.decode()
    assert ("报告.txt" in listed) == (status == 200)


def test_only_uploader_and_planner_change_it(upload, as_):
    row = upload("reporter", "报告.txt", WRONG)
    for action in ("read", "delete", "ledger"):
        assert as_("auditor").post(f"/reader/{row.pk}/{action}/").status_code == 403
        assert as_("neighbour").post(f"/reader/{row.pk}/{action}/").status_code == 404
    assert as_("reporter").post(f"/reader/{row.pk}/delete/").status_code == 302
    assert not Document.objects.exists()


def test_deleting_leaves_nothing_behind_but_what_another_uploaded(upload, as_):
    mine, others = upload("reporter", "报告.txt", WRONG), upload("office", "报告.txt", WRONG)
    as_("reporter").post(f"/reader/{mine.pk}/delete/")
    assert shelf.file_of(others.sha256).exists()
    assert not shelf.reading_of(mine).exists()
    as_("office").post(f"/reader/{others.pk}/delete/")
    assert not shelf.file_of(others.sha256).exists()


def test_what_is_taken_away_is_always_an_attachment(upload, as_):
    row = upload("office", "页.html", "<html><body><script>alert(1)</script><p>新签约项目5个。</p></body></html>")
    for kind in ("original", "marked.html", "claims.xlsx", "findings.xlsx", "reading.json"):
        answer = as_("office").get(f"/reader/{row.pk}/{kind}")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_("office").get(f"/reader/{row.pk}/original")["Content-Type"] == "application/octet-stream"


def test_json_is_the_contract(upload, as_, need):
    jsonschema = need.module("jsonschema")
    row = upload("office", REPORT)
    told = json.loads(as_("office").get(f"/reader/{row.pk}/reading.json").content)
    jsonschema.validate(told, json.loads((ROOT / "docs" / "contracts" / "reading.schema.json").read_text("utf-8")))
    assert len(told["findings"]) == row.findings


def test_the_words_of_a_document_are_never_markup(upload, as_):
    hostile = '全年新签约<script>alert(1)</script>项目5个，<img src=x onerror="alert(2)">完成投资12亿元。'
    row = upload("office", "a<b>&.txt", hostile)
    for address in ("", "claims/"):
        text = as_("office").get(f"/reader/{row.pk}/{address}").content.decode()
        assert "<script>alert" not in text
        assert "<img" not in text


def _zip_bomb() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (200 << 20))
    return out.getvalue()


def _encrypted_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]/Size 4>>\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("报告.docx", b"MZ\x90\x00\x03\x00\x00\x00", "程序"),
        ("报告.pdf", b"\x7fELF\x02\x01\x01\x00", "程序"),
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "另存为 docx"),
        ("图.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "XML"),
        ("白.txt", b"", "空文件"),
        ("包.zip", b"Rar!\x1a\x07\x00", "解压"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_not_kept(as_, name, content, words):
    answer = as_("office").post("/reader/", {"file": SimpleUploadedFile(name, content)})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert not Document.objects.exists()
    assert not [one for one in (shelf.file_of("0" * 64).parents[1]).rglob("*") if one.is_file()]


@pytest.mark.parametrize(("name", "content"), [("报告.docx", _zip_bomb()), ("报告.pdf", _encrypted_pdf())], ids=["zip-bomb", "encrypted"])  # fmt: skip
def test_what_turns_out_hostile_in_reading_is_told(as_, name, content):
    as_("office").post("/reader/", {"file": SimpleUploadedFile(name, content)})
    row = Document.objects.get()
    assert not row.is_read
    assert row.trouble
    assert "意外" not in row.trouble.zh
    text = as_("office").get(f"/reader/{row.pk}/").content.decode()
    assert row.trouble.zh in text
    assert as_("office").get(f"/reader/{row.pk}/claims/").status_code == 404


@pytest.mark.parametrize("name", ["../../../etc/passwd.txt", "..\\..\\boot.txt", "a\x00b.txt", "报告\u202etxt.txt", "x" * 400 + ".txt"])  # fmt: skip
def test_a_name_is_shown_and_never_used_as_a_path(as_, little, name):
    before = {path for path in little.folder.parent.rglob("*") if path.suffix == ".txt"}
    as_("office").post("/reader/", {"file": SimpleUploadedFile(name, WRONG.encode())})
    row = Document.objects.get()
    assert row.is_read
    assert "/" not in row.name
    assert "\\" not in row.name
    assert shelf.file_of(row.sha256).is_file()
    assert {path for path in little.folder.parent.rglob("*") if path.suffix == ".txt"} == before


def test_a_file_over_the_limit_is_refused(as_, little):
    settings = little.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8") + 'upload_limit = "1KB"\n', "utf-8")
    answer = as_("office").post("/reader/", {"file": SimpleUploadedFile("大.txt", b"x" * 2000)})
    assert answer.status_code == 422
    assert "上限" in answer.content.decode()


def test_another_versions_reading_is_read_again(upload, as_):
    row = upload("office", "报告.txt", WRONG)
    shelf.reading_of(row).unlink()
    assert "重新读" in as_("office").get(f"/reader/{row.pk}/").content.decode()
    as_("office").post(f"/reader/{row.pk}/read/")
    assert readings.load(shelf.reading_of(row)) is not None
