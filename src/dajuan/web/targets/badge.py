"""The number beside 我的待办 on every page: what waits, counted from what is in hand, and one question about mentions."""

from __future__ import annotations

from django.db import DatabaseError

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.rights import Viewer
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.targets.inbox import count
from dajuan.web.targets.known import known
from dajuan.web.targets.models import Mention


def waiting_for(viewer: Viewer, person: int) -> int:
    """Nought where there are no targets, or nothing can be asked: the page itself will say so."""
    try:
        here = known(Moment())
        told = Mention.objects.filter(person=person, seen_at=None, remark__withdrawn_at=None).count()
    except (LedgerError, DatabaseError, OSError):
        return 0
    return told + count(here.targets, here.states, viewer, served().today())
