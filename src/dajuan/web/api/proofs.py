"""That an entry is in the log, for another party to see."""

from __future__ import annotations

from typing import Any

from dajuan.ledger.proofs import proof_of_entry, signed_checkpoint
from dajuan.web.records.entries import checkpoint_over, proof_under
from dajuan.web.served import served


def proof_of(seq: int) -> dict[str, Any]:
    """Under the newest checkpoint that was kept and has the entry; else under one that is signed now."""
    kept = checkpoint_over(seq)
    told = proof_under(kept, seq) if kept else _under_now(seq)
    data = told["entry"]
    return told | {"entry": data.decode() if isinstance(data, bytes) else data}


def _under_now(seq: int) -> dict[str, Any]:
    zone, signer = served().zone, served().zone.signer()
    with served().ledger.store.reading() as reader:
        note = signed_checkpoint(reader, zone.origin, signer)
        return proof_of_entry(reader, seq, reader.head().size, note, str(signer.verifier))
