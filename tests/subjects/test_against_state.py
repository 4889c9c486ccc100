"""Every row, order, filter and cursor is what a fold of the entries says: now, on any day, at any size of the log."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.subjects.lives import OWNERS, as_folded, begun, days, histories, ledger_at, opening, record

from dajuan.ledger.append import append
from dajuan.ledger.entry import Entry
from dajuan.ledger.read import entries_between, size_of, states_of_programme
from dajuan.subjects.asked import BY_CODE, EVERYTHING, Filter, Order, Range
from dajuan.subjects.subjects import Subjects
from dajuan.subjects.words import folded

TRIES = int(os.environ.get("DAJUAN_FUZZ", "15"))
LATEST = date(2030, 1, 1)

orders = st.builds(
    Order,
    by=st.sampled_from(["code", "name", "stage_on", "since", "last", "field"]),
    field=st.sampled_from(["homes", "urgent", "due", "owner"]),
    descending=st.booleans(),
)
filters = st.builds(
    Filter,
    stages=st.sampled_from([(), (), ("listed",), ("building", "done"), ("",)]),
    verified=st.sampled_from([None, None, None, True, False]),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from([("road",), ("road", "school"), None]),
            "urgent": st.sampled_from([(True,), (False,), None]),
            "homes": st.sampled_from([Range(1, 2), Range(2), Range(None, 1), Range(), (0, 3)]),
            "due": st.builds(Range, days.map(date.isoformat), st.none()),
        },
    ),
    since=st.one_of(st.just(Range()), st.builds(Range, st.none(), days.map(date.isoformat))),
    text=st.sampled_from(["", "", "云岭", "一", "松溪办", "e-002", "局", "没有"]),
)
owner_sets = st.one_of(st.none(), st.none(), st.sets(st.sampled_from(OWNERS)))


def is_wanted(code, row, where: Filter, owners) -> bool:
    words = [code, row["name"], row["fields"].get("owner", "")]
    return (
        (not where.stages or row["stage"] in where.stages)
        and (where.verified is None or row["verified"] == where.verified)
        and all(is_right(row["fields"].get(key), wanted) for key, wanted in where.fields.items())
        and (where.since.high is None or row["since"].isoformat() <= where.since.high)
        and any(folded(where.text) in folded(one) for one in words)
        and (owners is None or set(row["owners"]) & owners)
    )


def is_right(value, wanted) -> bool:
    if wanted is None:
        return value is None
    if not isinstance(wanted, Range):
        return value in wanted
    low, high = wanted
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def listed(rows, order: Order):
    def place(code):
        return rows[code]["fields"].get(order.field) if order.by == "field" else rows[code].get(order.by, code)

    placed = sorted((code for code in rows if place(code) is not None), key=lambda c: (place(c), c))
    unplaced = sorted(code for code in rows if place(code) is None)
    return [*reversed(placed), *reversed(unplaced)] if order.descending else [*placed, *unplaced]


def paged(subjects, order, limit, **asked):
    """The list page by page, forwards; and again from its last page back."""
    page = subjects.page("sites", order=order, limit=limit, **asked)
    assert page.previous is None
    pages = [page]
    while page.next:
        page = subjects.page("sites", order=order, limit=limit, after=page.next, **asked)
        pages.append(page)
    back = [page.rows]
    while page.previous:
        page = subjects.page("sites", order=order, limit=limit, before=page.previous, **asked)
        back.insert(0, page.rows)
    rows = [row for one in pages for row in one.rows]
    assert [row for some in back for row in some] == rows
    return rows


def look(ledger, subjects, size, as_of, where, order, owners, limit):
    every = as_folded(ledger, size_of(ledger) if size is None else size, as_of or LATEST)
    wanted = {code: row for code, row in every.items() if is_wanted(code, row, where, owners)}
    asked = {"where": where, "owners": owners, "as_of": as_of, "size": size}
    rows = paged(subjects, order, limit, **asked)
    assert [row.code for row in rows] == listed(wanted, order)
    entries: dict[int, Entry] = dict(entries_between(ledger))
    for row in rows:
        told = {**row._asdict(), "place": subjects.shapes("sites", row.code, as_of=as_of, size=size).get("place")}
        expected = {**wanted[row.code], "programme": "sites", "code": row.code}
        assert told == expected | {"last_at": entries[row.last].recorded_at}
        assert subjects.one("sites", row.code, as_of=as_of, size=size) == row
    stages = [row["stage"] for row in wanted.values()]
    assert subjects.stages("sites", **asked) == {stage: stages.count(stage) for stage in stages}
    shapes = {f"sites/{code}/place" for code, row in wanted.items() if row["place"]}
    assert {one.id for one in subjects.sites("sites", **asked)} == shapes


@settings(max_examples=TRIES)
@given(histories, histories, st.data())
def test_it_says_what_the_entries_say(history, later, data):
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledger_at(str(Path(folder) / "ledger.sqlite"))
        append(ledger, opening(), actor="甲", now=datetime(2025, 5, 1, tzinfo=UTC))
        for one, actor in begun():
            append(ledger, [one], actor=actor, now=datetime(2025, 5, 2, tzinfo=UTC))
        subjects = Subjects(ledger, Path(folder) / "derived")
        for n, some in enumerate((history, later)):
            record(ledger, some, n * 100)
            assert subjects.follow() == size_of(ledger)
        some_days = st.one_of(st.none(), st.sampled_from([one.effective_on for _, one in entries_between(ledger)]))
        for size in range(1, size_of(ledger) + 1):
            look(ledger, subjects, size, data.draw(some_days), EVERYTHING, BY_CODE, None, 10)
        for _ in range(20):
            asked = [data.draw(one) for one in (filters, orders, owner_sets, st.integers(1, 3))]
            look(ledger, subjects, data.draw(st.one_of(st.none(), st.integers(5, 30))), data.draw(some_days), *asked)
        states = states_of_programme(ledger, programme="sites")
        assert subjects.ways("sites", list(states)) == {code: state.way for code, state in states.items()}
        kept = subjects.register.digest()
        subjects.register.rebuild()
        assert subjects.register.digest() == kept
        ledger.store.close()
