"""The worker of jobs is killed while it writes an answer sheet: it is written once all the same."""

from __future__ import annotations

import re

import psycopg
from tests.web.serving import Visitor, asked, held, until, writers_waiting

SHEETS, JOBS = "sheets_version", "jobs_job"


def compose(visitor: Visitor) -> str:
    """Ask for a sheet; returns the address of its job."""
    answer = visitor.post("/sheets/", visitor.form("/sheets/"))
    assert answer.status == 302, answer
    assert re.fullmatch(r"/jobs/[0-9a-f-]+/", answer.to), answer.to
    return answer.to


def test_killed_before_the_sheet_is_kept(busy, served, worker):
    address, office = busy.zone.database, Visitor(served.port)
    office.sign_in(busy.office)
    job = compose(office)
    with held(address, SHEETS):
        first = worker()
        until(lambda: writers_waiting(address), "the worker is about to keep the sheet")
        first.kill()
        first.wait()
    worker()
    until(lambda: asked(address, f"select 1 from {JOBS} where state = 'done'"), "the job is done")
    assert asked(address, f"select tries from {JOBS}") == [(2,)]
    assert asked(address, f"select count(*) from {SHEETS}") == [(1,)]
    gone = office.get(job)
    assert (gone.status, gone.to[:8]) == (302, "/sheets/")


def test_killed_when_it_is_kept_and_before_that_is_told(busy, served, worker):
    address, office = busy.zone.database, Visitor(served.port)
    office.sign_in(busy.office)
    compose(office)
    with held(address, SHEETS):
        first = worker()
        until(lambda: writers_waiting(address), "the worker is about to keep the sheet")
        jobs = psycopg.connect(address)
        jobs.execute(f"lock table {JOBS} in exclusive mode".encode())
    until(lambda: asked(address, f"select 1 from {SHEETS}"), "the sheet is kept")
    first.kill()
    first.wait()
    jobs.close()
    worker()
    until(lambda: asked(address, f"select 1 from {JOBS} where state = 'done'"), "the job is done")
    assert asked(address, f"select tries from {JOBS}") == [(2,)]
    assert asked(address, f"select count(*) from {SHEETS}") == [(1,)]
