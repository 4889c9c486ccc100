"""The indicator that an address names, and of an enterprise's account the subjects that are its own. Programmes and
subjects are found as pages find them (``programmes.found``)."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404

from dajuan.figures.ask import indicator_of
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Indicator, Programme
from dajuan.web.access.rights import Viewer
from dajuan.web.served import served


def indicator_called(programme: Programme, key: str) -> Indicator:
    try:
        return indicator_of(programme, key)
    except LedgerError as error:
        raise Http404 from error


def own_codes(viewer: Viewer, programme: Programme) -> Collection[str] | None:
    """None: nothing of the kind limits this viewer."""
    if not viewer.enterprise:
        return None
    around = served().subjects().of_enterprise(viewer.enterprise)
    return {one.code for one in [*around.names, *around.named_by] if one.programme == programme.code}
