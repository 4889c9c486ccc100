"""Jobs by month: what offices report, corrected, added up, against the target and the year gone by."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import state_of_subject, states_of_programme
from dajuan.ledger.zone import make_zone
from dajuan.systems.talent import JOBS
from dajuan.systems.talent.jobs import measures, month_end, offices, passed, reported, targeted

NOW = datetime(2026, 8, 1, tzinfo=UTC)
ON = date(2026, 7, 31)


class Streets:
    def __init__(self, folder) -> None:
        self.zone = make_zone(folder, name="云岭高新区", code="yunling", on=(JOBS,), simulated=True)
        self.ledger = ledger_of(self.zone)
        for code, name in (("yunling", "云岭街道"), ("songxi", "松溪街道")):
            about = {"programme": JOBS, "subject": code, "effective_on": date(2026, 1, 1)}
            self.append(
                [Draft(**about, kind="opened", fields={"name": name}), Draft(**about, kind="moved", stage="reporting")]
            )

    def append(self, drafts) -> None:
        append(self.ledger, drafts, actor="社会事业局 童", now=NOW)

    def report(self, code: str, month: int, **heads: int) -> list[Draft]:
        state = state_of_subject(self.ledger, programme=JOBS, subject=code)
        drafts = reported(state, month_end(2026, month), {key.replace("_", "-"): many for key, many in heads.items()})
        self.append(drafts)
        return drafts

    def target(self, code: str, **heads: int) -> None:
        state = state_of_subject(self.ledger, programme=JOBS, subject=code)
        self.append(targeted(state, 2026, {key.replace("_", "-"): many for key, many in heads.items()}))

    def measure(self, key: str = "new-urban", on: date = ON):
        states = states_of_programme(self.ledger, programme=JOBS).values()
        return next(one for one in measures(offices(states, 2026, on)) if one.key == key)


@pytest.fixture
def streets(tmp_path):
    return Streets(tmp_path / "zone")


def test_months_add_up_against_the_target(streets):
    streets.target("yunling", new_urban=1200)
    streets.target("songxi", new_urban=600)
    streets.report("yunling", 1, new_urban=100, hardship=3)
    streets.report("songxi", 1, new_urban=40)
    streets.report("songxi", 3, new_urban=60)
    found = streets.measure()
    assert (found.months[:4], found.done, found.target) == ((140, None, 60, None), 200, 1800)
    assert (found.share, found.running()[:4]) == (Fraction(1, 9), [140, 140, 200, None])
    assert streets.measure(on=date(2026, 2, 15)).done == 140


def test_a_month_reported_again_is_corrected_and_not_added(streets):
    streets.report("yunling", 1, new_urban=100, hardship=3)
    assert streets.report("yunling", 1, new_urban=100) == []
    (draft,) = streets.report("yunling", 1, new_urban=90)
    assert (draft.replaces is not None, draft.fields) == (True, {"new-urban": 90, "hardship": 3})
    streets.report("yunling", 1, reemployed=7)
    assert [streets.measure(key).done for key in ("new-urban", "hardship", "reemployed")] == [90, 3, 7]


def test_the_pages_number_is_the_answer_sheets(streets):
    streets.report("yunling", 1, new_urban=100)
    streets.report("songxi", 2, new_urban=40)
    streets.report("songxi", 2, new_urban=44)
    engine = DuckEngine(streets.ledger.store, streets.zone.derived)
    engine.follow()
    (figure,) = figures(engine, streets.ledger.programmes[JOBS], "new-urban-jobs", [period_of("2026")])
    engine.close()
    assert figure.value == streets.measure().done == 144


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year, month):
    end = month_end(year, month)
    assert (end.year, end.month) == (year, month)
    assert end.toordinal() + 1 == date(year + month // 12, month % 12 + 1, 1).toordinal()
    assert passed(year, end) == Fraction(month, 12)
