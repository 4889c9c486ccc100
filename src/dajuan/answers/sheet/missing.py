"""What writes documents is an extra of its own: whoever lacks it is told how to get it."""

from __future__ import annotations

import importlib
from typing import Any

from dajuan.ledger.trouble import LedgerError


def writers_part(name: str) -> Any:
    """A module of the extra ``answer``. Raises :class:`LedgerError` naming the mend."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise LedgerError(
            f"写答卷要 {name}：pip install 'dajuan[answer]'",
            f"writing a sheet needs {name}: pip install 'dajuan[answer]'",
        ) from error
