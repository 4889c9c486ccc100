"""佐证: files that prove entries, kept by their SHA-256 in ``evidence/ab/abcdef…``; never executed, never changed.

A file is copied in, hashed and flushed to disk before its entry is appended, so that an entry never names a file that
is not there. A file that no entry came to name is left over; the audit counts it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

from dajuan.ledger.entry import Evidence
from dajuan.ledger.trouble import LedgerError

LIMIT = 64 * 2**20
"""Bytes a file may have unless the zone says otherwise."""
_PIECE = 2**20
_CONTAINERS = {"application/zip", "application/x-ole-storage", "application/CDFV2"}
_OFFICE = "application/vnd.openxmlformats"
"""docx, xlsx and pptx begin alike."""
_UNMISTAKABLE = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""First bytes that leave no doubt: most evidence is scans, and looking through every known kind took a millisecond."""
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class EvidenceStore:
    """The folder of a zone's evidence."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder, self.limit = folder, limit

    def path_of(self, sha256: str) -> Path:
        """Where a file lies. A text that is no SHA-256 is refused: it may have come from outside."""
        if not _SHA256.match(sha256):
            raise LedgerError(f"不是 SHA-256：{sha256[:80]}", f"not a SHA-256: {sha256[:80]}")
        return self.folder / sha256[:2] / sha256

    def keep(self, path: Path, *, kind: str = "", name: str = "") -> Evidence:
        """Take a copy of a file in; the same bytes are kept once. ``kind`` is what it proves."""
        try:
            source = path.open("rb")
        except OSError as error:
            raise LedgerError(
                f"佐证读不出：{path}（{error.strerror}）", f"evidence cannot be read: {path} ({error.strerror})"
            ) from error
        with source:
            return self.keep_stream(source, name=name or path.name, kind=kind)

    def keep_stream(self, source: IO[bytes], *, name: str, kind: str = "") -> Evidence:
        """Take in what a stream holds. A disk that is full leaves nothing behind."""
        try:
            return self._keep(source, name, kind)
        except OSError as error:
            raise LedgerError(
                f"佐证 {name} 没能收下（{error.strerror}）：请看磁盘的余量和 {self.folder} 的权限",
                f"evidence {name} could not be taken in ({error.strerror}): look at the disk's room and at the rights"
                f" of {self.folder}",
            ) from error

    def _keep(self, source: IO[bytes], name: str, kind: str) -> Evidence:
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size, head = hashlib.sha256(), 0, b""
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".coming-", delete=False) as copy:
            try:
                while piece := source.read(_PIECE):
                    size += len(piece)
                    if size > self.limit:
                        raise LedgerError(
                            f"佐证 {name} 超过上限 {self.limit:,} 字节：请压缩或拆分，或在 dajuan.toml 里放宽 evidence_limit",
                            f"evidence {name} is over the limit of {self.limit:,} bytes: split it, or raise evidence_limit",
                        )
                    head = head or piece
                    digest.update(piece)
                    copy.write(piece)
                if not size:
                    raise LedgerError(f"佐证 {name} 是空文件", f"evidence {name} is an empty file")
                copy.flush()
                os.fsync(copy.fileno())
                self._settle(Path(copy.name), digest.hexdigest())
            except BaseException:
                Path(copy.name).unlink(missing_ok=True)
                raise
        return Evidence(
            name=_plain(name), sha256=digest.hexdigest(), size=size, media_type=media_type(head, name), kind=kind
        )

    def _settle(self, copy: Path, sha256: str) -> None:
        target = self.path_of(sha256)
        if target.exists():
            copy.unlink()
            return
        target.parent.mkdir(exist_ok=True)
        copy.chmod(0o444)
        copy.replace(target)
        for folder in (target.parent, self.folder):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def condition(self, sha256: str) -> Literal["sound", "lost", "altered"]:
        """Whether the file is there and still has the bytes that it came with."""
        try:
            with self.path_of(sha256).open("rb") as file:
                return "sound" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "altered"
        except FileNotFoundError:
            return "lost"

    def all(self) -> Iterator[str]:
        """The SHA-256 of every file in the folder."""
        for path in sorted(self.folder.glob("??/*")):
            if _SHA256.match(path.name):
                yield path.name


def _plain(name: str) -> str:
    """A file's name without folders and control characters: it is shown, never used as a path."""
    return "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())[:200]


def media_type(head: bytes, name: str = "") -> str:
    """What kind of file this is by its first bytes; what they do not tell is ``application/octet-stream``.

    The name decides between kinds that share their first bytes (docx, xlsx and ofd are all zip files), never more.
    """
    import puremagic

    if certain := next((kind for first, kind in _UNMISTAKABLE.items() if head.startswith(first)), ""):
        return certain
    try:
        found = str(puremagic.from_string(head[: 2**16], mime=True))
        if name and (found in _CONTAINERS or found.startswith(_OFFICE)):
            found = str(puremagic.from_string(head[: 2**16], mime=True, filename=name)) or found
    except (puremagic.PureError, ValueError):
        found = ""
    if "/" in found:
        return found
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "application/octet-stream"
    return "text/plain" if b"\x00" not in head else "application/octet-stream"
