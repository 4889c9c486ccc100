"""The programme, the indicator or the subject that an address names, where the viewer may see it; else there is none."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404

from dajuan.figures.ask import indicator_of
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Indicator, Programme
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_subject
from dajuan.web.served import served


def programme_called(code: str) -> Programme:
    found = served().programmes.get(code)
    if found is None:
        raise Http404
    return found


def indicator_called(programme: Programme, key: str) -> Indicator:
    try:
        return indicator_of(programme, key)
    except LedgerError as error:
        raise Http404 from error


def subject_called(viewer: Viewer, programme: Programme, code: str) -> tuple[State, Thing]:
    """As it is now, and whose it is now: who may look at its past is decided by that."""
    state = state_of_subject(served().ledger, programme=programme.code, subject=code)
    thing = thing_of_subject(programme, state)
    if not code or state.opened is None or not viewer.may(Action.SEE, thing):
        raise Http404
    return state, thing


def own_codes(viewer: Viewer, programme: Programme) -> Collection[str] | None:
    """Of an enterprise's account the subjects that are of it; None: nothing of the kind limits this viewer."""
    if not viewer.enterprise:
        return None
    around = served().subjects().of_enterprise(viewer.enterprise)
    return {one.code for one in around.names if one.programme == programme.code} | {
        one.code for one in around.named_by if one.programme == programme.code
    }
