"""The pages of jobs, and what is mended by the clock, seen in this process."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dajuan.ledger.trouble import LedgerError
from dajuan.web.jobs import kinds
from dajuan.web.jobs.kinds import job
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.recovery import prune, recover
from dajuan.web.jobs.start import start
from dajuan.web.words import Words


@pytest.fixture
def kind(monkeypatch):
    """Declares a kind for one test; the folders' own are found before, once for all tests."""
    kinds._find()
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    return lambda run, **more: job("tried", Words("试一试", "try"), **more)(run)


def test_a_job_is_done_and_shows_its_fruit(kind, people, as_):
    kind(lambda work, name: {"url": f"/?{name}"})
    made = start("tried", by=people["office"], name="x")
    answer = as_("office").get(f"/jobs/{made.pk}/")
    assert answer.status_code == 302
    assert answer["Location"] == "/?x"


def test_what_goes_wrong_is_told_in_words(kind, people, as_):
    def run(work):
        raise LedgerError("第 3 行不对", "row 3 is wrong")

    kind(run)
    made = start("tried", by=people["office"])
    assert "第 3 行不对" in as_("office").get(f"/jobs/{made.pk}/").content.decode()


def test_what_nobody_expected_is_not_shown(kind, people, as_):
    kind(lambda work: 1 / 0)
    made = start("tried", by=people["office"])
    text = as_("office").get(f"/jobs/{made.pk}/").content.decode()
    assert "意外" in text
    assert "division" not in text


def test_jobs_are_seen_by_their_starter_and_by_administrators(kind, people, as_):
    kind(lambda work: {})
    made = start("tried", by=people["office"], title="办公室的事")
    assert "办公室的事" in as_("office").get("/jobs/").content.decode()
    assert "办公室的事" in as_("administrator").get("/jobs/").content.decode()
    assert "办公室的事" not in as_("neighbour").get("/jobs/").content.decode()
    assert as_("neighbour").get(f"/jobs/{made.pk}/").status_code == 404
    assert as_("neighbour").post(f"/jobs/{made.pk}/stop/").status_code == 404


def test_the_list_goes_on_to_older_jobs(people, as_):
    Job.objects.bulk_create(Job(kind="tried", title=f"第{n}件", by=people["office"]) for n in range(60))
    client = as_("office")
    first = client.get("/jobs/")
    second = client.get("/jobs/", {"before": first.context["older"]})
    titles = [one.title for page in (first, second) for one in page.context["jobs"]]
    assert len(set(titles)) == 60


def test_a_waiting_job_is_cancelled_at_once(people, as_):
    made = Job.objects.create(kind="tried", title="等着", by=people["office"])
    as_("office").post(f"/jobs/{made.pk}/stop/")
    made.refresh_from_db()
    assert made.state == State.CANCELLED


def test_a_running_job_stops_at_its_next_progress(kind, people):
    def run(work):
        Job.objects.update(asked_to_stop=True)
        work.progress(1, 1)
        raise AssertionError("went on")

    kind(run)
    made = start("tried", by=people["office"])
    made.refresh_from_db()
    assert made.state == State.CANCELLED


def test_a_worker_whose_job_was_taken_from_it_writes_no_more(kind, people):
    def run(work):
        Job.objects.update(started_at=timezone.now() + timedelta(seconds=1), zh="别人的")
        return {"url": "/"}

    kind(run)
    made = start("tried", by=people["office"])
    made.refresh_from_db()
    assert made.state == State.RUNNING
    assert made.result == {}


def test_a_stopped_job_whose_worker_died_is_cancelled(people):
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.create(
        kind="tried", title="x", state=State.RUNNING, seen_at=long_ago, started_at=long_ago, asked_to_stop=True
    )
    recover(timedelta(minutes=1))
    assert Job.objects.get().state == State.CANCELLED


def test_jobs_are_forgotten_after_a_month(people):
    for days in (29, 31):
        Job.objects.create(
            kind="tried", title=str(days), state=State.DONE, ended_at=timezone.now() - timedelta(days=days)
        )
    prune()
    assert Job.objects.get().title == "29"
