"""检查点: those kept, and a new one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.checkpoint import checkpoint_of
from dajuan.ledger.kept import notes_in
from dajuan.ledger.note import NoteError
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.outputs.atomic import write_whole
from dajuan.web.served import Served


class Kept(NamedTuple):
    name: str
    at: datetime
    size: int | None
    """None: its signature does not hold."""
    root: str
    why: str
    text: str


def kept(here: Served) -> list[Kept]:
    """Newest first."""
    return [_kept(here, path) for path in notes_in(here.zone.checkpoints)]


def called(here: Served, name: str) -> Kept | None:
    """One whose signature holds. Only one that is in the list: the name is never used as a path."""
    return next((one for one in kept(here) if one.name == name and one.text), None)


def _kept(here: Served, path: Path) -> Kept:
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        text = path.read_text("utf-8")
        found = checkpoint_of(text, here.zone.verifier())
    except (OSError, NoteError, UnicodeDecodeError) as error:
        return Kept(path.name, at, None, "", str(error), "")
    return Kept(path.name, at, found.size, found.root.hex(), "", text)


def sign_now(here: Served) -> tuple[str, str]:
    """The name of a checkpoint of the log as it is, and its text."""
    with here.ledger.store.reading() as reader:
        text = signed_checkpoint(reader, here.zone.origin, here.zone.signer())
        path = here.zone.checkpoints / f"{here.today()}-{reader.head().size}.note"
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text)
    return path.name, text
