"""资产负债: what a group states of itself, which takes in its companies, and what cannot be so."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.systems.state_owned.tree import Tree


class Wrong(StrEnum):
    ABOVE_GROUP = "above-group"
    """A company under it states more assets than the group's consolidated accounts."""
    DEBTS_ABOVE_ASSETS = "debts-above-assets"
    NOT_A_GROUP = "not-a-group"
    """It stands at the top and is not written down as a group: the sums of groups leave it out."""
    GROUP_BELOW = "group-below"
    """It is written down as a group under another one: the sums count it twice."""
    RING = "ring"


class Accounts(NamedTuple):
    """分; None where it was not stated."""

    assets: int | None
    debts: int | None
    revenue: int | None
    profit: int | None

    @property
    def debt_ratio(self) -> Fraction | None:
        return Fraction(self.debts, self.assets) if self.assets and self.debts is not None else None


def accounts_of(row: Row) -> Accounts:
    return Accounts(*(_money(row, key) for key in ("assets", "debts", "revenue", "profit")))


def _money(row: Row, key: str) -> int | None:
    value = row.fields.get(key)
    return value if isinstance(value, int) else None


def wrongs(tree: Tree) -> list[tuple[str, Wrong]]:
    """What the companies' rows say against each other: (company, what)."""
    found = [(code, Wrong.RING) for code in tree.ringed]
    for code, row in tree.rows.items():
        mine, is_group = accounts_of(row), row.fields.get("tier") == "group"
        if (mine.debts or 0) > (mine.assets or mine.debts or 0):
            found.append((code, Wrong.DEBTS_ABOVE_ASSETS))
        if code in tree.parents:
            top = accounts_of(tree.rows[tree.top_of(code)])
            if is_group:
                found.append((code, Wrong.GROUP_BELOW))
            if top.assets is not None and (mine.assets or 0) > top.assets:
                found.append((code, Wrong.ABOVE_GROUP))
        elif not is_group:
            found.append((code, Wrong.NOT_A_GROUP))
    return found
