"""That an entry is in the log, for another party to see."""

from __future__ import annotations

from typing import Any

from dajuan.ledger.proofs import proof_of_entry, signed_checkpoint
from dajuan.web.served import served


def proof_of(seq: int) -> dict[str, Any]:
    """The same as ``dajuan log prove`` writes; the checkpoint is signed now."""
    zone, signer = served().zone, served().zone.signer()
    with served().ledger.store.reading() as reader:
        note = signed_checkpoint(reader, zone.origin, signer)
        told = proof_of_entry(reader, seq, reader.head().size, note, str(signer.verifier))
    data = told["entry"]
    return told | {"entry": data.decode() if isinstance(data, bytes) else data}
