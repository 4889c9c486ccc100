"""A ledger in hand: where its entries are, which programmes are on, what day it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from dajuan.ledger.store import Store
from dajuan.programmes.pack import Programme


@dataclass(slots=True)
class Ledger:
    """What services and selectors take."""

    store: Store
    programmes: Mapping[str, Programme]
    timezone: tzinfo
    declared: set[tuple[str, int]] = field(default_factory=set)
    """Versions of programmes that are known to stand in the log."""
