"""What stops a check before it can answer: a setting that means nothing, a bad side file, a broken rule."""

from __future__ import annotations


class CheckError(Exception):
    """One clear line, Chinese first, that says which file, which place, what is wrong and what would be right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en
