"""假名 pseudonyms: the code that stands in the ledger for a person, and the keys of the zone that it is made with.

A code is ``KKKK-`` and the first 100 bits of HMAC-SHA-256 over the document's number: the same person has the same code, in
whichever firm, kind or year; without the key no number can be tried against it. ``KKKK`` says which key. Identities are sealed
with AES-256-GCM under a key derived of the same secret, bound to the code.

Keys lie in ``persons/pseudonyms.keys`` of the zone's folder, for this user alone: not in the ledger, and in no backup unless asked
for. A new key takes over for new people; who has a code keeps it, for every earlier key is tried first. Of a key
that is lost codes and counts stay, names are gone, and nobody of these is recognised again: so nothing is taken in until the key is back or the
loss has been accepted.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.atomic import write_whole
from dajuan.systems.talent import PERSONS
from dajuan.systems.talent.identity import Document, Identity

FILE = "pseudonyms.keys"
_LOST = "lost"
_ID, _CODE, _NONCE = 4, 20, 12
"""Characters of a key's id and of a code (base32, five bits each); bytes of a nonce."""


class Key(NamedTuple):
    id: str
    secret: bytes
    since: str

    def code(self, document: Document) -> str:
        return f"{self.id}-{_base32(hmac.digest(self._derived('code'), document.text.encode(), 'sha256'))[:_CODE]}"

    def seal(self, code: str, identity: Identity) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._derived("identity")).encrypt(nonce, msgspec.json.encode(identity), code.encode())

    def open(self, code: str, sealed: bytes) -> Identity:
        """Raises ``InvalidTag`` where it was sealed for another code or altered."""
        plain = AESGCM(self._derived("identity")).decrypt(sealed[:_NONCE], sealed[_NONCE:], code.encode())
        return msgspec.json.decode(plain, type=Identity)

    def _derived(self, use: str) -> bytes:
        return hmac.digest(self.secret, f"dajuan/talent/{use}".encode(), "sha256")


class Sealed(NamedTuple):
    """An identity as it is kept; ``key`` is that under which it was sealed, not always that of the code."""

    key: str
    data: bytes


class Ring:
    """The keys of a zone, the oldest first, and the ids of those whose loss was accepted."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / PERSONS / FILE
        self.keys, self.lost = _read(self.path)

    def code_of(self, document: Document, taken: Callable[[Collection[str]], Collection[str]]) -> str:
        """The code that the person has, or would have. ``taken`` says which of some codes are in the ledger."""
        codes = [key.code(document) for key in self.keys]
        known = taken(codes)
        return next((code for code in codes if code in known), codes[-1])

    def missing(self, codes: Iterable[str]) -> set[str]:
        """The keys of these codes that are neither here nor given up."""
        return {code[:_ID] for code in codes} - {key.id for key in self.keys} - set(self.lost)

    def refuse_without(self, codes: Iterable[str]) -> None:
        """Raises :class:`LedgerError` where somebody in the ledger could not be recognised."""
        if missing := sorted(self.missing(codes)):
            said = "、".join(missing)
            raise LedgerError(
                f"缺假名密钥 {said}（{self.path}）：放回备份的密钥文件；真丢了，由管理员在“密钥”页认定丢失，这些人以后会被当成新人",
                f"the pseudonym key {said} is missing ({self.path}): put the file back; if it is truly lost, an administrator"
                " gives it up on the page of keys, and these people will then be taken for new ones",
            )

    def ready(self, today: date) -> None:
        """Make the first key where there is none."""
        if not self.keys:
            self.renew(today)

    def renew(self, today: date) -> None:
        """Another key, for whoever comes from now on."""
        taken = {key.id for key in self.keys} | set(self.lost)
        secret = secrets.token_bytes(32)
        while _id_of(secret) in taken:
            secret = secrets.token_bytes(32)
        self.add(secret, today)

    def add(self, secret: bytes, since: date) -> None:
        self.keys = (*self.keys, Key(_id_of(secret), secret, since.isoformat()))
        self._write()

    def give_up(self, key: str) -> None:
        """Accept that a key is lost."""
        self.lost = (*self.lost, key)
        self._write()

    def seal(self, code: str, identity: Identity) -> Sealed:
        newest = self.keys[-1]
        return Sealed(newest.id, newest.seal(code, identity))

    def open(self, code: str, sealed: Sealed) -> Identity | None:
        """None where its key is not here, or it is not what was sealed."""
        key = next((one for one in self.keys if one.id == sealed.key), None)
        try:
            return key.open(code, sealed.data) if key else None
        except InvalidTag:
            return None

    def _write(self) -> None:
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self.path.touch(mode=0o600)
        lines = [f"{key.id} {key.secret.hex()} {key.since}" for key in self.keys]
        write_whole(self.path, "".join(f"{line}\n" for line in [*lines, *(f"{one} {_LOST}" for one in self.lost)]))


def key_of(code: str) -> str:
    return code[:_ID]


def _id_of(secret: bytes) -> str:
    return _base32(hashlib.sha256(b"dajuan/talent/id" + secret).digest())[:_ID]


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode()


def _read(path: Path) -> tuple[tuple[Key, ...], tuple[str, ...]]:
    if not path.exists():
        return (), ()
    keys: list[Key] = []
    lost: list[str] = []
    for nth, line in enumerate(path.read_text("ascii", errors="replace").splitlines(), 1):
        match line.split():
            case [id_, "lost"]:
                lost.append(id_)
            case [id_, secret, since] if _is_secret(id_, secret):
                keys.append(Key(id_, bytes.fromhex(secret), since))
            case _:
                raise LedgerError(
                    f"{path} 第 {nth} 行不是密钥：从另存的那份恢复",
                    f"{path}, line {nth} is no key: restore your copy of it",
                )
    return tuple(keys), tuple(lost)


def _is_secret(id_: str, said: str) -> bool:
    """A key that was altered would give everybody another code; its id tells."""
    try:
        return _id_of(bytes.fromhex(said)) == id_
    except ValueError:
        return False
