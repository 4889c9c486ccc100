"""Vouchers are spent once, bills are settled once, however many try at the same moment; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests.systems.compute.life import FIRM, NOW, TODAY, ledger_at, metered_job, network, record, subjects_of, voucher

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of, states_of_programme
from dajuan.ledger.trouble import RefusedError
from dajuan.systems.compute.billing import Bill
from dajuan.systems.compute.jobs import Job, job_of
from dajuan.systems.compute.settling import bill_of, first_served, settled, vouchers_of
from dajuan.systems.compute.terms import terms

MANY = 8
OURS = terms({})


@pytest.fixture
def ledger(address):
    made = ledger_at(address)
    record(made, [*network(), *voucher("V-1", 500), *(one for nth in range(MANY) for one in metered_job(f"JOB-{nth}"))])
    yield made
    made.store.close()


def in_hand(ledger: Ledger, folder, code: str) -> tuple[Job, int]:
    seen = size_of(ledger)
    row = subjects_of(ledger, folder).one("compute-jobs", code)
    assert row is not None
    return job_of(row), seen


def whole(job: Job, made: Bill) -> list[Draft]:
    """The settlement of a firm that was not served before."""
    return [*settled(job, made, TODAY), *first_served(job.enterprise, None, TODAY)]


def together(address: str, work) -> list[object]:
    """``work(nth, ledger)`` by as many threads, each with a ledger of its own, all let go at once."""
    ledgers = [ledger_at(address) for _ in range(MANY)]
    start = Barrier(MANY)

    def one(nth: int) -> object:
        start.wait()
        try:
            return work(nth, ledgers[nth])
        except RefusedError as error:
            return error

    try:
        with ThreadPoolExecutor(MANY) as pool:
            return list(pool.map(one, range(MANY)))
    finally:
        for made in ledgers:
            made.store.close()


def test_a_voucher_is_spent_once_by_many_jobs_at_once(ledger, address, tmp_path):
    subjects = subjects_of(ledger, tmp_path)
    (one,) = vouchers_of(subjects, FIRM)
    seen = size_of(ledger)
    jobs = [in_hand(ledger, tmp_path, f"JOB-{nth}")[0] for nth in range(MANY)]

    def settle(nth: int, own: Ledger) -> object:
        made = bill_of(jobs[nth], OURS, [one], TODAY)
        return append(own, whole(jobs[nth], made), actor="数字经济局 方", seen=seen, now=NOW)

    found = together(address, settle)
    refused = [one for one in found if isinstance(one, RefusedError)]
    assert len(refused) == MANY - 1
    assert all(any("V-1" in str(it) for it in error.troubles) for error in refused)
    states = states_of_programme(ledger, programme="compute-vouchers")
    assert [held.value for held in states["V-1"].moves()] == ["issued", "spent"]
    paid = [
        one for one in states_of_programme(ledger, programme="compute-jobs").values() if one.stage.value == "settled"
    ]
    assert len(paid) == 1
    assert paid[0].level("by-vouchers").value == states["V-1"].level("paid").value == 9_600


def test_with_no_voucher_named_every_job_is_settled_and_the_firm_is_served_once(ledger, address, tmp_path):
    jobs = [in_hand(ledger, tmp_path, f"JOB-{nth}")[0] for nth in range(MANY)]
    seen = size_of(ledger)

    def settle(nth: int, own: Ledger) -> object:
        made = bill_of(jobs[nth], OURS, [], TODAY)
        return append(own, whole(jobs[nth], made), actor="数字经济局 方", seen=seen, now=NOW)

    assert not [one for one in together(address, settle) if isinstance(one, RefusedError)]
    assert len(states_of_programme(ledger, programme="compute-users")) == 1
    states = states_of_programme(ledger, programme="compute-jobs").values()
    assert all(one.level("own").value == 19_200 for one in states)


def test_the_same_settlement_sent_many_times_is_done_once(ledger, address, tmp_path):
    job, seen = in_hand(ledger, tmp_path, "JOB-0")
    (one,) = vouchers_of(subjects_of(ledger, tmp_path), FIRM)
    drafts = whole(job, bill_of(job, OURS, [one], TODAY))
    found = together(address, lambda _, own: append(own, drafts, actor="数字经济局 方", seen=seen, now=NOW).added)
    assert sorted(found) == [0] * (MANY - 1) + [4]  # The job, the voucher, the firm opened and served.


def test_a_second_bill_of_the_same_job_is_refused(ledger, tmp_path):
    job, _ = in_hand(ledger, tmp_path, "JOB-0")
    record(ledger, whole(job, bill_of(job, OURS, [], TODAY)))
    (one,) = vouchers_of(subjects_of(ledger, tmp_path), FIRM)
    with pytest.raises(RefusedError, match="JOB-0"):
        record(ledger, settled(job, bill_of(job, OURS, [one], TODAY), TODAY))
    assert states_of_programme(ledger, programme="compute-vouchers")["V-1"].stage.value == "issued"


def test_a_settlement_that_was_withdrawn_is_done_again_and_its_voucher_spent_anew(ledger, tmp_path):
    job, _ = in_hand(ledger, tmp_path, "JOB-0")
    (one,) = vouchers_of(subjects_of(ledger, tmp_path), FIRM)
    record(ledger, whole(job, bill_of(job, OURS, [one], TODAY)))
    for programme, code in (("compute-jobs", "JOB-0"), ("compute-vouchers", "V-1"), ("compute-users", FIRM)):
        seq = states_of_programme(ledger, programme=programme)[code].stage.seq
        record(
            ledger, [Draft(programme=programme, subject=code, kind="withdrawn", effective_on=TODAY, about=(seq, seq))]
        )
    again, _ = in_hand(ledger, tmp_path, "JOB-0")
    subjects = subjects_of(ledger, tmp_path)
    assert (again.stage, vouchers_of(subjects, FIRM)) == ("metered", [one])
    made = bill_of(again, OURS, [one], TODAY)
    record(ledger, [*settled(again, made, TODAY), *first_served(FIRM, subjects.one("compute-users", FIRM), TODAY)])
    subjects.follow()
    assert [subjects.one(*it).stage for it in (("compute-jobs", "JOB-0"), ("compute-vouchers", "V-1"))] == [
        "settled",
        "spent",
    ]
    assert subjects.one("compute-users", FIRM).stage == "served"


def test_vouchers_that_may_not_be_used_are_told(ledger, tmp_path):
    job, _ = in_hand(ledger, tmp_path, "JOB-0")
    (one,) = vouchers_of(subjects_of(ledger, tmp_path), FIRM)
    with pytest.raises(RefusedError, match="写了两次"):
        bill_of(job, OURS, [one, one], TODAY)
    with pytest.raises(RefusedError, match="有效"):
        bill_of(job, OURS, [one], TODAY.replace(year=2027))
