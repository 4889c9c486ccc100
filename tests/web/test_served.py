"""What a process keeps of the zone that it serves: never that its database was away."""

from __future__ import annotations

import pytest

from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.web import served as module
from dajuan.web.moment import Moment
from dajuan.web.served import served

ASKED = ("/board/?year=2025", "/targets/?year=2025")


@pytest.fixture
def away(monkeypatch):
    """The ledger's database breaks off in the middle of a board, as long as this is called."""

    def broken(*args, **kwargs):
        raise AwayError("没有", "gone")

    def break_off():
        monkeypatch.setattr(module, "board", broken)
        served()._boards.clear()

    return break_off


@pytest.mark.parametrize("page", ASKED)
def test_a_board_that_could_not_be_made_is_made_the_next_time(as_, away, monkeypatch, page):
    client, real = as_("office"), module.board
    away()
    answer = client.get(page)
    assert answer.status_code == 503
    assert "数据库现在连不上" in answer.content.decode()
    monkeypatch.setattr(module, "board", real)
    assert client.get(page).status_code == 200


def test_that_a_year_has_no_plan_is_kept(little):
    for _ in range(2):
        with pytest.raises(LedgerError, match="2031"):
            served().board(2031, Moment())
    assert any(isinstance(one, LedgerError) for one in served()._boards.values())
