"""Words in both languages, standing together where they are used: Chinese first, English the second."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.utils.translation import get_language

Language = Literal["zh", "en"]


class Words(NamedTuple):
    zh: str
    en: str

    def __str__(self) -> str:
        """As the reader of the page being made reads it."""
        return self.en if spoken() == "en" and self.en else self.zh


def spoken() -> Language:
    """The language of the page being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"
