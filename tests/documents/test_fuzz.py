"""Random bytes and valid files with bytes changed: every reader gives a document or a ``DocumentError``, nothing else.

Files that once broke a reader are kept in ``corpus/`` and read again on every run. ``DAJUAN_FUZZ=2000`` tries harder.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.read import document_from_bytes, read_document
from dajuan.documents.rejoin import flow_of

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*"))
TRIES = int(os.environ.get("DAJUAN_FUZZ", "40"))
NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.ofd", "a.xlsx")


def sound(document: Document) -> None:
    """A document that holds together: blocks in order and in the text, a flow that maps back."""
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(document.text)
        assert section.level >= 1
    flow = flow_of(document)
    for sentence in flow.sentences:
        start, stop = flow.to_source(sentence.start, sentence.end)
        assert document.text[start] == flow.text[sentence.start]
        assert document.text[stop - 1] == flow.text[sentence.end - 1]


def attempt(data: bytes, name: str) -> None:
    try:
        document = document_from_bytes(data, name)
    except DocumentError as error:
        assert error.zh
        assert error.en
        assert "\n" not in str(error)
        return
    sound(document)


@cache
def seeds() -> dict[str, bytes]:
    """One small valid file a format."""
    import docx
    import openpyxl
    import typst

    text = "云岭年报\n\n一、回顾\n\n全年新增企业35家，完成投资18.6亿元，增长9.5%。记者 周小禾\n\n（一）产业。新增5家；又增6家。\n"
    made = docx.Document()
    made.add_heading("云岭年报", 0)
    made.add_paragraph("新增企业35家。", style="List Number")
    made.add_table(2, 2).cell(0, 0).text = "绿地"
    out_docx, out_xlsx = io.BytesIO(), io.BytesIO()
    made.save(out_docx)
    book = openpyxl.Workbook()
    book.active.append(["新增企业", "家", 35, 0.5])
    book.save(out_xlsx)
    pdf = typst.compile(b'#set text(font: "Noto Serif CJK SC")\n#set page(columns: 2)\n' + text.encode())
    ofd = io.BytesIO()
    with zipfile.ZipFile(ofd, "w") as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>")
        archive.writestr(
            "D/Document.xml",
            "<D><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData>"
            '<Pages><Page BaseLoc="P/C.xml"/></Pages></D>',
        )
        archive.writestr(
            "D/P/C.xml",
            '<P><TextObject Boundary="20 20 100 6" Size="5" CTM="1 0 0 1 0 0">'
            '<TextCode X="0" Y="4" DeltaX="g 4 5">新增5家。</TextCode></TextObject></P>',
        )
    return {
        "a.txt": text.encode("gb18030"),
        "a.md": f"# 题\n\n{text}\n- 甲\n| a | b |\n|---|---|\n| 新增 | 5家 |\n".encode(),
        "a.html": f"<html><body><div class=article><p>{text}</p><table><tr><td>甲<td>乙</table></div></body></html>".encode(),
        "a.docx": out_docx.getvalue(),
        "a.xlsx": out_xlsx.getvalue(),
        "a.pdf": bytes(pdf),
        "a.ofd": ofd.getvalue(),
    }


edits = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), st.binary(min_size=1, max_size=6)), max_size=8
)


def edited(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes overwritten, put in, cut out, or the rest cut off."""
    for place, how, new in changes:
        at = int(place * len(data))
        if how == 0:
            data = data[:at] + new + data[at + len(new) :]
        elif how == 1:
            data = data[:at] + new + data[at:]
        elif how == 2:
            data = data[:at] + data[at + len(new) * 3 :]
        else:
            data = data[: max(at, len(data) // 2)]
    return data


def inside(data: bytes, changes: list[tuple[float, int, bytes]], part: float) -> bytes:
    """A zip file with one of its parts edited, so that the edit reaches the reader behind the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        names = [
            name for name in archive.namelist() if re.search(r"document|numbering|sheet|style|Content|C\.xml", name)
        ]
        chosen = names[int(part * len(names))]
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, edited(content, changes) if name == chosen else content)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=TRIES)
@given(changes=edits)
def test_changed_files(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    attempt(edited(seeds()[name], changes), name)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ofd"])
@settings(max_examples=TRIES)
@given(changes=edits, part=st.floats(0, 1, exclude_max=True))
def test_changed_parts(name: str, changes: list[tuple[float, int, bytes]], part: float) -> None:
    attempt(inside(seeds()[name], changes, part), name)


@settings(max_examples=TRIES * 4)
@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(NAMES),
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\3\4", b"<html>", b"\xff\xfe", b"BM"]),
)
def test_random_bytes(data: bytes, name: str, head: bytes) -> None:
    attempt(head + data, name)


@settings(max_examples=TRIES * 4)
@given(
    text=st.text(
        alphabet="一二、（）【】。，：“”年12 .\t\n\r#|*_-`<>[]()&;记者新增5家%\ufeff\u3000\x00\ud800", max_size=200
    ),
    name=st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_random_text(text: str, name: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_broke_a_reader(path: Path) -> None:
    try:
        sound(read_document(path))
    except DocumentError as error:
        assert error.en


def test_a_stream_of_zeros_in_a_pdf_does_not_swell() -> None:
    stream = zlib.compress(b"\0" * 5_000_000)
    data = (
        b"%PDF-1.4\n1 0 obj<</Length "
        + str(len(stream)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + stream
        + b"\nendstream endobj"
    )
    attempt(data, "a.pdf")
