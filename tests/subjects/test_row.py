"""What a row says of itself: its name, its days, its numbers, where a field is empty too."""

from __future__ import annotations

from datetime import date

from dajuan.subjects.row import Row


def row(name="", **fields):
    day = date(2026, 1, 1)
    return Row("sites", "E-001", name, "", None, None, False, day, 1, "2026-01-01T00:00:00Z", fields, {}, ())


def test_what_has_no_name_is_called_by_its_code():
    assert (row("云岭一号路").called, row().called) == ("云岭一号路", "E-001")


def test_a_day_and_a_number_are_those_of_the_field_or_none():
    one = row(until="2026-05-03", cost=1200, done=True)
    assert (one.day("until"), one.day("from")) == (date(2026, 5, 3), None)
    assert (one.number("cost"), one.number("budget"), one.number("until"), one.number("done")) == (
        1200,
        None,
        None,
        None,
    )
