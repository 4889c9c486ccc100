"""What keeps a run from being made: one sentence in both languages."""

from __future__ import annotations

from dajuan.ledger.trouble import LedgerError


class GrowthError(LedgerError):
    pass
