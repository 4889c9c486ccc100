"""Days of the zone as milliseconds since 1970."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

HOUR = 3_600_000


def day_start(day: date, timezone: tzinfo) -> int:
    """When a day begins in the zone."""
    return int(datetime.combine(day, time(), timezone).timestamp() * 1000)


def day_of(at: int, timezone: tzinfo) -> date:
    return datetime.fromtimestamp(at / 1000, timezone).date()


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def hours_of(day: date, timezone: tzinfo) -> list[int]:
    """Where the hours of a day begin, and where its last ends: 25 moments on most days."""
    start, end = day_start(day, timezone), day_start(day + timedelta(days=1), timezone)
    return [*range(start, end, HOUR), end]
