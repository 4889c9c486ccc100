"""督查看板: a year's board as of a day."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404
from ninja import Query, Router

from dajuan.answers.board import Board
from dajuan.answers.board_rows import standing_object
from dajuan.answers.read import targets
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes import figures as shapes
from dajuan.web.api.shapes.common import Asked
from dajuan.web.moment import Moment
from dajuan.web.served import served

router = Router(tags=["board"])


def board_of(year: int, moment: Moment) -> Board:
    """Raises ``Http404`` where the year has no plan at all."""
    if all(one.year != year for one in targets(served().ledger)):
        raise Http404
    return served().board(year, moment)


@router.get("/board/{year}", response=shapes.BoardOut, summary="看板 / The board of a year")
def board(request: Request, year: int, asked: Query[Asked]) -> dict[str, Any]:
    """只列您可看的目标。 Only targets that are yours to see."""
    viewer = need(request, Action.SEE)
    whole = board_of(year, asked.moment())
    every = viewer.everywhere(Action.SEE)
    found = [one for one in whole.standings if every or viewer.may(Action.SEE, thing_of_target(one.target))]
    return {
        "year": whole.year,
        "as_of": whole.as_of,
        "size": whole.size,
        "root": whole.root,
        "counts": dict(Counter(one.light.state for one in found if not one.level)),
        "proposed": whole.proposed if every else 0,
        "dropped": [one.code for one in whole.dropped if every or viewer.may(Action.SEE, thing_of_target(one))],
        "standings": [standing_object(one) for one in found],
    }
