"""To which event a signed project is credited: by example, and that nothing is ever counted twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at
from dajuan.subjects.row import Row
from dajuan.systems.events.brought import brought
from dajuan.systems.events.credit import Case, claims
from dajuan.systems.events.doubts import doubts
from dajuan.systems.events.events import Event, Order, not_held, overdue
from dajuan.systems.events.projects import Project
from dajuan.systems.events.settings import lines_of, our_lines

LINES = our_lines()


def event(code, first, last="", *claimed, stage="held", **fields):
    row = register_row("zone-events", code, stage, fields, owners=("投资促进局",))
    first = date.fromisoformat(first)
    return Event(row, first, date.fromisoformat(last) if last else first, claimed)


def project(code, signed="", total=100, *, is_dead=False):
    return Project(code, code, date.fromisoformat(signed) if signed else None, total, is_dead)


def order(code, event, amount, stage="signed", buyer="甲"):
    return Order(register_row("event-orders", code, stage, {"amount": amount, "buyer": buyer}), event)


def register_row(programme, code, stage, fields, owners=()):
    day = date(2026, 1, 1)
    return Row(programme, code, code, stage, None, None, False, day, 1, "2026-01-01T00:00:00Z", fields, {}, owners)


def cases(some, *projects):
    found = claims(some, {one.code: one for one in projects}, LINES)
    return {(one.event.code, one.code): one.case for one in found}


def test_signed_during_an_event_it_is_that_events_though_another_came_first():
    fair, tour = event("fair", "2026-05-10", "2026-05-12", "p"), event("tour", "2026-03-01", "", "p")
    assert cases([fair, tour], project("p", "2026-05-11")) == {("fair", "p"): Case.CREDITED, ("tour", "p"): Case.HELPED}


def test_signed_between_events_it_is_the_first_ones():
    fair, tour = event("fair", "2026-05-10", "2026-05-12", "p"), event("tour", "2026-03-01", "", "p")
    found = claims([fair, tour], {"p": project("p", "2026-06-20", 700)}, LINES)
    assert {one.event.code: one.case for one in found} == {"tour": Case.CREDITED, "fair": Case.HELPED}
    assert sum(one.counted for one in found) == 700
    assert next(one for one in found if one.case is Case.HELPED).winner is tour


@pytest.mark.parametrize(
    ("claimed", "case"),
    [
        (project("p", "2026-02-28"), Case.BEFORE),
        (project("p", "2027-03-01"), Case.CREDITED),
        (project("p", "2027-03-02"), Case.LATE),
        (project("p"), Case.UNSIGNED),
        (project("p", "2026-04-01", is_dead=True), Case.DEAD),
        (project("other", "2026-04-01"), Case.MISSING),
    ],
)
def test_what_an_event_did_not_bring_in_is_told_why(claimed, case):
    assert cases([event("tour", "2026-03-01", "", "p")], claimed) == {("tour", "p"): case}


def test_an_event_that_was_not_held_brings_nothing_in():
    planned = event("fair", "2026-05-10", "", "p", stage="planned")
    tour = event("tour", "2026-06-01", "", "p")
    assert cases([planned, tour], project("p", "2026-06-01")) == {
        ("fair", "p"): Case.NOT_HELD, ("tour", "p"): Case.CREDITED,
    }  # fmt: skip


def test_orders_intended_are_no_deal_and_visitors_of_events_not_held_are_none():
    fair = event("fair", "2026-05-10", "", "p", visitors=300, cost=5_000_000)
    off = event("off", "2026-05-20", "", "p", stage="cancelled", visitors=900)
    sold = [order("o1", "fair", 10), order("o2", "fair", 20, "intended"), order("o3", "fair", 40, "fallen")]
    sold.append(order("o4", "other", 80))
    found = brought([fair, off], claims([fair, off], {"p": project("p")}, LINES), sold)
    assert (found.events, found.visitors, found.cost, found.waiting) == (1, 300, 5_000_000, 1)
    assert (found.orders, found.orders_total, found.intentions, found.intentions_total) == (1, 10, 1, 20)


def test_a_follow_up_is_due_thirty_days_after_or_when_the_event_says():
    some = [
        event("a", "2026-05-01", "2026-05-03"),
        event("b", "2026-05-01", "", **{"follow-up-by": "2026-05-10"}),
        event("c", "2026-05-01", stage="followed-up"),
        event("d", "2026-05-01", stage="planned"),
    ]
    assert [(one.code, late) for one, late in overdue(some, LINES, date(2026, 6, 3))] == [("b", 24), ("a", 1)]
    assert [one.code for one in not_held(some, date(2026, 6, 3))] == ["d"]


def test_what_does_not_go_together_is_named_by_its_field():
    some = [
        event("turned", "2026-05-03", "", until="2026-05-01"),
        event("dear", "2026-05-03", "", budget=100_000_000, cost=150_000_000),
        event("early", "2026-05-03", "", "p"),
    ]
    found = claims(some, {"p": project("p", "2026-01-01")}, LINES)
    told = doubts(some, found, [order("o1", "dear", 10), order("o2", "dear", 10), order("o3", "gone", 99)])
    assert [(one.code, one.field) for one in told] == [
        ("turned", "until"), ("dear", "cost"), ("early", "project"), ("o3", "event"), ("o1", "amount"),
    ]  # fmt: skip
    assert "50.00 万元" in told[1].words.zh
    assert all(one.words.zh and one.words.en for one in told)


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def worlds(draw):
    codes = ["p1", "p2", "p3"]
    known = {
        one: Project(one, one, draw(st.none() | DAYS), draw(st.integers(0, 1000)), draw(st.booleans())) for one in codes
    }
    some = []
    for nth in range(draw(st.integers(1, 5))):
        first = draw(DAYS)
        last = max(first, draw(DAYS)) if draw(st.booleans()) else first
        stage = draw(st.sampled_from(["held", "followed-up", "planned"]))
        some.append(
            Event(
                event(f"e{nth}", "2026-01-01", stage=stage).row,
                first,
                last,
                tuple(draw(st.lists(st.sampled_from(codes)))),
            )
        )
    return some, known, draw(st.permutations(some))


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_no_project_counts_twice_in_whichever_order_events_come(world):
    some, known, shuffled = world
    found = claims(some, known, LINES)
    credited = [one.code for one in found if one.case is Case.CREDITED]
    assert len(credited) == len(set(credited))
    whole = brought(some, found, [])
    assert whole.total == sum(known[code].total for code in credited)
    assert whole.total == sum(brought([one], found, []).total for one in some)
    assert cases_of(claims(shuffled, known, LINES)) == cases_of(found)
    # Whoever helped has somebody who is credited.
    assert {one.code for one in found if one.case is Case.HELPED} <= set(credited)


def cases_of(found):
    return {(one.event.code, one.code): one.case for one in found}


def test_a_zone_draws_its_own_lines_and_a_wrong_one_is_named(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    file = zone.folder / SETTINGS
    file.write_text(f"{file.read_text('utf-8')}\n[events]\nwindow_days = 90\n", encoding="utf-8")
    assert lines_of(zone_at(zone.folder)) == LINES._replace(window_days=90)
    file.write_text(file.read_text("utf-8").replace("90", "0"), encoding="utf-8")
    with pytest.raises(LedgerError, match="window_days = 0"):
        lines_of(zone_at(zone.folder))
