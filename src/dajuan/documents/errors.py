"""The one thing that can go wrong with a document: it cannot be read, and this says why and what would be right."""

from __future__ import annotations


class DocumentError(Exception):
    """Which file, what is wrong with it, what would be right; Chinese first, English second, one line each."""

    def __init__(self, source: str, zh: str, en: str) -> None:
        super().__init__(source, zh, en)
        self.source = source
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        name = f"{self.source}：" if self.source else ""
        return f"{name}{self.zh} / {self.en}"
