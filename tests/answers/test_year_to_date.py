"""A course ends at the figure of the span from January to the day, whatever the history and whatever the definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.histories import histories, opening, record
from tests.ledger.life import HOUSING, NOW, draft, ledger_at, moved, opened, proof

from dajuan.answers.year_to_date import YearToDate
from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import Period
from dajuan.ledger.append import append
from dajuan.programmes.pack import Change, Count, Cumulative, Days, Indicator, InStage, Last, Name, Ratio, Sum

DEFINITIONS = {
    "delivered": ("个", Count("delivered")),
    "under-way": ("个", InStage(("building",))),
    "paid": ("亿元", Sum("paid")),
    "homes": ("套", Last("homes")),
    "homes-delivered": ("套", Sum("homes", "delivered")),
    "delivered-to-date": ("个", Cumulative("delivered", "start")),
    "delivered-this-year": ("个", Cumulative("delivered", "year")),
    "homes-each": ("套/个", Ratio("homes-delivered", "delivered")),
    "paid-growth": ("%", Change("paid")),
    "days": ("天", Days("listed", "delivered")),
}
PROGRAMME = replace(
    HOUSING, indicators={key: Indicator(key, Name(key), unit, one) for key, (unit, one) in DEFINITIONS.items()}
)
FREELY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def engine_over(tmp_path, drafts):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, drafts, actor="甲", now=datetime(2025, 6, 30, tzinfo=UTC))
    return DuckEngine(ledger.store, tmp_path)


def course(engine, key, year, as_of, by="", part=None):
    return YearToDate(engine, as_of).of(PROGRAMME, PROGRAMME.indicators[key], year, by=by, part=part)


@settings(max_examples=20, suppress_health_check=FREELY)
@given(history=histories, day=st.dates(date(2023, 10, 1), date(2024, 12, 31)), verified=st.booleans())
def test_it_ends_at_the_figure_of_the_year_so_far(tmp_path_factory, history, day, verified):
    folder = tmp_path_factory.mktemp("zone")
    ledger = ledger_at(str(folder / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=NOW)
    record(ledger, history)
    engine = DuckEngine(ledger.store, folder)
    asked = YearToDate(engine, day, verified=verified)
    span = Period("span", date(day.year, 1, 1), day)
    for by in ("", "developer"):
        for key, indicator in PROGRAMME.indicators.items():
            for figure in figures(engine, PROGRAMME, key, [span], by=by, as_of=day, verified=verified):
                base = PROGRAMME.indicators[key]
                factor = {"亿元": 10**8, "%": Fraction(1, 100)}.get(base.unit, 1)
                found = asked.of(PROGRAMME, indicator, day.year, by=by, part=figure.part)
                told = found.value if found else None
                assert (told or 0) == (0 if figure.value is None else figure.value * factor), (key, by, figure.part)
    engine.close()
    ledger.store.close()


def paid(amount, on):
    return draft("E-001", "measured", on, fields={"paid": amount * 100})


def test_what_adds_up_begins_anew_each_january(tmp_path):
    engine = engine_over(
        tmp_path, [opened("E-001"), paid(5, "2024-01-31"), paid(7, "2024-03-31"), paid(2, "2025-01-31")]
    )
    one = course(engine, "paid", 2025, date(2025, 2, 28))
    assert one.months == ((date(2025, 1, 31), 2), (date(2025, 2, 28), 2))
    assert one.earlier[:3] == ((date(2024, 1, 31), 5), (date(2024, 2, 29), 5), (date(2024, 3, 31), 12))
    assert one.last_year == 5


def test_in_the_middle_of_a_month_last_year_is_asked_for_the_same_day(tmp_path):
    engine = engine_over(
        tmp_path,
        [opened("E-001"), paid(5, "2024-02-10"), paid(7, "2024-02-28"), paid(6, "2025-02-10"), paid(9, "2025-02-28")],
    )
    assert course(engine, "paid", 2025, date(2025, 2, 15)).last_year == 5
    assert course(engine, "paid-growth", 2025, date(2025, 2, 15)).value == Fraction(1, 5)
    assert course(engine, "paid-growth", 2025, date(2025, 2, 28)).value == Fraction(15, 12) - 1


def test_nothing_counted_is_nought_and_nothing_measured_is_not_known(tmp_path):
    engine = engine_over(tmp_path, [opened("E-001")])
    assert course(engine, "delivered", 2024, date(2024, 6, 30)).value == 0
    assert course(engine, "paid", 2024, date(2024, 6, 30)).value is None


@pytest.mark.parametrize(("as_of", "homes"), [(date(2024, 5, 31), None), (date(2024, 6, 30), 216)])
def test_a_level_is_what_it_is_by_then(tmp_path, as_of, homes):
    engine = engine_over(
        tmp_path,
        [
            opened("E-001"),
            moved("E-001", "listed", "2024-01-02"),
            moved("E-001", "building", "2024-02-01"),
            moved("E-001", "delivered", "2024-06-18", fields={"homes": 216}, evidence=proof("竣工验收备案表")),
        ],
    )
    assert course(engine, "homes", 2024, as_of).value == homes


def test_a_year_that_has_not_begun_has_no_course(tmp_path):
    engine = engine_over(tmp_path, [opened("E-001")])
    assert course(engine, "delivered", 2025, date(2024, 12, 31)) is None
