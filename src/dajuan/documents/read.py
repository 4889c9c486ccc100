"""The door: a file or a text → :class:`Document`. What a file is, is told by its first bytes, not by its name."""

from __future__ import annotations

from hashlib import sha256 as _sha256
from pathlib import Path

from dajuan.documents.document import Document
from dajuan.documents.encodings import decoded
from dajuan.documents.errors import DocumentError
from dajuan.documents.text import document_of_text


def read_document(path: Path) -> Document:
    """Read a file, whatever its format. Raises ``DocumentError`` and nothing else when it cannot be read."""
    source = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(source, f"打不开：{error.strerror}", f"cannot be opened: {error.strerror}") from error
    text, _ = decoded(data, source)
    return document_of_text(text, source, _sha256(data).hexdigest())


def document_from_text(text: str, source: str = "", sha256: str | None = None) -> Document:
    """A text already in hand. ``sha256`` is that of the bytes it came from, or else of the text in UTF-8."""
    return document_of_text(text, source, sha256)
