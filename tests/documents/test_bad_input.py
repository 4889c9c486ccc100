"""Whatever is handed in, the answer is a document or one clear line in two languages: what is wrong, what would be right."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dajuan.documents import limits
from dajuan.documents.errors import DocumentError
from dajuan.documents.read import document_from_bytes, read_document

MakeZip = Callable[[Mapping[str, str | bytes]], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refused(data: bytes, name: str = "report.docx") -> str:
    with pytest.raises(DocumentError) as caught:
        document_from_bytes(data, name)
    line = str(caught.value)
    assert line.startswith(f"{name}：")
    assert " / " in line
    assert "\n" not in line
    return line


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0" * 100])
def test_empty(data: bytes) -> None:
    assert "空文件" in refused(data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF\2\1\1\0" + os.urandom(200), b"\1\2\3\4\5"])
def test_binary(data: bytes) -> None:
    refused(data, "report.txt")


@pytest.mark.parametrize(
    ("data", "right"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "docx"),
        (OLE + "Workbook".encode("utf-16-le"), "xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
        (OLE, "docx"),
        (b"{\\rtf1 hello}", "docx"),
        (b'<?xml version="1.0"?><wordDocument/>', "docx"),
        (b"\x1f\x8b\x08" + b"\0" * 600, "解压"),
        (b"Rar!\x1a\x07", "解压"),
    ],
)
def test_formats_of_other_times_say_what_to_save_as(data: bytes, right: str) -> None:
    assert right in refused(data, "report.doc")


def test_zip_archives_that_are_no_documents(make_zip: MakeZip) -> None:
    assert "解压" in refused(make_zip({"a.txt": "新增5家"}))
    assert "pptx" in refused(make_zip({"ppt/presentation.xml": "<a/>"}))
    assert "odt" in refused(make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}))


def test_truncated_docx(make_docx: Callable[..., bytes]) -> None:
    data = make_docx("<w:p><w:r><w:t>新增5家。</w:t></w:r></w:p>")
    for length in range(4, len(data), 37):
        refused(data[:length])


def test_damaged_and_missing_parts(make_zip: MakeZip) -> None:
    assert "XML" in refused(make_zip({"word/document.xml": "<w:document><w:body>"}))
    assert "document.xml" in refused(make_zip({"word/other.xml": "<a/>"}))
    assert "正文" in refused(make_zip({"word/document.xml": "<a/>"}))
    assert "没有文字" in refused(make_zip({"word/document.xml": "<a><body><p/></body></a>"}))
    assert "页面" in refused(make_zip({"OFD.xml": "<a/>"}), "a.ofd")
    refused(make_zip({"xl/workbook.xml": "<a/>"}), "a.xlsx")


def test_encrypted_zip(make_docx: Callable[..., bytes]) -> None:
    data = bytearray(make_docx("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + offset] |= 1
    assert "加密" in refused(bytes(data))


@pytest.mark.parametrize(
    "dtd",
    ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!-- <a> --><!DOCTYPE a>"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_xml_with_a_dtd_is_refused(make_zip: MakeZip, dtd: str, encoding: str) -> None:
    xml = f"{dtd}<a><body><p><r><t>&b;</t></r></p></body></a>".encode(encoding)
    assert "DTD" in refused(make_zip({"word/document.xml": xml}))


def test_zip_bombs_are_stopped_while_inflating(make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "压缩炸弹" in refused(make_zip({"word/document.xml": b"<a>" + b" " * 8_000_000}))
    monkeypatch.setattr("dajuan.documents.archive.MAX_PART", 1000)
    assert "压缩炸弹" in refused(make_zip({"word/document.xml": "<a/>" + "甲乙丙丁" * 400}))


def test_a_zip_that_lies_about_its_size() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 8_000_000)
    data = bytearray(out.getvalue())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark)
        data[place + offset : place + offset + 4] = (100).to_bytes(4, "little")
    refused(bytes(data))


def test_too_many_parts(make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dajuan.documents.archive.MAX_PARTS", 3)
    refused(make_zip({f"word/{n}.xml": "" for n in range(5)}))


def test_bottomless_nesting(make_zip: MakeZip) -> None:
    depth = 50_000
    assert "嵌套" in refused(
        make_zip({"word/document.xml": "<a><body>" + "<p>" * depth + "</p>" * depth + "</body></a>"})
    )
    page = "<html><body>" + "<div>" * depth + "新增5家。"
    try:
        document_from_bytes(page.encode(), "a.html")
    except DocumentError as error:
        assert "网页" in str(error)


def test_a_sheet_with_corners_too_far_apart(make_zip: MakeZip) -> None:
    sheet = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert "1048576" in refused(make_zip({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": sheet}), "a.xlsx")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("新增企业5家。" * 100, encoding="utf-8")
    monkeypatch.setattr("dajuan.documents.read.MAX_FILE", 100)
    with pytest.raises(DocumentError, match="上限"):
        read_document(path)
    monkeypatch.undo()
    monkeypatch.setattr("dajuan.documents.read.MAX_TEXT", 100)
    with pytest.raises(DocumentError, match="字"):
        read_document(path)


def test_no_file_a_folder_a_pipe(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="找不到"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="文件夹"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="普通文件"):
        read_document(Path(os.devnull))
    with pytest.raises(DocumentError):
        read_document(Path("a\0b.txt"))


def test_pdf_damaged_cut_short_and_encrypted(make_pdf: Callable[[str], bytes]) -> None:
    data = make_pdf("新增企业5家。")
    assert "PDF" in refused(b"%PDF-1.7\n" + b"junk" * 100, "a.pdf")
    assert "PDF" in refused(data[: len(data) // 3], "a.pdf")
    trailer = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (" + b"a" * 32 + b") /U (" + b"b" * 32
    old = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/ID[(1234567890123456)(1234567890123456)]" + trailer + b") >> >>\n%%EOF"
    )
    assert "加密" in refused(old, "a.pdf")


def test_a_scan_without_ocr_names_the_extra(make_pdf: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dajuan.documents.ocr.find_spec", lambda name: None)
    assert "dajuan[ocr]" in refused(make_pdf("#rect(width: 5cm, height: 3cm, fill: gray)"), "a.pdf")
    assert "dajuan[ocr]" in refused(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "a.png")


def test_a_broken_image(need: object) -> None:
    need.module("rapidocr", extra="ocr")  # type: ignore[attr-defined]
    assert "图片" in refused(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "a.png")
    assert "图片" in refused(b"\xff\xd8\xff" + b"\0" * 100, "a.jpg")


def test_a_file_under_a_false_name_is_read_as_what_it_is(make_docx: Callable[..., bytes]) -> None:
    document = document_from_bytes(make_docx("<w:p><w:r><w:t>新增5家。</w:t></w:r></w:p>"), "report.txt")
    assert document.text == "新增5家。\n"
    assert document.notes == ("suffix:docx",)
    assert document_from_bytes("新增5家。".encode(), "report.docx").notes == ("suffix:text",)


def test_limits_leave_room_for_real_files() -> None:
    assert limits.MAX_PART < limits.MAX_INFLATED
    assert limits.MAX_RATIO >= 100
