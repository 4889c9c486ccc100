"""The board of now, made before anybody asks for it: a process that answers pages begins with it in hand."""

from __future__ import annotations

from dajuan.answers.target import PROGRAMME
from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.board.shown import prospect_counts
from dajuan.web.board.week import week_of
from dajuan.web.moment import Moment, year_shown
from dajuan.web.served import served

_EVERYBODY = Viewer(reach={Action.SEE: None})
"""The board is kept whole; what of it a viewer sees is cut from it later."""


def make_board() -> None:
    """With all that it takes to show it: the forecasts, and the board of a week ago."""
    here, now = served(), Moment()
    years = here.years() if PROGRAMME in here.programmes else []
    if not years:
        return
    try:
        board = here.board(year_shown("", years, here.today()), now)
    except AwayError:
        raise
    except LedgerError:  # No plan by today, which is kept too.
        return
    prospect_counts(board)
    week_of(board, now, _EVERYBODY)
