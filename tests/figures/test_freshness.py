"""How fresh an indicator is follows from what it rests on, by way of others too."""

from __future__ import annotations

from datetime import date

import pytest

from dajuan.figures.freshness import Heard, heard_of, reads_of
from dajuan.programmes.find import find_programmes

HOUSING = find_programmes().programmes["housing-delivery"]


@pytest.mark.parametrize(
    ("indicator", "reads"),
    [
        ("estates-delivered", {("stage", "delivered")}),
        ("homes-delivered", {("field", "homes"), ("stage", "delivered")}),
        ("delivery-rate", {("field", "homes"), ("stage", "delivered")}),
        ("days-to-deliver", {("stage", "listed"), ("stage", "delivered")}),
        ("funding-gap", {("field", "funding-gap")}),
    ],
)
def test_an_indicator_rests_on_fields_and_stages(indicator, reads):
    assert reads_of(HOUSING, HOUSING.indicators[indicator]) == reads


def test_the_newest_of_them_tells():
    known = {
        ("housing-delivery", "field", "homes"): Heard(date(2025, 1, 2), 4),
        ("housing-delivery", "stage", "delivered"): Heard(date(2025, 6, 20), 9),
    }
    assert heard_of(known, HOUSING, HOUSING.indicators["delivery-rate"]) == Heard(date(2025, 6, 20), 9)
    assert heard_of({}, HOUSING, HOUSING.indicators["delivery-rate"]) is None
