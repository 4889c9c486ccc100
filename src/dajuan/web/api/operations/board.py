"""督查看板: a year's board as of a day."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Query, Router

from dajuan.answers.board import Board
from dajuan.answers.board_rows import standing_object
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes import figures as shapes
from dajuan.web.api.shapes.common import Asked
from dajuan.web.board.seen import seen
from dajuan.web.moment import Moment
from dajuan.web.served import served

router = Router(tags=["board"])


def board_of(year: int, moment: Moment) -> Board:
    """Raises ``Http404`` where the year has no plan at all."""
    if year not in served().years():
        raise Http404
    return served().board(year, moment)


@router.get("/board/{year}", response=shapes.BoardOut, summary="看板 / The board of a year")
def board(request: Request, year: int, asked: Query[Asked]) -> dict[str, Any]:
    """只列您可看的目标。 Only targets that are yours to see."""
    viewer = need(request, Action.SEE)
    mine = seen(board_of(year, asked.moment()), viewer)
    return {
        "year": mine.year,
        "as_of": mine.as_of,
        "size": mine.size,
        "root": mine.root,
        "counts": mine.counts(),
        "proposed": mine.proposed,
        "dropped": [one.code for one in mine.dropped],
        "standings": [standing_object(one) for one in mine.standings],
    }
