"""Bills: whole 分, parts that add up, and which vouchers to spend."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.systems.compute.billing import Voucher, bill, fitting, payable, shared
from dajuan.systems.compute.metering import OUTCOMES, Run, metered, runs_of, told
from dajuan.systems.compute.terms import Terms, terms

OURS = terms({})
HOUR = 3_600_000
ON = date(2025, 10, 15)


def voucher(code: str, yuan: int, until: date = date(2025, 12, 31)) -> Voucher:
    return Voucher(code, yuan * 100, date(2025, 1, 1), until)


RUNS = st.lists(
    st.builds(
        lambda start, length, quantity, outcome: Run(start, start + length, quantity, outcome),
        st.integers(0, 2 * 10**12),
        st.integers(0, 10**9),
        st.integers(0, 512),
        st.sampled_from(OUTCOMES),
    ),
    max_size=6,
)


@given(RUNS, st.integers(0, 10**6), st.lists(st.integers(1, 10**7), max_size=3), st.integers(0, 100))
def test_a_bills_parts_add_up_to_it(runs, price, faces, share):
    made_terms = OURS._replace(voucher_share=share)
    having = [Voucher(str(nth), face, date.min, date.max) for nth, face in enumerate(faces)]
    due = bill(price, runs, made_terms).due
    made = bill(price, runs, made_terms, fitting(due, made_terms, having, ON))
    assert made.due == due == sum(one.due for one in made.lines) == made.by_vouchers + made.own
    assert made.own >= due - payable(due, made_terms)
    assert all(0 < one.amount <= one.voucher.face for one in made.vouchers)
    exact = sum((Fraction(price * one.metered * OURS.charged[one.outcome], 10**8) for one in runs), Fraction(0))
    assert abs(made.due - exact) <= Fraction(1, 2)


@given(st.lists(st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=8))
def test_sharing_out_gives_the_whole_and_moves_nobody_by_a_unit(parts):
    whole = round(sum(parts, Fraction(0)))
    found = shared(whole, parts)
    assert sum(found) == whole
    assert all(abs(one - exact) <= 1 for one, exact in zip(found, parts, strict=True))


@given(RUNS)
def test_runs_are_read_back_as_they_were_written(runs):
    assert runs_of(told(runs)) == runs


def test_three_thirds_of_a_yuan_are_a_yuan():
    runs = [Run(0, HOUR // 3, 1, "completed")] * 3
    made = bill(100, runs, OURS)
    assert (made.due, [one.due for one in made.lines]) == (100, [34, 33, 33])


def test_what_the_centre_took_away_is_metered_and_not_charged():
    runs = [Run(0, HOUR, 4, "preempted"), Run(2 * HOUR, 3 * HOUR, 4, "completed")]
    assert metered(runs) == 8 * 10**6
    assert [one.due for one in bill(1000, runs, OURS).lines] == [0, 4000]


def test_a_voucher_pays_no_more_than_it_may():
    made = bill(1000, [Run(0, HOUR, 10, "completed")], OURS, [voucher("V1", 80)])
    assert (made.due, made.by_vouchers, made.own, made.vouchers[0].lapses) == (10_000, 5_000, 5_000, 3_000)


def test_a_voucher_that_would_pay_nothing_is_refused():
    with pytest.raises(ValueError, match="V2"):
        bill(1000, [Run(0, HOUR, 10, "completed")], OURS, [voucher("V1", 80), voucher("V2", 5)])


@pytest.mark.parametrize(
    ("yuan", "chosen"),
    [
        ([80, 500], [80]),  # Thirty lapse, fifty are saved; the other would lapse nearly whole.
        ([120, 500], []),  # Seventy would lapse for fifty saved.
        ([60, 500], [60]),  # Ten lapse, fifty are saved.
        ([20, 30, 10], [30, 20]),
        ([49, 60], [49]),
        ([], []),
    ],
)
def test_own_money_and_what_lapses_are_least_together(yuan, chosen):
    having = [voucher(f"V{one}", one) for one in yuan]
    assert [one.face // 100 for one in fitting(10_000, OURS, having, ON)] == chosen


def test_among_equals_the_one_that_ends_sooner():
    having = [voucher("V1", 40), voucher("V2", 40, date(2025, 11, 1))]
    assert [one.code for one in fitting(8_000, OURS, having, ON)] == ["V2"]


@given(st.lists(st.integers(1, 10**6), max_size=6), st.integers(0, 10**6))
def test_no_single_voucher_would_do_better(faces, due):
    having = [Voucher(str(nth), face, date.min, date.max) for nth, face in enumerate(faces)]

    def lost(some: list[Voucher]) -> int:
        paid = min(payable(due, OURS), sum(one.face for one in some))
        return due - paid + sum(one.face for one in some) - paid

    chosen = lost(fitting(due, OURS, having, ON))
    assert chosen <= lost([])
    assert all(chosen <= lost([one]) for one in having)


def test_a_voucher_out_of_its_days_is_not_chosen():
    assert fitting(10_000, OURS, [voucher("V", 60, date(2025, 10, 14))], ON) == []


def test_terms_that_are_wrong_say_which_and_what_would_be_right():
    with pytest.raises(Exception, match=r"voucher-share：应是 0 到 100 的整数"):
        terms({"terms": {"voucher-share": 120}})
    assert terms({"terms": {"voucher-share": 30, "charged": {"failed": 0}}}) == Terms(
        30, 3, {**OURS.charged, "failed": 0}
    )
