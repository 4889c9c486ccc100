"""What the systems have somebody told today: a system that reminds has a module ``reminders`` with ``notices_due``."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from dajuan.answers.notices.notice import Notice
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone

_SYSTEMS = tuple(sorted(one.parent.name for one in Path(__file__).parent.glob("*/__init__.py")))


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Raises :class:`~dajuan.ledger.trouble.LedgerError` where a system's settings cannot be used."""
    names = [f"{__package__}.{one}.reminders" for one in _SYSTEMS]
    modules = [import_module(name) for name in names if find_spec(name)]
    return list(chain.from_iterable(one.notices_due(zone, ledger, day) for one in modules))
