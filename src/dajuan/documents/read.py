"""The door: a file or a text → :class:`Document`. What a file is, is told by its first bytes, not by its name."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256 as _sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.limits import MAX_FILE, MAX_TEXT
from dajuan.documents.text import document_of_text


def read_document(path: Path) -> Document:
    """Read a file, whatever its format. Raises ``DocumentError`` and nothing else when it cannot be read."""
    source = str(path)
    return document_from_bytes(_bytes(path, source), source)


def document_from_text(text: str, source: str = "", sha256: str | None = None) -> Document:
    """A text already in hand. ``sha256`` is that of the bytes it came from, or else of the text in UTF-8."""
    return document_of_text(text, source, sha256)


def document_from_bytes(data: bytes, source: str) -> Document:
    """The content of a file. ``source`` names it in errors; its suffix helps where the bytes leave the format open."""
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError(source, "是空文件", "the file is empty")
    from dajuan.documents.kinds import format_of, suffix_format

    found = format_of(data, source)
    try:
        document = _read(found, data, source, _sha256(data).hexdigest())
    except (RecursionError, MemoryError) as error:
        raise DocumentError(
            source, "结构异常，嵌套过深或过大，无法读取", "nested too deep or too large to be read"
        ) from error
    if len(document.text) > MAX_TEXT:
        raise DocumentError(
            source,
            f"有 {len(document.text)} 字，超过上限 {MAX_TEXT} 字；请拆分",
            f"{len(document.text)} characters, the limit is {MAX_TEXT}; split it",
        )
    if not document.blocks:
        raise DocumentError(source, "里面没有文字", "there are no words in it")
    named = suffix_format(source)
    if named is not None and named != found and {named, found} != {"text", "markdown"}:
        return replace(document, notes=(*document.notes, f"suffix:{found}"))
    return document


def _read(found: str, data: bytes, source: str, digest: str) -> Document:
    """Each reader is imported when a file asks for it."""
    if found == "docx":
        from dajuan.documents.docx import read_docx

        return read_docx(data, source, digest)
    if found == "pdf":
        from dajuan.documents.pdf import read_pdf

        return read_pdf(data, source, digest)
    if found == "html":
        from dajuan.documents.html import read_html

        return read_html(data, source, digest)
    if found == "markdown":
        from dajuan.documents.markdown import read_markdown

        return read_markdown(data, source, digest)
    if found == "xlsx":
        from dajuan.documents.xlsx import read_xlsx

        return read_xlsx(data, source, digest)
    if found == "ofd":
        from dajuan.documents.ofd import read_ofd

        return read_ofd(data, source, digest)
    if found == "image":
        from dajuan.documents.ocr import read_image

        return read_image(data, source, digest)
    from dajuan.documents.encodings import decoded

    return document_of_text(decoded(data, source)[0], source, digest)


def _bytes(path: Path, source: str) -> bytes:
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise DocumentError(source, "是文件夹，不是文件", "a folder, not a file")
        if not S_ISREG(status.st_mode):
            raise DocumentError(source, "不是普通文件", "not a regular file")
        if status.st_size > MAX_FILE:
            raise DocumentError(
                source,
                f"有 {status.st_size >> 20} MB，超过上限 {MAX_FILE >> 20} MB；请拆分或压缩图片",
                f"{status.st_size >> 20} MB, the limit is {MAX_FILE >> 20} MB; split it or shrink its pictures",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unopened(error, source) from error


def _unopened(error: OSError | ValueError, source: str) -> DocumentError:
    if isinstance(error, FileNotFoundError):
        return DocumentError(source, "找不到这个文件", "no such file")
    if isinstance(error, PermissionError):
        return DocumentError(source, "没有读取权限", "no permission to read it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return DocumentError(source, f"打不开（{reason}）", f"cannot be opened ({reason})")
