"""What may keep the ledger from doing as asked: one line each, Chinese and English, naming the row it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Trouble(NamedTuple):
    """One thing wrong with one draft. ``row`` is its place among the drafts handed in, ``field`` the field meant."""

    code: str
    zh: str
    en: str
    row: int = 0
    field: str = ""

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class LedgerError(Exception):
    """The ledger could not be opened, read or written."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class AwayError(LedgerError):
    """The database does not answer or cannot be written just now; the same may succeed in a while."""


class RefusedError(LedgerError):
    """Nothing was appended; ``troubles`` says of each draft what is wrong with it."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        first = troubles[0]
        more = len(troubles) - 1
        super().__init__(
            first.zh + (f"（另有 {more} 处）" if more else ""), first.en + (f" (and {more} more)" if more else "")
        )
        self.troubles = tuple(troubles)


class ConflictError(RefusedError):
    """Somebody else wrote about a subject since the caller last looked at it."""
