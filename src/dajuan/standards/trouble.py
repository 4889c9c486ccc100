"""A rule that is not there or written wrong, and facts that cannot be: in both languages, with the place."""

from __future__ import annotations

MARKS = ("seen", "copy", "memory")
"""How far a rule is confirmed: read in the source itself, only in a restatement, by nobody."""


class RuleError(ValueError):
    """``place``: the file and line, or the fact, that it is about."""

    def __init__(self, zh: str, en: str, place: str = "") -> None:
        super().__init__(f"{place}：{zh} / {en}" if place else f"{zh} / {en}")
        self.zh, self.en, self.place = zh, en, place
