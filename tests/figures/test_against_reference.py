"""The same digits as a slow fold in plain Python, whatever the history, the day, the moment, and who has looked."""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.histories import histories, opening, record
from tests.figures.reference import Reference
from tests.ledger.life import HOUSING, NOW, ledger_at

from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import Period, split_into
from dajuan.figures.series import Asked, cells
from dajuan.ledger.append import append
from dajuan.ledger.read import entries_between
from dajuan.programmes.pack import Count, Days, Indicator, InStage, Last, Name, Sum

TRIES = int(os.environ.get("DAJUAN_FUZZ", "60"))
BASES = [
    Count("delivered"),
    Count("closed"),
    InStage(("listed", "building")),
    InStage(("closed",)),
    Sum("paid"),
    Sum("homes", "delivered"),
    Sum("homes", "closed"),
    Last("homes"),
    Last("area"),
    Days("listed", "delivered"),
]
SCALES = {"paid": 2, "area": 2, "homes": 0}


def asked_of(base) -> Indicator:
    return Indicator("one", Name("一"), "", base)


def expected(reference, base, period, by):
    scale = SCALES.get(getattr(base, "field", ""), 0)
    return {
        part: Fraction(amount) / 10**scale
        for part, amount in reference.value(base, period.start, period.end, by).items()
    }


def known(engine, base, periods, **more):
    found = cells(Asked(engine, HOUSING, **more), asked_of(base), periods)
    told = {period: {} for period in periods}
    for (period, part), cell in found.items():
        if cell.entries:
            told[period][part] = cell.value
    return told


def compare(engine, entries, size, as_of, verified, by):
    reference = Reference(entries, HOUSING, size, as_of, verified)
    year = Period("span", date(2023, 11, 15), date(2024, 11, 20))
    for base in BASES:
        for periods in (split_into(year, "month"), split_into(year, "half"), [year]):
            told = known(engine, base, periods, as_of=as_of, by=by, verified=verified, size=size)
            for period in periods:
                want = expected(reference, base, period, by)
                if isinstance(base, InStage):  # that nobody is there any more is nought, not unknown
                    told[period] = {part: value for part, value in told[period].items() if value or part in want}
                assert told[period] == want, (base, period)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@settings(max_examples=TRIES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, data=st.data())
def test_duckdb(address, tmp_path_factory, history, data):
    folder = tmp_path_factory.mktemp("zone")
    ledger = ledger_at(str(folder / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=NOW)
    cut = data.draw(st.integers(0, len(history)))
    record(ledger, history[:cut])
    engine = DuckEngine(ledger.store, folder)
    record(ledger, history[cut:], cut)
    engine.follow()
    entries = list(entries_between(ledger))
    assert engine.size == len(entries)
    size = data.draw(st.sampled_from([len(entries), data.draw(st.integers(1, len(entries)))]))
    as_of = data.draw(st.sampled_from([date.max, date(2024, 5, 20)]))
    compare(engine, entries, size, as_of, data.draw(st.booleans()), data.draw(st.sampled_from(["", "developer"])))
    engine.close()
    ledger.store.close()
