"""What is wrong with a pack, placed: file, line, column, what it is and what would be right, Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PackTrouble(NamedTuple):
    """One thing wrong. ``line`` and ``column`` count from 1; 0 where the whole file is meant."""

    source: str
    line: int
    column: int
    zh: str
    en: str

    @property
    def place(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source

    def __str__(self) -> str:
        return f"{self.place}：{self.zh} / {self.en}"


class PackError(Exception):
    """A pack that cannot be used; ``troubles`` are all that is wrong with it, in the order of the file."""

    def __init__(self, troubles: Sequence[PackTrouble]) -> None:
        self.troubles = tuple(sorted(troubles, key=lambda one: (one.source, one.line, one.column)))
        super().__init__(self.troubles)

    def __str__(self) -> str:
        return "\n".join(map(str, self.troubles))
