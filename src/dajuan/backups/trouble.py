"""What keeps a backup from being made or restored: one line, Chinese and English, naming the file or the member."""

from __future__ import annotations

from dajuan.ledger.trouble import LedgerError


class BackupError(LedgerError):
    """Nothing was made: neither half a backup nor half a zone."""


def damaged(name: str, zh: str, en: str) -> BackupError:
    """A backup that is not as it was written; ``name`` is the member at which it shows."""
    return BackupError(
        f"备份已损坏：{name}：{zh}；请用别的一份", f"the backup is damaged: {name}: {en}; take another one"
    )
