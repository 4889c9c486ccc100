"""Diagnoses as a viewer may see them."""

from __future__ import annotations

from django.http import Http404

from dajuan.systems.diagnosis.diagnoses import DIAGNOSES, Diagnosis, codes_of, diagnosis_of
from dajuan.systems.firms import every
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of


def called(viewer: Viewer, code: str, moment: Moment) -> Diagnosis:
    """Raises ``Http404`` where there is none, or it is not the viewer's to see."""
    pack = programme_called(DIAGNOSES)
    row = served().subjects().one(DIAGNOSES, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of_row(pack, row)):
        raise Http404
    return diagnosis_of(row, day_of(moment))


def diagnoses_of(viewer: Viewer, firm: str, moment: Moment) -> list[Diagnosis]:
    """Those of an enterprise that are to be seen, in their order."""
    pack = programme_called(DIAGNOSES)
    rows = every(served().subjects(), DIAGNOSES, only=codes_of(firm), as_of=moment.as_of, size=moment.size)
    seen = [row for row in rows if viewer.may(Action.SEE, thing_of_row(pack, row))]
    return [diagnosis_of(row, day_of(moment)) for row in sorted(seen, key=lambda one: int(one.code.rpartition("-")[2]))]
