"""Signed notes (C2SP signed-note): a text, a blank line, and one line a signature. Ed25519, RFC 8032.

A verifier key is a public text, ``name+hash+key``: the name, four bytes that tell keys of one name apart, and the
algorithm byte with the public key in base64.
"""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"


class NoteError(ValueError):
    """A note or a key that is not one, or a signature that does not hold."""


class Verifier(NamedTuple):
    """Who signs (``name``, no space and no plus) and the key that shows it."""

    name: str
    key: bytes

    @property
    def key_hash(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_hash.hex()}+{base64.b64encode(_ED25519 + self.key).decode()}"


class Signer:
    """A private key and the name it signs under."""

    def __init__(self, name: str, seed: bytes) -> None:
        if not name or "+" in name or any(c.isspace() for c in name):
            raise NoteError(
                "签名人的名称不能为空，也不能含空格和加号 / a signer's name holds no space and no plus sign"
            )
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note of a text that ends in a newline."""
        if not text.endswith("\n"):
            raise NoteError("要签名的文字须以换行结尾 / the text of a note ends in a newline")
        mark = base64.b64encode(self.verifier.key_hash + self._key.sign(text.encode())).decode()
        return f"{text}\n— {self.verifier.name} {mark}\n"


def verifier_of(line: str) -> Verifier:
    """The verifier key written as text."""
    name, _, rest = line.strip().partition("+")
    hash_, _, key = rest.partition("+")
    try:
        raw = base64.b64decode(key, validate=True)
    except ValueError as error:
        raise NoteError("公钥不是 base64 / the verifier key is not base64") from error
    if not name or len(raw) != 33 or raw[:1] != _ED25519:
        raise NoteError("不是 Ed25519 公钥 / not an Ed25519 verifier key")
    verifier = Verifier(name, raw[1:])
    if verifier.key_hash.hex() != hash_:
        raise NoteError("公钥与它的短码不符 / the verifier key does not match its own hash")
    return verifier


def opened(note: str, verifier: Verifier) -> str:
    """The text of a note that this verifier has signed; anything else is a :class:`NoteError`."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise NoteError("不是签名文本：缺空行或签名行 / not a signed note: no blank line or no signature")
    text += "\n"
    for line in signatures.removesuffix("\n").split("\n"):
        if not line.startswith("— "):
            raise NoteError("签名行的格式不对 / a signature line is not one")
        name, _, mark = line[2:].partition(" ")
        try:
            raw = base64.b64decode(mark, validate=True)
        except ValueError as error:
            raise NoteError("签名不是 base64 / a signature is not base64") from error
        if (name, raw[:4]) == (verifier.name, verifier.key_hash):
            _verify(verifier, raw[4:], text)
            return text
    raise NoteError(f"没有 {verifier.name} 的签名 / not signed by {verifier.name}")


def _verify(verifier: Verifier, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(verifier.key).verify(signature, text.encode())
    except InvalidSignature:
        raise NoteError(f"{verifier.name} 的签名不符 / the signature of {verifier.name} does not hold") from None
