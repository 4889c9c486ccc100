"""The enterprise that an address names, where a viewer may see it."""

from __future__ import annotations

from django.http import Http404

from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served


def enterprise_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    """Raises ``Http404`` where the zone keeps no register, there is none, or it is not the viewer's to see."""
    pack = served().programmes.get(REGISTER)
    row = served().subjects().one(REGISTER, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of_row(pack, row)):
        raise Http404
    return row
