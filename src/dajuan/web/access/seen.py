"""Whether somebody may see a subject, as the register has it now."""

from __future__ import annotations

from dajuan.subjects.row import Row
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.served import served


def sees(viewer: Viewer, row: Row) -> bool:
    """By whose it is now; what is linked to it is not asked."""
    return viewer.may(Action.SEE, thing_of_row(served().programmes.get(row.programme), row))
