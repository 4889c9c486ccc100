"""Answers that are kept: whatever comes between two questions, they are those of an engine that keeps none."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.histories import histories, opening, record
from tests.figures.test_against_reference import BASES, asked_of
from tests.figures.test_series import OWNERS, PACK, told
from tests.ledger.life import HOUSING, NOW, ledger_at, lived, moved, proof

from dajuan.figures import duck
from dajuan.figures.asked import Asked
from dajuan.figures.duck import DuckEngine
from dajuan.figures.kept import Kept, added
from dajuan.figures.period import Period, period_of, split_into
from dajuan.figures.series import cells
from dajuan.figures.sql import Query
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.store import store_at

TRIES = int(os.environ.get("DAJUAN_FUZZ", "12"))
MONTHS = split_into(Period("span", date(2023, 11, 15), date(2024, 11, 20)), "month")
FREELY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
WAYS = [
    {"verified": verified, "by": by, "as_of": as_of}
    for verified in (False, True)
    for by in ("", "developer")
    for as_of in (date.max, date(2024, 5, 20))
]


def answers(engine, programme, indicators, **more):
    return [cells(Asked(engine, programme, **more), one, MONTHS) for one in indicators]


@pytest.mark.parametrize("many", [duck._MANY, 9])
@settings(max_examples=TRIES, suppress_health_check=FREELY)
@given(history=histories, data=st.data())
def test_a_history(tmp_path_factory, monkeypatch, many, history, data):
    """Some of the questions between any two entries, the log as it was now and then; few and many subjects touched."""
    monkeypatch.setattr(duck, "_MANY", many)
    folder = tmp_path_factory.mktemp("zone")
    ledger = ledger_at(str(folder / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=NOW)
    keeps, other = DuckEngine(ledger.store, folder), DuckEngine(ledger.store, folder)
    bases = [asked_of(base) for base in BASES]
    for n, wish in enumerate(history):
        record(ledger, [wish], n)
        ways = data.draw(st.lists(st.sampled_from(WAYS), max_size=2))
        if ways or data.draw(st.booleans()):
            assert keeps.follow() == other.follow()
        for way in ways:
            size = data.draw(st.sampled_from([None, None, keeps.size, max(1, keeps.size - 3), 7]))
            other.forget()
            some = data.draw(st.lists(st.sampled_from(bases), min_size=1, max_size=3))
            assert answers(keeps, HOUSING, some, size=size, **way) == answers(other, HOUSING, some, size=size, **way)
    for way in WAYS:
        other.forget()
        assert answers(keeps, HOUSING, bases, **way) == answers(other, HOUSING, bases, **way)
    keeps.close()
    other.close()
    ledger.store.close()


owners, works = st.sampled_from(["O-1", "O-2", "O-3"]), st.sampled_from(["W-1", "W-2"])
days = st.integers(0, 400).map(lambda n: (date(2023, 12, 1) + timedelta(days=n)).isoformat())
linked = st.lists(
    st.one_of(
        st.builds(lambda one, on, place: told(one, "stated", on, "owners", fields={"place": place}), owners, days, st.sampled_from("东西")),
        st.builds(lambda one, on, to: told(one, "stated", on, links={"owner": f"owners/{to}"}), works, days, owners),
        st.builds(lambda one, on, much: told(one, "measured", on, fields={"spent": much}), works, days, st.integers(0, 9)),
        st.builds(lambda one, on: told(one, "moved", on, stage="begun"), works, days),
    ),
    min_size=4,
    max_size=25,
)  # fmt: skip


@settings(max_examples=TRIES, suppress_health_check=FREELY)
@given(drafts=linked, data=st.data())
def test_split_by_what_is_linked(tmp_path_factory, drafts, data):
    """An entry of another programme moves a subject from part to part."""
    folder = tmp_path_factory.mktemp("zone")
    store = store_at(str(folder / "ledger.sqlite"))
    ledger = Ledger(store, {"works": PACK, "owners": OWNERS}, ZoneInfo("Asia/Shanghai"))
    opened = [told(f"O-{n}", "opened", "2023-01-01", "owners", fields={"place": "东"}) for n in (1, 2, 3)]
    opened += [told(f"W-{n}", "opened", "2023-01-01", fields={"kind": "大"}, links={"owner": f"owners/O-{n}"}) for n in (1, 2)]  # fmt: skip
    append(ledger, opened, actor="甲", now=NOW)
    keeps, other = DuckEngine(store, folder), DuckEngine(store, folder)
    some = [PACK.indicators[key] for key in ("spent", "going", "begun", "spent-share", "spent-ever")]
    for n, one in enumerate(drafts):
        append(ledger, [one], actor="甲", now=datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=n), partial=True)
        if data.draw(st.booleans()):
            keeps.follow()
            other.follow()
            other.forget()
            for by in ("owner.place", "kind", ""):
                assert answers(keeps, PACK, some, by=by, as_of=date.max) == answers(
                    other, PACK, some, by=by, as_of=date.max
                )
    keeps.close()
    other.close()
    store.close()


@pytest.fixture
def ledger(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, lived(), actor="甲", now=NOW)
    yield ledger
    ledger.store.close()


@pytest.fixture
def engine(ledger, tmp_path):
    engine = DuckEngine(ledger.store, tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def questions(engine, monkeypatch):
    """What is put to the tables."""
    put, ask = [], engine._ask
    monkeypatch.setattr(engine._kept, "_ask", lambda tables, sql: put.append(tables) or ask(tables, sql))
    return put


def delivered(engine, **more):
    found = cells(Asked(engine, HOUSING, date.max, **more), HOUSING.indicators["delivered"], [period_of("2024")])
    return {part: cell.value for (_, part), cell in found.items()}


def told_now(ledger, *drafts):
    append(ledger, drafts, actor="甲", now=NOW)


def test_asked_again_nothing_is_put(engine, questions):
    assert delivered(engine) == delivered(engine) == {None: 1}
    assert questions == ["now"]


def test_what_it_does_not_read_leaves_it(engine, ledger, questions):
    delivered(engine)
    told_now(ledger, Draft(programme="housing", subject="E-001", kind="stated", effective_on=date(2024, 7, 1), fields={"area": 1}))  # fmt: skip
    engine.follow()
    assert delivered(engine) == {None: 1}
    assert questions == ["now"]


def test_what_it_reads_brings_it_forward(engine, ledger, questions):
    delivered(engine)
    told_now(ledger, Draft(programme="housing", subject="", kind="withdrawn", effective_on=date(2024, 7, 1), about=(6, 6)))  # fmt: skip
    engine.follow()
    assert delivered(engine) == delivered(engine) == {None: 0}
    assert questions == ["now", "anew", "was"]


def test_the_past_stays_as_it_was(engine, ledger, questions):
    told_now(ledger, moved("E-001", "halted", "2024-08-01"))
    engine.follow()
    assert delivered(engine, size=6) == {None: 0}
    told_now(ledger, moved("E-001", "delivered", "2024-09-01", evidence=proof("竣工验收备案表")))
    engine.follow()
    assert delivered(engine, size=6) == {None: 0}
    assert questions == ["past"]


def test_only_so_many_rows_are_kept():
    put = []
    kept = Kept(lambda tables, sql: put.append(sql) or [(None, None, 1, 1)] * 10, most=25)
    for sql in ("a", "b", "a", "c", "a", "b"):
        kept.present(Query(sql, "events", frozenset(), adds_up=True))
    assert put == ["a", "b", "c", "b"]
    assert len(kept) == 2


rows = st.dictionaries(
    st.tuples(st.sampled_from([date(2024, 1, 1), date(2024, 2, 1), None]), st.sampled_from(["东", None])),
    st.tuples(st.integers(-9, 9), st.integers(1, 9)),
)


@given(rows, rows, rows)
def test_what_is_taken_away_again_was_never_there(one, other, third):
    listed, more, less = ([(*key, *value) for key, value in some.items()] for some in (one, other, third))
    there = added("events", listed, more, [])
    assert sorted(added("events", there, less, [*less, *more]), key=str) == sorted(listed, key=str)
