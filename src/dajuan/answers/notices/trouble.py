"""What may keep notices from being sent at all."""

from __future__ import annotations

from dajuan.ledger.trouble import LedgerError


class NoticesError(LedgerError):
    """Settings that cannot be used, or a record of what was sent that cannot be opened or is in use."""
