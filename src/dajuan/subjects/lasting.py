"""Since when the present value of a field has been so without a break: said again, it is no new value."""

from __future__ import annotations

import sqlite3
from datetime import date

from dajuan.subjects.past import COUNTS, Moment


def lasting_since(db: sqlite3.Connection, programme: str, key: str, moment: Moment) -> dict[str, date]:
    """By the subject's code."""
    found = db.execute(
        "select s.code, h.on_day, h.value from subject s join held h on h.subject = s.id"
        f" where s.programme = ? and s.code <> '' and h.key = ? and {COUNTS} order by s.code, h.on_day, h.seq",
        [programme, key, *moment.counts],
    )
    lasting: dict[str, tuple[str, object]] = {}
    for code, day, value in found:
        if code not in lasting or lasting[code][1] != value:
            lasting[code] = day, value
    return {code: date.fromisoformat(day) for code, (day, _) in lasting.items()}
