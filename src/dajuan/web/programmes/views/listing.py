"""The programmes switched on, and one programme's list: filtered, ordered, paged, exported."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.ledger.sheets.template import sheet_name
from dajuan.outputs import rows as exports
from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import Filter, Order, Page
from dajuan.subjects.row import Row
from dajuan.web.access.deeds import action_of
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.moment import Moment
from dajuan.web.people.models import Organisation
from dajuan.web.programmes.asking import Asked, asked
from dajuan.web.programmes.cells import cells_of, exported, stage_said
from dajuan.web.programmes.columns import Column, columns_of
from dajuan.web.programmes.drawn_rows import drawn_rows
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.words import spoken

PAGE = 50
AT_ONCE = 1000
MOST_EXPORTED = 100_000
"""Rows of an export: what a worker writes well within a request's time."""


class Card(NamedTuple):
    programme: Programme
    stages: list[tuple[str, str, int]]
    """Key, name, how many."""
    total: int
    last: Row | None
    mine: int | None
    """Subjects that the viewer may report of; None where that is all of them, or none ever."""


@needs(Action.SEE)
def programmes(request: HttpRequest) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    cards = [_card(one, viewer, moment) for one in served().programmes.values()]
    return render(
        request, "programmes/programmes.html", {"cards": cards, "administers": viewer.everywhere(Action.ADMINISTER)}
    )


def _card(programme: Programme, viewer: Viewer, moment: Moment) -> Card:
    subjects, seen = served().subjects(), viewer.owners()
    where = Filter(verified=True if moment.verified else None)
    counts = subjects.stages(programme.code, where=where, owners=seen, as_of=moment.as_of, size=moment.size)
    stages = [
        (key, stage_said(programme, key, spoken()), counts[key]) for key in ("", *programme.stages) if counts.get(key)
    ]
    newest = subjects.page(
        programme.code,
        order=Order("last", descending=True),
        limit=1,
        owners=seen,
        as_of=moment.as_of,
        size=moment.size,
        where=where,
    )
    own = viewer.owners(Action.RECORD)
    mine = None
    if own:
        mine = sum(subjects.stages(programme.code, owners=own, as_of=moment.as_of, size=moment.size).values())
    return Card(programme, stages, sum(counts.values()), newest.rows[0] if newest.rows else None, mine)


def owners_of(viewer: Viewer, question: Asked, action: Action = Action.SEE) -> Collection[str] | None:
    """Whose subjects a list shows: all that the viewer may do this to, or of these those that are the viewer's to report."""
    owners, own = viewer.owners(action), viewer.owners(Action.RECORD)
    if not question.mine or own is None:
        return owners
    return own if owners is None else owners & own


@needs(Action.SEE)
def one(request: HttpRequest, code: str) -> HttpResponse:
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    question = asked(programme, request.GET, verified=moment.verified)
    page = _page(programme, question, viewer, moment, request.GET.get("after"), request.GET.get("before"))
    language = spoken()
    cells = [cells_of(row, question.columns, programme, language) for row in page.rows]
    opens = action_of(programme, "opened", fields=programme.fields)
    shown = {column.key for column in question.columns}
    context: dict[str, Any] = {
        "programme": programme,
        "tab": "list",
        "asked": question,
        "page": page,
        "heads": [_head(column, question) for column in question.columns],
        "rows": drawn_rows(cells, question.columns, moment.on),
        "all_columns": [(column, column.key in shown) for column in columns_of(programme)],
        "may_open": viewer.may(opens) and not moment.is_past,
        "may_export": viewer.may(Action.EXPORT),
        "mine_differs": viewer.owners(Action.RECORD),
        "organisations": organisations(),
    }
    return render(request, "programmes/list.html", context)


def _head(column: Column, question: Asked) -> dict[str, Any]:
    ascending, descending = question.sort == column.key, question.sort == f"-{column.key}"
    return {
        "column": column,
        "name": column.head(),
        "sort": (f"-{column.key}" if ascending else column.key) if column.order else "",
        "direction": "ascending" if ascending else "descending" if descending else "",
    }


def organisations() -> list[str]:
    """The zone's own, to choose from while typing."""
    return list(Organisation.objects.values_list("name", flat=True))


def _page(
    programme: Programme, question: Asked, viewer: Viewer, moment: Moment, after: str | None, before: str | None
) -> Page:
    def ask(after: str | None, before: str | None) -> Page:
        return served().subjects().page(
            programme.code,
            where=question.where,
            order=question.order,
            after=after,
            before=before,
            limit=PAGE,
            as_of=moment.as_of,
            size=moment.size,
            owners=owners_of(viewer, question),
        )  # fmt: skip

    try:
        return ask(after, before)
    except ValueError:  # A cursor that somebody has cut short.
        return ask(None, None)


def all_rows(programme: Programme, question: Asked, owners: Collection[str] | None, moment: Moment) -> Iterator[Row]:
    """Every row of a list, up to ``MOST_EXPORTED``."""
    after, given = None, 0
    while given < MOST_EXPORTED:
        page = served().subjects().page(
            programme.code,
            where=question.where,
            order=question.order,
            after=after,
            limit=AT_ONCE,
            as_of=moment.as_of,
            size=moment.size,
            owners=owners,
        )  # fmt: skip
        yield from page.rows
        given += len(page.rows)
        after = page.next
        if after is None:
            return


@needs(Action.EXPORT)
def export(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """What the list shows with this address, all pages of it. No cell of it can run as a formula."""
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    question = asked(programme, request.GET, verified=moment.verified)
    owners = owners_of(viewer, question, Action.EXPORT)
    columns = question.columns
    heads = [_exported_head(column) for column in columns]
    rows = (exported(row, columns, programme, spoken()) for row in all_rows(programme, question, owners, moment))
    name = programme.name.said(spoken())
    return table(kind, heads, rows, name=name, sheet=sheet_name(name))


def _exported_head(column: Column) -> exports.Column:
    kind = "text"
    if column.is_number:
        kind = "decimal"
    elif column.key in {"_stage_on", "_since"} or (column.field is not None and column.field.type == "date"):
        kind = "date"
    name = column.key.lstrip("_")
    unit = f"（{column.field.unit}）" if column.field is not None and column.field.unit else ""
    return exports.Column(name, column.name.zh + unit, (column.name.en or column.name.zh) + unit, kind, 16)
