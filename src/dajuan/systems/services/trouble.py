"""What keeps reach from being computed: one sentence in both languages."""

from __future__ import annotations

from dajuan.ledger.trouble import LedgerError


class ServicesError(LedgerError):
    pass


def without(package: str) -> ServicesError:
    return ServicesError(
        f"测算步行可达要装 {package}：pip install 'dajuan[services]'",
        f"reach on foot wants {package}: pip install 'dajuan[services]'",
    )
