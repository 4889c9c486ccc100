"""One gateway a zone: two would write to one journal."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.telemetry.settings import Settings


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Raises :class:`LedgerError` where another process has it. A process that dies lets go of it."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    with (settings.folder / "gateway.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LedgerError(
                f"{settings.folder} 已有一个网关在用", f"another gateway is using {settings.folder}"
            ) from error
        yield
