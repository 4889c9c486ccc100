"""Amounts of periods as sheets have them: a month a row, recorded at the month's last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dajuan.ledger.state import Held, State

Flows = dict[tuple[str, date], Held]
"""(field, the period's last day) → what holds."""


def flows_of(state: State | None) -> Flows:
    """Every amount of a period that a subject has."""
    if state is None:
        return {}
    return {
        (key, entry.effective_on): Held(value, entry.effective_on, seq)
        for seq, entry in state.entries.items()
        if entry.kind == "measured"
        for key, value in entry.fields.items()
    }


def last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])
