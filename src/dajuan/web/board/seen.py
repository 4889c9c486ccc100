"""A board as one viewer sees it: only the targets of the organisations that the viewer may look at."""

from __future__ import annotations

from dataclasses import replace

from dajuan.answers.board import Board
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target


def seen(board: Board, viewer: Viewer, action: Action = Action.SEE) -> Board:
    """The board with the targets that the viewer may do this to. A part whose whole is not among them stands as a whole:
    it is then counted. How many are proposed is told to those who see everything."""
    if viewer.everywhere(action):
        return board
    allowed = [one for one in board.standings if viewer.may(action, thing_of_target(one.target))]
    codes = {one.target.code for one in allowed}
    return replace(
        board,
        standings=tuple(one if one.target.part_of in codes else replace(one, level=0) for one in allowed),
        proposed=0,
        dropped=tuple(one for one in board.dropped if viewer.may(action, thing_of_target(one))),
    )
