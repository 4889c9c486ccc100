"""What a process keeps of the zone that it serves, and what it has in hand before anybody comes; never that its database was away."""

from __future__ import annotations

import time

import pytest
from tests.web.serving import until

from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.ledger.zone import make_zone
from dajuan.web import gunicorn_hooks
from dajuan.web import served as module
from dajuan.web.board.ahead import make_board
from dajuan.web.moment import Moment
from dajuan.web.served import serve, served

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


def test_what_is_warm_has_the_board_in_hand(as_, monkeypatch):
    served().warm()
    make_board()

    def asked_again(*args, **kwargs):
        raise AssertionError("the board is made anew")

    monkeypatch.setattr(module, "board", asked_again)
    assert as_("office").get("/board/").status_code == 200


def test_a_zone_without_a_plan_is_warmed_too(tmp_path):
    make_zone(tmp_path / "empty", name="空", code="empty", on=("housing-delivery",), database="ledger.sqlite")
    serve(tmp_path / "empty")
    served().warm()
    make_board()
    serve(None)
    assert (tmp_path / "empty" / "derived" / "subjects.sqlite").exists()


class Worker:
    """What gunicorn hands over; counts the signs of life."""

    def __init__(self) -> None:
        self.beats = 0

    def notify(self) -> None:
        self.beats += 1


def test_a_process_that_takes_long_to_prepare_gives_signs_of_life(little, monkeypatch):
    worker = Worker()
    monkeypatch.setattr(gunicorn_hooks, "_BEAT", 0.01)

    def slow(self):
        until(lambda: worker.beats > 3, "it gives signs of life")

    monkeypatch.setattr(module.Served, "warm", slow)
    gunicorn_hooks.post_worker_init(worker)
    before = worker.beats
    time.sleep(0.05)
    assert worker.beats == before


def test_a_database_that_is_away_at_the_start_is_told_and_the_pages_are_served(little, away, caplog):
    away()
    with caplog.at_level("WARNING", logger="dajuan.web"):
        gunicorn_hooks.post_worker_init(Worker())
    assert "not prepared" in caplog.text
