"""What a file is, told by its bytes; its name is only asked where the bytes leave it open."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal, TypeAlias

from dajuan.documents.archive import Archive, encrypted
from dajuan.documents.errors import DocumentError

Format: TypeAlias = Literal["text", "markdown", "html", "docx", "pdf", "ofd", "xlsx", "image"]

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEGACY = (
    ("EncryptedPackage", ""),
    ("WordDocument", "doc/wps"),
    ("Workbook", "xls/et"),
    ("Book", "xls/et"),
    ("PowerPoint Document", "ppt/dps"),
)
_ALIEN = (
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "exe"),
    (b"\x7fELF", "ELF"),
)
SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".shtml": "html", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pdf": "pdf", ".ofd": "ofd",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image",
    ".tiff": "image", ".bmp": "image", ".gif": "image", ".webp": "image",
}  # fmt: skip


def format_of(data: bytes, source: str) -> Format:
    """The format of a file. Raises ``DocumentError`` for what cannot be read, with what to save it as."""
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, source)
    if data.startswith(_OLE):
        raise _legacy(data, source)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_IMAGES) and not (data.startswith(b"BM") and len(data) < 54):
        return "image"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    for mark, name in _ALIEN:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:512]):
            raise _unread(source, name)
    return _written(data, source)


def suffix_format(source: str) -> Format | None:
    """What the name says it is."""
    return SUFFIXES.get(PurePath(source).suffix.lower())


def _zipped(data: bytes, source: str) -> Format:
    names = Archive(data, source).names
    folders = {name.partition("/")[0].lower() for name in names}
    if "word" in folders or any(name.lower().endswith("document.xml") and "word" in name.lower() for name in names):
        return "docx"
    if "xl" in folders:
        return "xlsx"
    if any(name.lower() == "ofd.xml" for name in names):
        return "ofd"
    if "ppt" in folders:
        raise _unread(source, "pptx")
    if "mimetype" in names and "content.xml" in names:
        raise _unread(source, "odt/ods")
    raise DocumentError(
        source,
        "是压缩包，里面不是 docx、xlsx 或 ofd；请先解压，再逐个读取",
        "a zip archive that is no docx, xlsx or ofd; unpack it and read the files in it",
    )


def _legacy(data: bytes, source: str) -> DocumentError:
    for stream, name in _LEGACY:
        if stream.encode("utf-16-le") in data:
            return _unread(source, name) if name else encrypted(source)
    return _unread(source, "doc/xls/wps")


def _unread(source: str, name: str) -> DocumentError:
    right = "xlsx" if "xls" in name and "doc" not in name else "docx"
    if name in {"RAR", "7z", "gzip"}:
        return DocumentError(source, f"是 {name} 压缩包；请先解压", f"a {name} archive; unpack it first")
    if name in {"exe", "ELF"}:
        return DocumentError(source, "是程序，不是文档", "a program, not a document")
    if name in {"pptx", "ppt/dps"}:
        right = "pdf"
    return DocumentError(source, f"{name} 格式不能直接读；请另存为 {right}", f"{name} is not read; save it as {right}")


def _written(data: bytes, source: str) -> Format:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe").replace(b"\0", b"").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (head[:1] == b"<" and b"<html" in head):
        return "html"
    if head.startswith(b"<?xml"):
        raise _unread(source, "XML")
    named = suffix_format(source)
    return named if named in {"markdown", "html"} else "text"
