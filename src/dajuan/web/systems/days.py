"""A day typed into a form."""

from __future__ import annotations

from datetime import date

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date


def day_typed(said: str, field: str) -> date | None:
    """None where nothing was typed. Raises :class:`RefusedError` naming the field."""
    if not said.strip():
        return None
    try:
        return date.fromisoformat(read_date(said.strip()))
    except ValueTrouble as trouble:
        raise RefusedError([Trouble("value", trouble.zh, trouble.en, field=field)]) from trouble
