"""Whose an uploaded document is: whoever uploaded it, and those who settle plans or audit the whole zone."""

from __future__ import annotations

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action


def sees_every_document(viewer: Viewer) -> bool:
    return viewer.everywhere(Action.PLAN) or viewer.everywhere(Action.AUDIT)


def may_see_document(viewer: Viewer, uploaded_by: str) -> bool:
    """``uploaded_by``: the actor. Comparisons follow the same rule by who asked for them."""
    return viewer.is_staff and (viewer.actor == uploaded_by or sees_every_document(viewer))


def may_change_document(viewer: Viewer, uploaded_by: str) -> bool:
    """Delete it, or let a finding stand: its uploader, and those who settle plans."""
    return viewer.is_staff and (viewer.actor == uploaded_by or viewer.everywhere(Action.PLAN))


def may_ask_ledger(viewer: Viewer) -> bool:
    """A document held against the ledger tells figures of the whole zone."""
    return viewer.everywhere(Action.SEE)
