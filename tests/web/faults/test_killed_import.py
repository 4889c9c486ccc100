"""The worker is killed while it records a workbook: all of it comes to be recorded, once, and its sender is told so."""

from __future__ import annotations

import pytest
from tests.web.serving import File, Visitor, asked, held, until, words_of, writers_waiting

from dajuan.ledger.read import entries_between, size_of

UPLOADS, JOBS, LOG = "programmes_upload", "jobs_job", "entry"
MANY = 3000
AT = "/programmes/housing-delivery/sheets/"


def workbook(organisation: str) -> File:
    """As many estates of an organisation's as no zone has."""
    rows = [f"Y-{n:05},云岭花园{n}期,云岭置业,{100 + n % 900},{organisation}" for n in range(MANY)]
    head = "楼盘编号,项目名称,开发企业,应交付套数,牵头单位"
    return File("楼盘.csv", "\n".join([head, *rows]).encode("utf-8-sig"))


@pytest.fixture
def reporter(busy, served) -> Visitor:
    made = Visitor(served.port)
    made.sign_in("reporter-0")
    return made


def send(busy, visitor: Visitor) -> tuple[str, str]:
    """Send the workbook and say that it is to be recorded; returns the addresses of its page and of its job."""
    sent = visitor.post(AT, visitor.form(AT), {"book": workbook(busy.reporters["reporter-0"])})
    assert sent.status == 302, words_of(sent.text)
    return sent.to, record(visitor, sent.to)


def record(visitor: Visitor, page: str) -> str:
    recording = visitor.post(f"{page}record/", visitor.form(page) | {"wish": "all"})
    assert recording.status == 302, words_of(recording.text)
    return recording.to


def over(address: str, *, state: str) -> None:
    until(lambda: asked(address, f"select 1 from {JOBS} where state = '{state}'"), f"the job is {state}")


def estates(ledger) -> list[str]:
    return [one.subject for _, one in entries_between(ledger) if one.kind == "opened" and one.subject.startswith("Y-")]


def told(visitor: Visitor, page: str, job: str) -> str:
    gone = visitor.get(job)
    assert (gone.status, gone.to) == (302, page)
    return words_of(visitor.get(page).text)


@pytest.mark.parametrize("table", [LOG, UPLOADS], ids=["while it writes the log", "before it can tell what it wrote"])
def test_all_of_it_is_recorded_once_and_told(busy, served, reporter, ledger, worker, table):
    address = busy.zone.database
    page, job = send(busy, reporter)
    before = size_of(ledger)
    with held(address, table):
        first = worker()
        until(lambda: writers_waiting(address), f"the worker is about to write to {table}")
        first.kill()
        first.wait()
    half = size_of(ledger) - before
    assert "核对每一行" in words_of(reporter.get(job).text), "whoever looks meanwhile sees it under way"
    worker()
    over(address, state="done")
    assert asked(address, f"select tries from {JOBS}") == [(2,)]
    assert estates(ledger) == [f"Y-{n:05}" for n in range(MANY)]
    recorded = size_of(ledger) - before
    assert half == (recorded if table == UPLOADS else 0), "all or nothing"
    assert f"记下了 {recorded} 条" in told(reporter, page, job)


def test_what_kills_every_worker_is_told_and_can_be_recorded_later(busy, served, reporter, ledger, worker):
    address = busy.zone.database
    page, job = send(busy, reporter)
    before = size_of(ledger)
    for _ in range(3):
        with held(address, LOG):
            one = worker()
            until(lambda: writers_waiting(address), "the worker is about to write")
            one.kill()
            one.wait()
    worker()
    over(address, state="failed")
    assert "3 次" in words_of(reporter.get(job).text)
    assert size_of(ledger) == before
    again = record(reporter, page)
    over(address, state="done")
    assert len(estates(ledger)) == MANY
    assert f"记下了 {size_of(ledger) - before} 条" in told(reporter, page, again)
