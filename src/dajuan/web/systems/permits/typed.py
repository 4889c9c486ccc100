"""A moment typed into a form of permits."""

from __future__ import annotations

from datetime import datetime

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_moment


def moment_typed(said: str) -> datetime:
    """Raises :class:`RefusedError`."""
    try:
        return datetime.fromisoformat(read_moment(said.strip()))
    except ValueTrouble as trouble:
        raise RefusedError([Trouble("value", f"时刻：{trouble.zh}", f"moment: {trouble.en}", field="at")]) from trouble
