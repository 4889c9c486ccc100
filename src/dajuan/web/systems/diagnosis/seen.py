"""Diagnoses as a viewer may see them."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.systems.diagnosis.diagnoses import DIAGNOSES, Diagnosis, diagnosis_of
from dajuan.systems.firms import REGISTER, every
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.served import served


def pack_of() -> Programme:
    """Raises ``Http404`` where the zone keeps no diagnoses."""
    pack = served().programmes.get(DIAGNOSES)
    if pack is None:
        raise Http404
    return pack


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


def thing_of(row: Row) -> Thing:
    """A diagnosis is its office's, and the enterprise's that it is of."""
    own = thing_of_row(pack_of(), row)
    firm = str(row.fields.get("enterprise", "")).partition("/")[2]
    return Thing(own.owners, (*own.enterprises, firm) if firm else own.enterprises)


def called(viewer: Viewer, code: str, moment: Moment) -> Diagnosis:
    row = served().subjects().one(DIAGNOSES, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of(row)):
        raise Http404
    return diagnosis_of(row, day_of(moment))


def diagnoses(viewer: Viewer, moment: Moment, *, firm: str = "") -> list[Diagnosis]:
    """Those to be seen, of one enterprise or of all, in the order of their codes."""
    pack_of()
    where = Filter(fields={"enterprise": (f"{REGISTER}/{firm}",)}) if firm else Filter()
    rows = every(served().subjects(), DIAGNOSES, where=where, as_of=moment.as_of, size=moment.size)
    return [diagnosis_of(row, day_of(moment)) for row in rows if viewer.may(Action.SEE, thing_of(row))]
