"""PostgreSQL is stopped under load: words meanwhile, then all goes on by itself, and nothing acknowledged is lost."""

from __future__ import annotations

import time

from tests.web.serving import Visitor, until
from tests.web.traffic import Outcome, Traffic

from dajuan.ledger.read import size_of

AWAY = 10
"""Seconds."""
PAGES = ("/board/", "/targets/", "/targets/inbox/", "/programmes/housing-delivery/", "/figures/")


def test_pages_say_so_and_recover(busy, served, postgresql, ledger):
    before = size_of(ledger)
    traffic = Traffic(served.port, busy, pause=0.3)
    traffic.sign_in()
    looking = Visitor(served.port)
    looking.sign_in(busy.office)
    traffic.start()
    time.sleep(3)
    postgresql.stop()
    try:
        began = time.monotonic()
        while time.monotonic() - began < AWAY:
            answers = {page: looking.get(page) for page in PAGES}
        assert {page: one.status for page, one in answers.items()} == dict.fromkeys(PAGES, 503)
        assert all("数据库现在连不上" in one.text and "try again" in one.text.lower() for one in answers.values())
        assert looking.get("/healthz").status == 503
    finally:
        postgresql.start()
    until(lambda: looking.get("/healthz").status == 200, "the pages are well again")
    after = {page: looking.get(page).status for page in PAGES}
    assert after == dict.fromkeys(after, 200)
    time.sleep(4)
    traffic.stop()
    account = traffic.account
    assert {said.split(": ")[1].split()[0] for said in account.errors} <= {"503"}
    assert account.errors
    assert account.faults(ledger, before) == []
    assert not account.refusals
    assert {one.outcome for one in account.sent} == {Outcome.RECORDED}
