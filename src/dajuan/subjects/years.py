"""What was stated of each subject in each year: for whoever weighs a year's numbers against the year before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import TypeAlias

from dajuan.programmes.pack import Value
from dajuan.subjects.past import COUNTS, Moment
from dajuan.subjects.row import shown

ByYear: TypeAlias = Mapping[str, Mapping[int, Value]]
"""Field → year → what was last stated for a day in it. A year that nobody stated is not there."""


def stated_by_year(
    db: sqlite3.Connection, programme: str, keys: Collection[str], only: Collection[str] | None, moment: Moment
) -> dict[str, ByYear]:
    """By the subject's code."""
    test = "" if only is None else " and s.code in (select value from json_each(?))"
    found = db.execute(
        "select s.code, h.key, h.on_day, h.value from subject s join held h on h.subject = s.id"
        f" where s.programme = ? and s.code <> '' and h.key in (select value from json_each(?)) and {COUNTS}{test}"
        " order by s.code, h.key, h.on_day, h.seq",
        [programme, json.dumps(sorted(keys)), *moment.counts, *([] if only is None else [json.dumps(sorted(only))])],
    )
    subjects: dict[str, dict[str, dict[int, Value]]] = {}
    for code, key, day, value in found:
        subjects.setdefault(code, {}).setdefault(key, {})[int(day[:4])] = shown(value)
    return dict(subjects)
