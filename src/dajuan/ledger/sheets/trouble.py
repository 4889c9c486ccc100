"""What is wrong with a cell, and what is only worth knowing, each with its place."""

from __future__ import annotations

from typing import NamedTuple


class CellTrouble(NamedTuple):
    """One thing wrong. ``row`` and ``column`` count from 0; -1 where the whole sheet or the whole file is meant."""

    sheet: str
    row: int
    column: int
    zh: str
    en: str
    code: str = "value"

    @property
    def place(self) -> str:
        """``楼盘!B17``; of a CSV file, which has no sheets, ``B17``."""
        return placed(self.sheet, self.row, self.column)

    def __str__(self) -> str:
        return f"{self.place}：{self.zh} / {self.en}" if self.place else f"{self.zh} / {self.en}"


class Note(NamedTuple):
    """Something done or left out that the user did not ask for."""

    place: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.place}：{self.zh} / {self.en}" if self.place else f"{self.zh} / {self.en}"


def placed(sheet: str, row: int, column: int) -> str:
    cell = f"{letters(column)}{row + 1}" if row >= 0 and column >= 0 else str(row + 1) if row >= 0 else letters(column)
    return f"{sheet}!{cell}" if sheet and cell else sheet or cell


def letters(column: int) -> str:
    """0 → A, 26 → AA; nothing for no column."""
    said = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        said = chr(65 + rest) + said
        column -= 1
    return said


def column_of(said: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in said:
        number = number * 26 + ord(letter) - 64
    return number - 1


def spans(numbers: list[int], named: str = "") -> str:
    """Rows or columns as people say them: 3, 5-7, and so on after a few."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    said = [_end(first) if first == last else f"{_end(first)}-{_end(last)}" for first, last in parts[:8]]
    return "、".join(said) + (" …" if len(parts) > 8 else "")


def _end(number: int) -> str:
    return str(number + 1)
