"""谁看过: every look at a firm's dossier, by whom and at which data items, for the firm to read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest

from dajuan.systems.financing.consent import items
from dajuan.web.access.rights import Viewer
from dajuan.web.administration.audit import newest, note
from dajuan.web.administration.models import Viewed

_WHAT = "dossier"


class Look(NamedTuple):
    at: datetime
    by: str
    items: tuple[str, ...]


def note_look(request: HttpRequest, firm: str, some: Collection[str]) -> None:
    """Before it is shown. A firm that looks at itself, or a look at nothing, is none."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if some and viewer.enterprise != firm:
        note(request, _WHAT, f"{firm} {','.join(one for one in items() if one in some)}")


def looks_at(firm: str, *, most: int, before: int | None = None) -> tuple[list[Look], int | None]:
    """The newest, and where those before them begin."""
    rows, more = newest(Viewed.objects.filter(what=_WHAT, key__startswith=f"{firm} "), before=before, most=most)
    return [Look(one.at, one.by, tuple(one.key.partition(" ")[2].split(","))) for one in rows], more
