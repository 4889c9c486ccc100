"""What stops an output: one clear line, Chinese first, English second."""

from __future__ import annotations


class OutputError(Exception):
    """Which file or option, what is wrong with it, what would be right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type[OutputError], tuple[str, str]]:
        """Comes back whole from another process."""
        return type(self), (self.zh, self.en)
