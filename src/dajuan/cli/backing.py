"""``--ledger DIR``: the zone's figures, for what is held against them. The ledger's rooms are opened only then."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dajuan.checks.backing import Backing


@contextmanager
def backing_of(options: Namespace) -> Iterator[Backing | None]:
    """The ledger that ``--ledger`` names as a backing, closed when the work is done; None where it names none."""
    if not options.ledger:
        yield None
        return
    from dajuan.answers.backing import LedgerBacking
    from dajuan.cli.figures import engine_of
    from dajuan.cli.zone import opened

    with opened(Namespace(zone=options.ledger)) as (zone, ledger):
        engine = engine_of(zone, ledger)
        try:
            yield LedgerBacking(zone, ledger, engine)
        finally:
            engine.close()
