"""A checkpoint of the log (C2SP tlog-checkpoint): whose log, how many entries, their root. Signed, it binds the past."""

from __future__ import annotations

import base64
from typing import NamedTuple

from dajuan.ledger.note import NoteError, Signer, Verifier, opened


class Checkpoint(NamedTuple):
    """``origin`` names the log (no newline), ``size`` its entries, ``root`` the RFC 9162 root over them."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def signed(checkpoint: Checkpoint, signer: Signer) -> str:
    return signer.sign(str(checkpoint))


def checkpoint_of(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note that ``verifier`` has signed. A log signs under its own name: another's is refused."""
    lines = opened(note, verifier).split("\n")
    try:
        origin, size, root = lines[:3]
        checkpoint = Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except ValueError as error:
        raise NoteError("签名之内不是检查点 / what is signed is no checkpoint") from error
    if checkpoint.size < 0 or len(checkpoint.root) != 32 or str(checkpoint.size) != size:
        raise NoteError("检查点的数不对 / the numbers of the checkpoint are wrong")
    if origin != verifier.name:
        raise NoteError(f"检查点是另一本日志的，不是 {verifier.name} 的 / it is of another log than {verifier.name}")
    return checkpoint
