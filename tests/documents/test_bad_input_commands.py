"""Every kind of bad file through the commands: one line in two languages, exit 2, no traceback, no output file."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dajuan.cli import main

MakeZip = Callable[[Mapping[str, str | bytes]], bytes]
WORDS = "2025年，云岭高新区新增企业35家。"


def encrypted_pdf() -> bytes:
    """A trailer that asks for a password: PDFium does not open it without one."""
    keys = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/ID[(aa)(aa)]"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 4/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (keys, start)


def scan() -> bytes:
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(200, 200)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(pypdfium2.PdfBitmap.new_native(20, 20, 3))
    image.set_matrix(pypdfium2.PdfMatrix().scale(200, 200))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def status(words: list[str]) -> object:
    """What the command leaves to the shell."""
    try:
        return main(words)
    except SystemExit as left:
        return left.code


@pytest.fixture(scope="module")
def bad(make_zip: MakeZip, make_docx: Callable[..., bytes], make_pdf: Callable[[str], bytes]) -> dict[str, bytes]:
    docx = make_docx(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>")
    pdf = make_pdf(WORDS)
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a><body><p>&b;</p></body></a>'
    return {
        "empty.docx": b"",
        "blank.txt": b" \r\n\t ",
        "binary.txt": bytes(range(256)) * 8,
        "encrypted.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted.pdf": encrypted_pdf(),
        "truncated.docx": docx[: len(docx) // 2],
        "truncated.pdf": pdf[:200],
        "bomb.docx": make_zip({"word/document.xml": b"<a>" + b" " * 8_000_000}),
        "entity.docx": make_zip({"word/document.xml": entity}),
        "suffix.pdf": make_zip({"ppt/presentation.xml": "<a/>"}),
        "suffix.docx": b"Rar!\x1a\x07\0" + b"\0" * 64,
        "mixed.txt": (WORDS * 20).encode("gb18030") + ("岭" + WORDS * 20).encode() + b"\xff\xff",
        "scan.pdf": scan(),
        "huge.txt": WORDS.encode() * 200,
    }


NAMES = [
    "empty.docx",
    "blank.txt",
    "binary.txt",
    "encrypted.docx",
    "encrypted.pdf",
    "truncated.docx",
    "truncated.pdf",
    "bomb.docx",
    "entity.docx",
    "suffix.pdf",
    "suffix.docx",
    "mixed.txt",
    "scan.pdf",
    "huge.txt",
]


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize("name", NAMES)
def test_one_clear_line(
    command: str,
    name: str,
    bad: dict[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, out = tmp_path / name, tmp_path / "out.json"
    path.write_bytes(bad[name])
    monkeypatch.setattr("dajuan.documents.ocr.find_spec", lambda module: None)
    if name == "huge.txt":
        monkeypatch.setattr("dajuan.documents.read.MAX_FILE", 1000)
    assert status([command, str(path), "--format", "json", "-o", str(out)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert name in lines[0]
    assert " / " in lines[0]
    assert "Traceback" not in said.err
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_in_a_folder_the_rest_goes_on(
    bad: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dajuan.documents.ocr.find_spec", lambda module: None)
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(WORDS, encoding="utf-8")
    assert main(["read", str(folder), "--jobs", "1", "-o", str(tmp_path / "out.csv")]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "good.txt" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    for name in set(bad) - {"huge.txt"}:  # without the test's own limit it is no huge file
        assert f"{name}：" in said
