"""The Slurm adapter against a real cluster: jobs that end well, fail, run out of time, are cancelled, are preempted."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from fractions import Fraction

import pytest
from tests.systems.compute.clusters import report_when, wait_until

from dajuan.systems.compute.engines.engine import EngineError, Order
from dajuan.systems.compute.engines.slurm import Slurm
from dajuan.systems.compute.engines.slurm_accounting import SACCT_FIELDS, of_jobcomp, of_sacct, quantity_of
from dajuan.systems.compute.metering import Run


def order(code: str, command: str, **changes: object) -> Order:
    said: dict[str, object] = {"sold_by": "core", "quantity": 1, "memory": 0, "hours": Fraction(1), "queue": "high"}
    return Order(code, command, **(said | changes))  # type: ignore[arg-type]


def test_a_job_runs_and_is_metered_from_slurms_own_accounting(slurm):
    engine = slurm.engine()
    number = engine.submit(order("OK-1", "sleep 2; echo 云岭"))
    done = report_when(engine, number, "ended")
    assert done.outcome == "completed"
    (run,) = done.runs
    assert run.quantity == 1
    assert run.end - run.start >= 1000
    assert run.metered == round((run.end - run.start) / 3.6)  # Of one core, in millionths of an hour.
    assert "云岭" in (slurm.folder / f"{number}.out").read_text()


def test_cards_are_what_is_metered_where_a_job_holds_cards(slurm):
    engine = slurm.engine()
    number = engine.submit(order("CARDS-1", "sleep 1", sold_by="card", quantity=3))
    assert report_when(engine, number, "ended").runs[0].quantity == 3


def test_handing_in_again_finds_the_job_and_starts_no_second(slurm):
    engine = slurm.engine()
    one = order("TWICE-1", "sleep 1")
    number = engine.submit(one)
    assert engine.submit(one) == number
    report_when(engine, number, "ended")
    assert engine.submit(one) == number


def test_a_job_that_fails_has_failed(slurm):
    engine = slurm.engine()
    number = engine.submit(order("BAD-1", "exit 3"))
    assert report_when(engine, number, "ended").outcome == "failed"


def test_a_job_cancelled_while_it_runs_has_a_run(slurm):
    engine = slurm.engine()
    number = engine.submit(order("STOP-1", "sleep 600"))
    report_when(engine, number, "running")
    engine.cancel(number)
    done = report_when(engine, number, "ended")
    assert (done.outcome, len(done.runs)) == ("cancelled", 1)


def test_a_job_cancelled_in_the_queue_has_none(slurm):
    engine = slurm.engine()
    blocker = engine.submit(order("WALL-1", "sleep 600", quantity=slurm.cores))
    report_when(engine, blocker, "running")
    number = engine.submit(order("NEVER-1", "sleep 600", quantity=slurm.cores))
    assert engine.report(number).state == "waiting"
    engine.cancel(number)
    done = report_when(engine, number, "ended")
    engine.cancel(blocker)
    assert (done.outcome, done.runs) == ("cancelled", ())
    report_when(engine, blocker, "ended")


def test_a_preempted_job_waits_again_and_has_two_runs_in_the_end(slurm):
    engine = slurm.engine()
    low = engine.submit(order("LOW-1", "sleep 3", queue="low", quantity=slurm.cores))
    report_when(engine, low, "running")
    high = engine.submit(order("HIGH-1", "sleep 1", quantity=slurm.cores))
    wait_until(lambda: bool(engine.report(low).runs))
    taken = report_when(engine, low, "waiting")  # For a moment it is still being cleared away.
    assert [one.outcome for one in taken.runs] == ["preempted"]
    report_when(engine, high, "ended")
    slurm.run("scontrol", "update", f"jobid={low}", "starttime=now")  # Slurm itself waits two minutes.
    done = report_when(engine, low, "ended")
    assert [one.outcome for one in done.runs] == ["preempted", "completed"]
    assert done.outcome == "completed"


def test_none_of_our_environment_goes_with_a_job(slurm, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "geheim")
    engine = slurm.engine()
    number = engine.submit(order("ENV-1", "env"))
    report_when(engine, number, "ended")
    wait_until(lambda: "SLURM_JOB_ID" in (slurm.folder / f"{number}.out").read_text())
    assert "geheim" not in (slurm.folder / f"{number}.out").read_text()


def test_what_slurm_does_not_know_is_unknown(slurm):
    assert slurm.engine().report("999999").state == "unknown"


def test_an_order_that_slurm_refuses_is_told_in_its_words(slurm):
    with pytest.raises(EngineError, match="sbatch"):
        slurm.engine().submit(order("ODD-1", "true", queue="no-such-partition"))


def test_no_slurm_is_told(tmp_path):
    with pytest.raises(EngineError, match="Slurm"):
        Slurm(tmp_path / "none.conf", None, UTC, seconds=5).report("1")


JOBCOMP = """\
JobId=2 UserId=root(0) GroupId=root(0) Name=a JobState=PREEMPTED Partition=low TimeLimit=60 StartTime=2025-10-15T04:35:44 \
EndTime=2025-10-15T04:35:46 NodeList=vm NodeCnt=1 ProcCnt=2 WorkDir=/tmp ReservationName= Tres=cpu=2,mem=1M,node=1,billing=2
JobId=21 UserId=root(0) GroupId=root(0) Name=b JobState=COMPLETED Partition=low TimeLimit=60 StartTime=2025-10-15T04:35:44 \
EndTime=2025-10-15T04:35:46 NodeList=vm NodeCnt=1 ProcCnt=2 WorkDir=/tmp ReservationName= Tres=cpu=2,node=1,gres/gpu=4
JobId=2 UserId=root(0) GroupId=root(0) Name=a JobState=COMPLETED Partition=low TimeLimit=60 StartTime=2025-10-15T04:40:00 \
EndTime=2025-10-15T04:41:00 NodeList=vm NodeCnt=1 ProcCnt=2 WorkDir=/tmp ReservationName= Tres=cpu=2,mem=1M,node=1,billing=2
""".splitlines()


def test_each_run_of_a_requeued_job_has_a_line_and_local_time_has_a_zone():
    found = of_jobcomp(JOBCOMP, "2", timezone(timedelta(hours=8)))
    assert [one.outcome for one in found] == ["preempted", "completed"]
    assert found[0].run == Run(1760474144000, 1760474146000, 2, "preempted")


def test_sacct_says_the_same():
    # The shape of sacct's manual page, with SLURM_TIME_FORMAT=%s; no slurmdbd is run here.
    assert SACCT_FIELDS == "JobIDRaw,State,Start,End,AllocTRES"
    said = (
        "2|PREEMPTED|1760474144|1760474146|billing=2,cpu=2,mem=1M,node=1\n"
        "2|RUNNING|1760474400|Unknown|cpu=2\n"
        "2|CANCELLED by 0|1760474400|1760474460|billing=2,cpu=2,gres/gpu=4,gres/gpu:a100=4,node=1\n"
    )
    first, second = of_sacct(said)
    assert first.run == Run(1760474144000, 1760474146000, 2, "preempted")
    assert second.run == Run(1760474400000, 1760474460000, 4, "cancelled")


def test_cards_before_cores():
    assert quantity_of("cpu=8,node=1,gres/gpu=4") == 4
    assert quantity_of("cpu=8,mem=1M") == 8
