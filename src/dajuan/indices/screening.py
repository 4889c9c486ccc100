"""Which units have data enough, and which indicators say anything."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from dajuan.indices.scheme import Scheme
from dajuan.indices.table import Array, Mask, Table

Idle = Literal["absent", "constant"]
"""Nobody has it; everybody has the same of it."""


class Screened(NamedTuple):
    kept: Table
    meant: Mask
    """Of all units those that the scheme is about; the others were never looked at."""
    enough: Mask
    """Of all units those that are kept."""
    available: Array
    """Of each unit the share of indicators that it has, of those that somebody has."""
    idle: dict[str, Idle]


def screened(scheme: Scheme, table: Table) -> Screened:
    meant = _meant(scheme, table)
    told = ~np.isnan(table.values)
    somebody = told[meant].any(axis=0)
    available = told[:, somebody].mean(axis=1) if somebody.any() else np.zeros(len(table.units))
    # A unit of which nothing is known is never scored, whatever the limit.
    enough = meant & (available >= scheme.available) & (available > 0)
    kept = table.rows(enough)
    return Screened(kept, meant, enough, available, idle_columns(kept))


def idle_columns(table: Table) -> dict[str, Idle]:
    found: dict[str, Idle] = {}
    for at, key in enumerate(table.columns):
        said = table.values[:, at][~np.isnan(table.values[:, at])]
        if not len(said):
            found[key] = "absent"
        elif said.min() == said.max():
            found[key] = "constant"
    return found


def _meant(scheme: Scheme, table: Table) -> Mask:
    meant = np.ones(len(table.units), dtype=bool)
    for by, some in scheme.only.items():
        of_class = table.in_classes(by)
        wanted = [of_class[one] for one in some if one in of_class]
        meant &= np.any(wanted, axis=0) if wanted else False
    return meant
