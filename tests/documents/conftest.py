"""Makers of the files that the readers are tried on: everything is made here, nothing is downloaded."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dajuan.documents.document import Document
from dajuan.documents.read import document_from_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_bytes(body: str, **parts: str) -> bytes:
    """A docx with this body; other parts of word/ by name without suffix (``numbering="…"``)."""
    files: dict[str, str | bytes] = {"word/document.xml": f"{_HEAD}{body}</w:body></w:document>"}
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'
    return zipped(files)


def ofd_bytes(*pages: str) -> bytes:
    """An OFD file with these page contents (TextObject elements)."""
    files: dict[str, str | bytes] = {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    }
    listed = ""
    for number, content in enumerate(pages):
        listed += f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{content}'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    files["Doc_0/Document.xml"] = (
        '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>'
        "0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        f"{listed}</ofd:Pages></ofd:Document>"
    )
    return zipped(files)


@pytest.fixture(scope="session")
def docx() -> Callable[..., Document]:
    """Reads a docx with this body and parts."""
    return lambda body, **parts: document_from_bytes(docx_bytes(body, **parts), "test.docx")


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return docx_bytes


@pytest.fixture(scope="session")
def make_ofd() -> Callable[..., bytes]:
    return ofd_bytes


@pytest.fixture(scope="session")
def make_zip() -> Callable[[Mapping[str, str | bytes]], bytes]:
    return zipped


@pytest.fixture(scope="session")
def make_pdf() -> Callable[[str], bytes]:
    """A pdf from typst source, in a font that has 汉字."""
    import typst

    def made(source: str) -> bytes:
        head = '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh", region: "cn", size: 11pt)\n'
        return bytes(typst.compile((head + source).encode()))

    return made


@pytest.fixture(scope="session")
def words() -> Callable[[Document], list[str]]:
    """The words of every block of a document, furniture left out."""
    return lambda document: [document.text[b.start : b.end] for b in document.blocks if b.kind != "furniture"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file and gives its path."""

    def written(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written
