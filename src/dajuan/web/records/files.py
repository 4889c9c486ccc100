"""Evidence files: who brought one to which entries, whether its bytes are still those, and how it may be handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.read import entries_at
from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import things_of_subjects
from dajuan.web.served import served
from dajuan.web.words import Words

PICTURES = frozenset({"image/png", "image/jpeg"})
"""Shown within the page."""
OPENED = frozenset({*PICTURES, "application/pdf"})
"""A browser may show these in a tab of their own; all else is saved."""
CONDITIONS: dict[str, Words] = {
    "sound": Words("完好：和记录时的字节一样", "sound: the bytes are those that were recorded"),
    "altered": Words("被改动：字节和记录时的不一样", "altered: the bytes are not those that were recorded"),
    "lost": Words("丢失：文件不在了", "lost: the file is not there"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file in the words of the first entry that the viewer may see, with all those entries."""

    evidence: Evidence
    entries: list[tuple[int, Entry]]
    hidden: int
    """Entries with it that are not in the viewer's reach."""


def file_of(sha256: str, viewer: Viewer) -> File | None:
    """None where no entry that the viewer may see has this file."""
    here = served()
    brought = here.subjects().bringing(sha256)
    things = things_of_subjects(here.subjects(), here.programmes, {one[1:] for one in brought})
    # What is of no subject is the zone's.
    may = {one.seq for one in brought if viewer.may(Action.SEE, things.get(one[1:], Thing()))}
    mine = entries_at(here.ledger, seqs=sorted(may))
    if not mine:
        return None
    said = next(one for one in mine[0][1].evidence if one.sha256 == sha256)
    return File(said, mine, len(brought) - len(mine))


def condition(sha256: str) -> Literal["sound", "lost", "altered"]:
    try:
        return served().zone.evidence().condition(sha256)
    except LedgerError:  # no SHA-256
        return "lost"
