"""Who somebody is, for those who handle it: found by a document, told in full, erased; each is noted."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dajuan.systems.talent.identity import Identity, read_document
from dajuan.systems.talent.people import Person
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.administration.audit import note
from dajuan.web.served import served
from dajuan.web.systems.talent.found import known_at, may_know, office
from dajuan.web.systems.talent.identities import erase, identities_of, ring


def found_by(request: HttpRequest, viewer: Viewer, kind: str, number: str) -> str | None:
    """The code of whoever has this document; for those who may know the office's people. That it was asked is noted."""
    if viewer.enterprise or not viewer.may(Action.RECORD, office()):
        raise PermissionDenied(Action.RECORD)
    document, people = read_document(kind, number, today=served().today()), known_at().people
    keys = ring()
    code = keys.code_of(document, people.keys().__and__) if keys.keys else ""
    note(request, "identity", code if code in people else "—")
    return code if code in people else None


def told_who(request: HttpRequest, viewer: Viewer, found: Person) -> Identity | None:
    """Noted before it is said."""
    if not may_know(viewer, found):
        raise PermissionDenied(Action.RECORD)
    note(request, "identity", found.code)
    return identities_of([found.code]).get(found.code)


def erased(request: HttpRequest, viewer: Viewer, found: Person, why: str) -> None:
    if not may_know(viewer, found):
        raise PermissionDenied(Action.RECORD)
    note(request, "identity-erased", found.code)
    erase(found.code, by=viewer.actor, why=why)
