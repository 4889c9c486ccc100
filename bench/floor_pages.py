"""The floor under the pages: bare Django views on one indexed table, for the same person signed in, as many rows and cells.

They go through the same middlewares and the frame of every page; what they do beside is a query and a loop.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action

_TABLE = """{% extends "layout/base.html" %}{% block title %}floor{% endblock %}{% block main %}<table class="table">
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endblock %}"""
_COLUMNS = ("code", "name", "stage", "day", "organisation", "amount", "note", "other")
_database: sqlite3.Connection | None = None
_middle = ""


def make(file: Path, rows: int) -> None:
    """A table of so many rows with the index that a list of it wants, and a rollup of 50,000."""
    global _database, _middle
    _database = sqlite3.connect(file, check_same_thread=False)
    _database.execute("create table row (id integer primary key, programme text, code text, name text, stage text, day text, organisation text, amount integer, note text, other text, shape text)")  # fmt: skip
    shape = json.dumps({"type": "Point", "coordinates": [114.6, 35.1]})
    _database.executemany(
        "insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                n,
                f"p{n % 4}",
                f"X-{n:07}",
                f"云岭项目{n}",
                f"s{n % 8}",
                "2024-06-30",
                f"单位{n % 40}",
                n,
                "说明",
                "其他",
                shape,
            )
            for n in range(rows)
        ),
    )
    _middle = f"X-{rows * 2 // 5:07}"
    _database.execute("create index list on row (programme, code)")
    _database.execute("create table rollup (place integer primary key, area text, month text, amount integer)")
    _database.executemany(
        "insert into rollup values (?, ?, ?, ?)",
        ((n, f"领域{n % 300}", f"2024-{n % 12 + 1:02}", n) for n in range(50_000)),
    )
    _database.commit()


def _rows(sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
    assert _database is not None
    return _database.execute(sql, parameters).fetchall()


def _page(request: HttpRequest, rows: list[tuple[object, ...]]) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(_TABLE).render({"rows": rows}, request))


@needs(Action.SEE)
def listed(request: HttpRequest, cells: int, rows: int) -> HttpResponse:
    """So many rows by key, from the middle, of so many cells."""
    columns = ", ".join(_COLUMNS[:cells])
    return _page(request, _rows(f"select {columns} from row where programme = 'p1' and code > ? order by code limit ?", (_middle, rows)))  # fmt: skip


@needs(Action.SEE)
def dashboard(request: HttpRequest, rows: int) -> HttpResponse:
    """Sums over a rollup of 50,000, as many rows as there are targets."""
    found = _rows("select area, sum(amount), count(*), min(month), max(month), avg(amount), 'a', 'b' from rollup group by area")  # fmt: skip
    return _page(request, found[:rows])


@needs(Action.SEE)
def features(request: HttpRequest, rows: int) -> HttpResponse:
    found = _rows("select code, name, stage, shape from row where programme = 'p1' and code > ? order by code limit ?", (_middle, rows))  # fmt: skip
    made = [
        {
            "type": "Feature",
            "geometry": json.loads(str(shape)),
            "properties": {"code": code, "name": name, "stage": stage},
        }
        for code, name, stage, shape in found
    ]
    return HttpResponse(
        json.dumps({"type": "FeatureCollection", "features": made}), content_type="application/geo+json"
    )


@needs(Action.SEE)
def items(request: HttpRequest, rows: int) -> HttpResponse:
    columns = ", ".join(_COLUMNS)
    found = _rows(f"select {columns} from row where programme = 'p1' and code > ? order by code limit ?", (_middle, rows))  # fmt: skip
    return HttpResponse(json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in found]), content_type="application/json")  # fmt: skip


urlpatterns = [
    path("", include("dajuan.web.urls")),
    path("floor/list/<int:cells>/<int:rows>/", listed),
    path("floor/dashboard/<int:rows>/", dashboard),
    path("floor/features/<int:rows>/", features),
    path("floor/items/<int:rows>/", items),
]
