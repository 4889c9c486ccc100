"""The checkpoints a zone has kept: the newest one of this log that reaches as far as is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.checkpoint import Checkpoint, checkpoint_of
from dajuan.ledger.note import NoteError, Verifier
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Reader


class Kept(NamedTuple):
    note: str
    checkpoint: Checkpoint
    path: Path


def notes_in(folder: Path) -> list[Path]:
    """The files of the checkpoints that were kept, newest first; whether they are good is another question."""
    return sorted(folder.glob("*.note"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)


def newest_kept(folder: Path, reader: Reader, verifier: Verifier, *, least: int = 0) -> Kept | None:
    """Of at least so many entries; one that is not this log's, or of another past, is passed over."""
    size = reader.head().size
    for one in _kept(folder, verifier):
        if least <= one.checkpoint.size <= size and root_at(reader, one.checkpoint.size) == one.checkpoint.root:
            return one
    return None


def _kept(folder: Path, verifier: Verifier) -> Iterator[Kept]:
    for path in notes_in(folder):
        try:
            note = path.read_text("utf-8")
            yield Kept(note, checkpoint_of(note, verifier), path)
        except (OSError, NoteError, UnicodeDecodeError):
            continue
