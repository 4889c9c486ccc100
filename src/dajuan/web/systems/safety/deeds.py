"""Steps of a hazard, for pages and API alike."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from dajuan.ledger.append import append
from dajuan.ledger.entry import keyed
from dajuan.ledger.read import is_recorded
from dajuan.systems.safety.hazard import Hazard
from dajuan.systems.safety.steps import Step, Told, draft_of, steps_for
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.systems.safety.seen import settings

_ACTIONS = {"record": Action.RECORD, "review": Action.VERIFY}


def may_take(viewer: Viewer, step: Step, thing: Thing) -> bool:
    """The department's and the street's own; who rechecks, closes or grants time is a reviewer."""
    return viewer.may(_ACTIONS[step.whose], thing)


def steps_of(viewer: Viewer, one: Hazard, thing: Thing) -> list[Step]:
    return [step for step in steps_for(one) if may_take(viewer, step, thing)]


def take(viewer: Viewer, step: Step, one: Hazard, thing: Thing, told: Told, *, key: str = "") -> None:
    """Taken before under this key, it is not taken again. Raises ``PermissionDenied``, ``RefusedError``."""
    if not may_take(viewer, step, thing):
        raise PermissionDenied(step.key)
    if key and is_recorded(served().ledger, key=key):
        return
    draft = draft_of(step, one, told, settings().handling, today=served().today())
    append(served().ledger, keyed([draft], key), actor=viewer.actor)
