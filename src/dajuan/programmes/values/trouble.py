"""A value that a field does not take: what is wrong with it, and what would be right."""

from __future__ import annotations


class ValueTrouble(Exception):  # noqa: N818 — the project's word for what is told to a user
    """One line each, Chinese and English; where it stands (sheet, cell, row) is for the caller to say."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
