"""Exports of stations as they come: wide as the public archives have them, long with a time or with four columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

CODES = ("1001A", "1002A")
NAMES = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "co": "CO", "o3": "O3"}
CLEAN = {"pm25": 20, "pm10": 40, "so2": 8, "no2": 20, "co": 0.6, "o3": 70}

Air = Callable[[str, datetime, str], float | str]
"""Station, the hour's beginning, pollutant → what the export has."""


def wavering(values: Mapping[str, float] = CLEAN) -> Air:
    """Of these, and no two hours alike."""
    return lambda station, at, key: round(values[key] + (0.1 if key == "co" else 1) * (at.hour % 2), 1)


USUAL: Air = wavering()


def hours(first: date, days: int) -> Iterable[datetime]:
    start = datetime(first.year, first.month, first.day)
    return (start + timedelta(hours=n) for n in range(days * 24))


def wide(first: date, days: int, air: Air = USUAL, codes: Iterable[str] = CODES) -> bytes:
    """An hour is called by its end: what begins at 23 o'clock is of the next day's hour 0."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "hour", "type", *codes])
    for at in hours(first, days):
        end = at + timedelta(hours=1)
        writer.writerow([f"{end:%Y%m%d}", end.hour, "AQI", *("1" for _ in codes)])
        for key, name in NAMES.items():
            writer.writerow([f"{end:%Y%m%d}", end.hour, name, *(air(code, at, key) for code in codes)])
    return out.getvalue().encode()


def long(first: date, days: int, air: Air = USUAL, code: str = CODES[0], *, micrograms: bool = False) -> bytes:
    """Year, month, day, hour; an hour is called by its beginning, CO in µg where ``micrograms``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["No", "year", "month", "day", "hour", *NAMES.values(), "TEMP", "station"])
    for number, at in enumerate(hours(first, days), 1):
        told = {key: air(code, at, key) for key in NAMES}
        if micrograms:
            told["co"] = round(float(told["co"]) * 1000)
        writer.writerow([number, at.year, at.month, at.day, at.hour, *told.values(), 12.5, code])
    return out.getvalue().encode()
