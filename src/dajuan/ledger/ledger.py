"""A ledger in hand: where its entries are, which programmes are on, what day it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from dajuan.ledger.store import Store
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.programmes.find import find_programmes
from dajuan.programmes.pack import Programme


@dataclass(slots=True)
class Ledger:
    """What services and selectors take."""

    store: Store
    programmes: Mapping[str, Programme]
    timezone: tzinfo
    declared: set[tuple[str, int]] = field(default_factory=set)
    """Versions of programmes that are known to stand in the log."""


def ledger_of(zone: Zone) -> Ledger:
    """The ledger of a zone, with the programmes that its settings switch on."""
    found = find_programmes(zone.packs_folder)
    missing = [code for code in zone.on if code not in found.programmes]
    if missing:
        why = "".join(f"；{trouble}" for trouble in found.troubles)
        raise LedgerError(
            f"{zone.folder / SETTINGS} 启用了 {'、'.join(missing)}，但没有这样的包（有：{'、'.join(found.programmes)}）{why}",
            f"{zone.folder / SETTINGS} switches on {', '.join(missing)}, but there is no such pack"
            f" (there are {', '.join(found.programmes)})",
        )
    on = {code: found.programmes[code] for code in zone.on}
    return Ledger(zone.store(), on, zone.timezone)
