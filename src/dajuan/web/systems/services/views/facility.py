"""One facility: what it is, and who lives within the walk of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.subjects.row import Row
from dajuan.systems.services.coverage import coverage
from dajuan.systems.services.facilities import FACILITIES
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.services.inhand import InHand, Question, in_hand, question
from dajuan.web.words import words_of


class Reach(NamedTuple):
    """``people`` within the walk of one facility and ``claimed`` within the circle; None where it is closed, has no place, or
    there is nothing to walk on."""

    has_place: bool
    is_off: bool
    people: int | None
    claimed: int | None


@require_safe
@needs(Action.SEE)
def facility(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    here, asked, row = in_hand(moment), question({}), facility_called(viewer, code, moment)
    pack = programme_called(FACILITIES)
    stage = pack.stages.get(row.stage)
    kind = next((one.name for one in pack.fields["kind"].choices if one.key == row.fields.get("kind")), None)
    context: dict[str, Any] = {
        "row": row,
        "stage": words_of(stage.name) if stage else "",
        "kind": words_of(kind) if kind else "",
        "asked": asked,
        "reach": reach_of(here, code, asked),
        "services": [here.name(one.key) for one in here.lines.services.values() if row.fields.get("kind") in one.kinds],
        "on": day_of(moment),
    }
    return render(request, "services/facility.html", context)


def facility_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    """Raises ``Http404`` where there is none, or none that the viewer may see."""
    row = served().subjects().one(FACILITIES, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of_row(programme_called(FACILITIES), row)):
        raise Http404
    return row


def reach_of(here: InHand, code: str, asked: Question) -> Reach:
    one = next((each for each in here.facilities if each.code == code), None)
    if one is None or not one.entries or here.ground is None:
        return Reach(bool(one and one.entries), False, None, None)
    found = coverage(here.ground, [one], asked.metres)
    return Reach(True, here.ground.is_off(one), found.reached, found.claimed)
