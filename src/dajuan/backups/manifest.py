"""What a backup says of itself, in its last members: ``manifest.json``, and the manifest's own SHA-256 as its seal."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from dajuan.backups.trouble import BackupError, damaged

FORMAT = 1
"""Of the file. A newer Dajuan reads every older one."""
MANIFEST, SEAL = "manifest.json", "manifest.sha256"


class Member(msgspec.Struct, frozen=True):
    size: int
    sha256: str


class Log(msgspec.Struct, frozen=True):
    size: int
    root: str
    """In hexadecimal."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``taken_at`` is the moment before which everything acknowledged is in it: UTC, as entries write it."""

    format: int
    dajuan: str
    taken_at: str
    zone: str
    name: str
    database: Literal["sqlite", "postgresql"]
    keys: bool
    """Whether the key is in it that signs checkpoints."""
    log: Log
    members: dict[str, Member]

    def sealed(self) -> tuple[bytes, bytes]:
        """Its bytes, and the line that seals them."""
        data = msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=1)
        return data, f"{hashlib.sha256(data).hexdigest()}\n".encode()


def manifest_of(data: bytes, seal: bytes) -> Manifest:
    """The manifest, if it is whole and of a format that is known here."""
    if hashlib.sha256(data).hexdigest().encode() != seal.strip():
        raise damaged(MANIFEST, "与它的 SHA-256 不符", "it does not have its SHA-256")
    try:
        version = msgspec.json.decode(data, type=_Version).format
        if version > FORMAT:
            raise BackupError(
                f"备份的格式是第 {version} 版，此处认得第 {FORMAT} 版：请升级 dajuan",
                f"the backup is of format {version}, known here is {FORMAT}: upgrade dajuan",
            )
        return msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError as error:
        raise damaged(MANIFEST, f"读不懂（{error}）", f"it cannot be read ({error})") from error


class _Version(msgspec.Struct, frozen=True):
    format: int
