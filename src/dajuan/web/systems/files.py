"""Files of a form, kept as they come."""

from __future__ import annotations

from typing import IO, Any, cast

from django.http import HttpRequest

from dajuan.ledger.entry import Evidence
from dajuan.web.served import served


def files_in(request: HttpRequest, kind: str) -> tuple[Evidence, ...]:
    """Those under ``evidence``; ``kind``: what they prove."""
    store = served().zone.evidence()
    files: list[Any] = request.FILES.getlist("evidence")
    return tuple(store.keep_stream(cast(IO[bytes], one), name=one.name or "", kind=kind) for one in files)
