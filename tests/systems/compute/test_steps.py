"""A job's way through the ledger as its engine tells of it: preempted, failed, cancelled and completed come out right."""

from __future__ import annotations

import pytest
from tests.systems.compute.life import HOUR, NOW, START, TODAY, ZONE, job, ledger_at, network, record, subjects_of

from dajuan.ledger.entry import Draft
from dajuan.systems.compute.engines.engine import Report
from dajuan.systems.compute.jobs import Job, job_of
from dajuan.systems.compute.metering import Run
from dajuan.systems.compute.network import explained, placed
from dajuan.systems.compute.network import network as in_hand
from dajuan.systems.compute.objectives import built_in
from dajuan.systems.compute.steps import followed, matched, measured, order_of, submitted

RUN = Run(START, START + 2 * HOUR, 8, "completed")
TAKEN = Run(START, START + HOUR // 2, 8, "preempted")
AGAIN = Run(START + HOUR, START + 3 * HOUR, 8, "completed")


class Following:
    """One job that is with its engine."""

    def __init__(self, ledger, folder) -> None:
        self.ledger, self.folder = ledger, folder

    def job(self) -> Job:
        row = subjects_of(self.ledger, self.folder).one("compute-jobs", "JOB-1")
        assert row is not None
        return job_of(row)

    def hear(self, state: str, *runs: Run, outcome: str = "") -> str:
        record(self.ledger, followed(self.job(), Report(state, runs, outcome), TODAY, ZONE))
        return self.job().stage


@pytest.fixture
def following(tmp_path) -> Following:
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    record(ledger, [*network(), *job("JOB-1")])
    found = in_hand(subjects_of(ledger, tmp_path))
    made = placed(found, NOW, built_in())
    why = explained(found, made, "JOB-1")
    offer = found.offers[why.chosen.offer]
    one = Following(ledger, tmp_path)
    record(ledger, [matched(one.job(), why.chosen, offer, NOW, why.why, TODAY)])
    assert order_of(one.job(), offer).name == "dajuan-job-1"
    record(ledger, [submitted(one.job(), "local", "7", TODAY)])
    return one


def test_completed(following):
    assert following.hear("waiting") == "submitted"
    assert following.hear("running") == "running"
    assert following.hear("running") == "running"
    assert following.hear("ended", RUN, outcome="completed") == "ended"
    assert following.job().runs == (RUN,)
    record(following.ledger, [measured(following.job(), "card", TODAY)])
    assert following.job().number("card-time") == 16 * 10**6


def test_over_before_anybody_asked(following):
    assert following.hear("ended", RUN, outcome="failed") == "ended"
    assert following.job().outcome == "failed"


def test_preempted_and_done_again(following):
    following.hear("running")
    assert following.hear("waiting", TAKEN) == "preempted"
    assert following.hear("waiting", TAKEN) == "preempted"
    assert following.hear("running", TAKEN) == "running"
    assert following.hear("ended", TAKEN, AGAIN, outcome="completed") == "ended"
    assert [one.outcome for one in following.job().runs] == ["preempted", "completed"]


def test_preempted_twice(following):
    following.hear("running")
    following.hear("waiting", TAKEN)
    second = Run(START + HOUR, START + 2 * HOUR, 8, "preempted")
    following.hear("running", TAKEN)
    assert following.hear("waiting", TAKEN, second) == "preempted"
    assert following.hear("ended", TAKEN, second, AGAIN, outcome="completed") == "ended"
    assert len(following.job().runs) == 3


def test_cancelled_while_it_ran_is_metered(following):
    following.hear("running")
    assert following.hear("ended", RUN._replace(outcome="cancelled"), outcome="cancelled") == "ended"


def test_cancelled_before_it_ran_is_dropped(following):
    assert following.hear("ended", outcome="cancelled") == "dropped"


def test_what_was_metered_wrongly_is_withdrawn_and_metered_again(following):
    following.hear("ended", RUN, outcome="completed")
    record(following.ledger, [measured(following.job(), "core", TODAY)])
    wrong = following.job().last
    record(
        following.ledger,
        [Draft(programme="compute-jobs", subject="JOB-1", kind="withdrawn", effective_on=TODAY, about=(wrong, wrong))],
    )
    record(following.ledger, [measured(following.job(), "card", TODAY)])
    job = following.job()
    assert (job.stage, job.number("card-time"), job.number("core-time")) == ("metered", 16 * 10**6, 0)


def test_hearing_the_same_twice_writes_it_once(following):
    before = following.job()
    report = Report("ended", (RUN,), "completed")
    drafts = followed(before, report, TODAY, ZONE)
    record(following.ledger, drafts)
    record(following.ledger, drafts)
    assert following.job().stage == "ended"
