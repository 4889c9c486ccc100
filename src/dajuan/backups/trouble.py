"""What keeps a backup from being made or restored: one line, Chinese and English, naming the file or the member."""

from __future__ import annotations


class BackupError(Exception):
    """Nothing was made: neither half a backup nor half a zone."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


def damaged(name: str, zh: str, en: str) -> BackupError:
    """A backup that is not as it was written; ``name`` is the member at which it shows."""
    return BackupError(
        f"备份已损坏：{name}：{zh}；请用别的一份", f"the backup is damaged: {name}: {en}; take another one"
    )
