"""Listings: who is on an exchange counts once, a letter runs out, tutoring has its months."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.honours.life import FIRM, OTHER

from dajuan.systems.firms import every
from dajuan.systems.honours.listings import LISTINGS, board_matrix, listed_firms, listing_of, months_later
from dajuan.systems.honours.settings import our_settings


@pytest.fixture
def found(office):
    return {row.code: listing_of(row, our_settings()) for row in every(office.subjects, LISTINGS)}


def test_a_firm_on_two_exchanges_is_one(found):
    assert listed_firms(found.values()) == {FIRM}
    assert sum(one.stage == "listed" for one in found.values()) == 2


def test_boards_by_stage(found):
    assert board_matrix(found.values()) == {"bse": {"listed": 1}, "hkex": {"listed": 1}, "neeq": {"left": 1}, "star": {"tutored": 1}}  # fmt: skip


def test_the_letter_of_whoever_has_not_applied_runs_out(found):
    waiting = found[f"domestic.{OTHER}"]
    assert (waiting.letter_until, waiting.too_soon, waiting.raised) == (date(2026, 3, 1), True, None)
    assert found[f"domestic.{FIRM}"].letter_until is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 3, 1), 12, date(2026, 3, 1)),
        (date(2025, 12, 15), 0, date(2025, 12, 15)),
    ],
)
def test_months_later(day, months, expected):
    assert months_later(day, months) == expected
