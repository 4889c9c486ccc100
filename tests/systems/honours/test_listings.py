"""Listings: who is on an exchange counts once, a letter runs out, tutoring has its months."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.honours.life import FIRM, OTHER

from dajuan.systems.firms import every
from dajuan.systems.honours.listings import LISTINGS, board_matrix, listed_firms, listing_of
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
