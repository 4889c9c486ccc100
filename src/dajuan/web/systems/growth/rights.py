"""Who may do what here: whoever plans for the zone, or reports for all of it, submits schemes and computes runs; whoever
reviews for all of it puts in force, publishes, certifies. That it is another person than the first, the packs say."""

from __future__ import annotations

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action


def may_prepare(viewer: Viewer) -> bool:
    return viewer.everywhere(Action.PLAN) or viewer.everywhere(Action.RECORD)


def may_decide(viewer: Viewer) -> bool:
    return viewer.everywhere(Action.VERIFY)
