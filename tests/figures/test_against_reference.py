"""The same digits as a slow fold in plain Python, whatever the history, the day, the moment, and who has looked."""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import fresh_database
from tests.figures.histories import histories, opening, record
from tests.figures.reference import Reference
from tests.ledger.life import HOUSING, NOW, ledger_at

from dajuan.figures.asked import Asked
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import Period, split_into
from dajuan.figures.postgres import PostgresEngine
from dajuan.figures.series import cells
from dajuan.ledger.append import append
from dajuan.ledger.entry import canonical, leaf_hash
from dajuan.ledger.merkle import Edge
from dajuan.ledger.read import entries_between
from dajuan.programmes.pack import Count, Days, Indicator, InStage, Last, Mean, Name, Sum

TRIES = int(os.environ.get("DAJUAN_FUZZ", "25"))
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
    Last("homes", "year"),
    Mean("paid"),
    Days("listed", "delivered"),
]
SCALES = {"paid": 2, "area": 2, "homes": 0}


SPANS = [
    Period("span", date(2024, 1, 1), end)
    for end in (date(2024, 3, 31), date(2024, 5, 20), date(2024, 5, 21), date(2024, 6, 30))
]
"""From January to a month's end, to the day asked about, and to a day before it or after."""


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
        for periods in (split_into(year, "month"), split_into(year, "half"), SPANS, [year]):
            told = known(engine, base, periods, as_of=as_of, by=by, verified=verified, size=size)
            for period in periods:
                want = expected(reference, base, period, by)
                if isinstance(base, InStage):  # that nobody is there any more is nought, not unknown
                    told[period] = {part: value for part, value in told[period].items() if value or part in want}
                assert told[period] == want, (base, period)


FREELY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=TRIES, suppress_health_check=FREELY)
@given(history=histories, data=st.data())
def test_duckdb(tmp_path_factory, history, data):
    """The columnar copy, begun in the middle of the history and followed to its end."""
    folder = tmp_path_factory.mktemp("zone")
    ledger = ledger_at(str(folder / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=NOW)
    cut = data.draw(st.integers(0, len(history)))
    record(ledger, history[:cut])
    engine = DuckEngine(ledger.store, folder)
    for n, wish in enumerate(history[cut:], cut):
        record(ledger, [wish], n)
        if data.draw(st.booleans()):
            engine.follow()
    engine.follow()
    ask_anything(engine, ledger, data)


@settings(max_examples=TRIES // 5, suppress_health_check=FREELY)
@given(history=histories, data=st.data())
def test_postgresql(server, history, data):
    """The same SQL on the database itself."""
    address = fresh_database(server)
    ledger = ledger_at(address)
    append(ledger, opening(), actor="甲", now=NOW)
    record(ledger, history)
    ask_anything(PostgresEngine(ledger.store), ledger, data)


def ask_anything(engine, ledger, data):
    entries = list(entries_between(ledger))
    assert engine.size == len(entries)
    for size in (len(entries), data.draw(st.integers(1, len(entries)))):
        as_of = data.draw(st.sampled_from([date.max, date(2024, 5, 20)]))
        compare(engine, entries, size, as_of, data.draw(st.booleans()), data.draw(st.sampled_from(["", "developer"])))
        assert engine.root(size) == grown(entry for _, entry in entries[:size])
    engine.close()
    ledger.store.close()


def grown(entries):
    edge = Edge()
    for entry in entries:
        list(edge.append(leaf_hash(canonical(entry))))
    return edge.root()
