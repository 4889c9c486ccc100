"""What a template says of itself on a hidden sheet: of which programme, and how long the log was when it was made.

With it an import knows which cells the user touched (those that differ from what the template showed), and so that a
colleague's newer value in a cell he left alone is not put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SHEET = "_dajuan"


class Stamp(NamedTuple):
    programme: str
    version: int
    seen: int
    """Entries in the log."""
    root: str
    """The log's root over them, in hex: another ledger has another."""

    def rows(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self._asdict().items()]


def read_stamp(rows: Sequence[Sequence[object]]) -> Stamp | None:
    """None where somebody has been at it."""
    said = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    try:
        return Stamp(said["programme"], int(said["version"]), int(said["seen"]), said["root"])
    except (KeyError, ValueError):
        return None
