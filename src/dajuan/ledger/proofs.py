"""Roots and proofs of the log as stored: any subtree's hash follows from the levels that are kept."""

from __future__ import annotations

import base64
from functools import lru_cache

from dajuan.ledger.checkpoint import Checkpoint, signed
from dajuan.ledger.merkle import EMPTY_ROOT, NodeOf, consistency_proof, inclusion_proof, join, root_over
from dajuan.ledger.note import Signer
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import LedgerError

_STEP = 8
"""Every eighth level is stored, the leaves being level 0."""


def nodes_of(reader: Reader) -> NodeOf:
    """The hash of any complete subtree, from at most 128 stored hashes."""

    @lru_cache(maxsize=4096)
    def node(level: int, place: int) -> bytes:
        kept = level - level % _STEP
        count = 1 << (level - kept)
        hashes = reader.nodes(kept, place << (level - kept), count)
        if len(hashes) != count:
            raise LedgerError(
                f"日志缺少第 {kept} 层从 {place << (level - kept)} 起的散列：运行 dajuan log verify",
                f"the log lacks hashes of level {kept} from {place << (level - kept)} on: run dajuan log verify",
            )
        while len(hashes) > 1:
            hashes = [join(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    return node


def root_at(reader: Reader, size: int) -> bytes:
    """The root over the first ``size`` entries."""
    head = reader.head()
    if not 0 <= size <= head.size:
        raise LedgerError(f"日志只有 {head.size} 条，没有第 {size} 条", f"the log has {head.size} entries, not {size}")
    if size == head.size:
        return head.edge.root()
    return root_over(0, size, nodes_of(reader)) if size else EMPTY_ROOT


def signed_checkpoint(reader: Reader, origin: str, signer: Signer) -> str:
    """A signed checkpoint of the log as it stands."""
    head = reader.head()
    return signed(Checkpoint(origin, head.size, head.edge.root()), signer)


def proof_of_entry(reader: Reader, seq: int, size: int, checkpoint: str, verifier: str) -> dict[str, object]:
    """All that another party needs to see that this entry is in the log of that checkpoint: a JSON object."""
    if not 0 <= seq < size:
        raise LedgerError(
            f"检查点内有 {size} 条（0–{size - 1}），没有第 {seq} 条",
            f"the checkpoint holds entries 0 to {size - 1}, not {seq}",
        )
    row = next(iter(reader.rows(seq, seq + 1)))
    return {
        "kind": "inclusion",
        "entry": row.data,
        "index": seq,
        "size": size,
        "proof": _texts(inclusion_proof(seq, size, nodes_of(reader))),
        "checkpoint": checkpoint,
        "verifier": verifier,
    }


def proof_of_growth(
    reader: Reader, old: int, new: int, checkpoints: tuple[str, str], verifier: str
) -> dict[str, object]:
    """All that another party needs to see that the older checkpoint's log is the beginning of the newer one's."""
    return {
        "kind": "consistency",
        "old": checkpoints[0],
        "new": checkpoints[1],
        "proof": _texts(consistency_proof(old, new, nodes_of(reader))),
        "verifier": verifier,
    }


def _texts(hashes: list[bytes]) -> list[str]:
    return [base64.b64encode(hash_).decode() for hash_ in hashes]
