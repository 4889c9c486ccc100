"""Words in both languages, standing together where they are used: Chinese first, English the second."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from django.utils.functional import lazystr
from django.utils.translation import get_language

from dajuan.programmes.pack import Name

Language = Literal["zh", "en"]


class Words(NamedTuple):
    zh: str
    en: str

    def __str__(self) -> str:
        """As the reader of the page being made reads it."""
        return self.en if spoken() == "en" and self.en else self.zh


def words_of(name: Name) -> Words:
    """Of what a pack calls something."""
    return Words(name.zh, name.said("en"))


def spoken() -> Language:
    """The language of the page being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def later(zh: str, en: str = "") -> Any:
    """Words for Django's forms, which take a tuple for a group of choices: text that is said when it is shown."""
    return lazystr(Words(zh, en))
