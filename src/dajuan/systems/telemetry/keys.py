"""Keys per firm: the password with which it signs in to the broker, and the key with which it signs its readings.

A password is kept only as mosquitto's hash of it. A signing key has to be kept as it is, in a file for this user alone;
a firm that has one must sign.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.atomic import write_whole
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.systems.telemetry.settings import Settings

GATEWAY = "dajuan-gateway"
"""The gateway's own user at the broker."""
_ROUNDS = 101
"""Of PBKDF2-HMAC-SHA-512, as mosquitto_passwd takes them; the passwords are random and of 160 bits."""
_USER = re.compile(r"[0-9A-Z]{18}\Z")


class Keys(NamedTuple):
    """Shown once, when they are made."""

    user: str
    password: str
    signing: str
    """Hexadecimal; empty where the firm does not sign."""


def make_keys(settings: Settings, firm: str, *, signed: bool = False) -> Keys:
    """New keys for a firm (its credit code) or the gateway; the old ones are worth nothing once the broker has read the
    new files (``kill -HUP``)."""
    firm = firm if firm == GATEWAY else read_credit_code(firm)
    password = secrets.token_urlsafe(20)
    hashes = passwords(settings)
    hashes[firm] = mosquitto_hash(password, os.urandom(12))
    _write_passwords(settings, hashes)
    path = settings.keys / firm
    path.unlink(missing_ok=True)
    signing = secrets.token_hex(32) if signed else ""
    if signed or firm == GATEWAY:
        _write_secret(path, signing or password)
    return Keys(firm, password, signing)


def revoke_keys(settings: Settings, firm: str) -> None:
    """The firm can no longer sign in once the broker has read the new files."""
    hashes = passwords(settings)
    if hashes.pop(firm, None) is None:
        raise LedgerError(f"{firm} 没有密钥", f"{firm} has no keys")
    _write_passwords(settings, hashes)
    (settings.keys / firm).unlink(missing_ok=True)


def passwords(settings: Settings) -> dict[str, str]:
    """The broker's users with the hashes of their passwords."""
    path = settings.broker / "passwords"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return dict(line.split(":", 1) for line in lines if ":" in line)


def signing_keys(settings: Settings) -> dict[str, bytes]:
    """Of the firms that sign."""
    paths = settings.keys.glob("*")
    return {path.name: bytes.fromhex(path.read_text("ascii")) for path in paths if _USER.match(path.name)}


def gateway_password(settings: Settings) -> str:
    path = settings.keys / GATEWAY
    if not path.exists():
        raise LedgerError(
            f"网关还没有登录消息服务器的密钥（{path}）：先运行 dajuan telemetry broker",
            f"the gateway has no key for the broker ({path}): run dajuan telemetry broker first",
        )
    return path.read_text("ascii")


def mosquitto_hash(password: str, salt: bytes, rounds: int = _ROUNDS) -> str:
    """A password as mosquitto 2 keeps it."""
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds)
    return f"$7${rounds}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def _write_passwords(settings: Settings, hashes: dict[str, str]) -> None:
    settings.broker.mkdir(parents=True, exist_ok=True)
    path = settings.broker / "passwords"
    write_whole(path, "".join(f"{user}:{hash_}\n" for user, hash_ in sorted(hashes.items())))
    path.chmod(0o600)


def _write_secret(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
