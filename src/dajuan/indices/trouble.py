"""What an index cannot be made of: one sentence, in both languages, naming the part and what would be right."""

from __future__ import annotations


class IndicesError(ValueError):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
