"""What the rows of a sheet are held to: the ledger as it is, and as the sheet's template showed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dajuan.ledger.sheets.book import Sheet
from dajuan.ledger.sheets.evidence_files import EvidenceFiles
from dajuan.ledger.sheets.heads import Head
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme


class Base(NamedTuple):
    """What the template showed: every subject as it was when the log had ``seen`` entries."""

    seen: int
    states: Mapping[str, State]


class Ground(NamedTuple):
    """What the rows are held to."""

    programme: Programme
    sheets: Sequence[tuple[Sheet, Head]]
    now: Mapping[str, State]
    base: Base | None
    on: date | None
    """The day of values that name none."""
    today: date
    files: EvidenceFiles
    actor: str = ""
