"""A programme by stage: a column a stage, cards in it, each with the stages that it may go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.ledger.read import states_as_known
from dajuan.programmes.pack import Programme, Stage
from dajuan.programmes.values import show_value
from dajuan.subjects.asked import Order
from dajuan.subjects.row import Row
from dajuan.web.access.deeds import whose_row
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.asking import Asked, asked
from dajuan.web.programmes.cells import stage_said
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.views.listing import organisations, owners_of
from dajuan.web.programmes.views.recording import next_stages
from dajuan.web.served import served
from dajuan.web.words import spoken

CARDS = 20
_SAID = 2
"""Fields on a card."""


class Card(NamedTuple):
    row: Row
    facts: list[tuple[str, str]]
    stages: list[Stage]
    """Those that the viewer may move it to."""

    @property
    def may(self) -> str:
        return " ".join(one.key for one in self.stages)


class Column(NamedTuple):
    key: str
    name: str
    many: int
    cards: list[Card]
    next: str | None
    """The cursor behind the last card; None: there are no more."""
    stage: Stage | None


@needs(Action.SEE)
def board(request: HttpRequest, code: str) -> HttpResponse:
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    if not programme.stages:
        raise Http404
    question = asked(programme, request.GET, verified=moment.verified)
    counts = served().subjects().stages(
        code, where=question.where, owners=owners_of(viewer, question), as_of=moment.as_of, size=moment.size
    )  # fmt: skip
    columns = [
        _column(programme, key, counts.get(key, 0), question, viewer, moment)
        for key in ("", *programme.stages)
        if _is_shown(programme, key, counts, question)
    ]
    context: dict[str, Any] = {
        "programme": programme,
        "tab": "board",
        "asked": question,
        "columns": columns,
        "may_export": viewer.may(Action.EXPORT),
        "mine_differs": viewer.owners(Action.RECORD),
        "organisations": organisations(),
    }
    return render(request, "programmes/board.html", context)


def _is_shown(programme: Programme, key: str, counts: dict[str, int], question: Asked) -> bool:
    """Every stage of the way; a side stage, and no stage at all, where there is anything in it."""
    if question.where.stages and key not in question.where.stages:
        return False
    return bool(counts.get(key)) or (key in programme.stages and not programme.stages[key].side)


@needs(Action.SEE)
def column(request: HttpRequest, code: str) -> HttpResponse:
    """More cards of one column."""
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    key = request.GET.get("of", "")
    if key and key not in programme.stages:
        raise Http404
    question = asked(programme, request.GET, verified=moment.verified)
    try:
        found = _column(programme, key, 0, question, viewer, moment, after=request.GET.get("after"))
    except ValueError:
        raise Http404 from None
    return render(request, "programmes/cards.html", {"programme": programme, "column": found})


def _column(
    programme: Programme,
    key: str,
    many: int,
    question: Asked,
    viewer: Viewer,
    moment: Moment,
    after: str | None = None,
) -> Column:
    page = None
    if many or after:
        page = served().subjects().page(
            programme.code,
            where=replace(question.where, stages=(key,)),
            order=Order("stage_on", descending=True),
            after=after,
            limit=CARDS,
            as_of=moment.as_of,
            size=moment.size,
            owners=owners_of(viewer, question),
        )  # fmt: skip
    rows = page.rows if page else []
    cards = _cards(programme, programme.stages.get(key), rows, viewer, still=moment.is_past)
    return Column(
        key, stage_said(programme, key, spoken()), many, cards, page.next if page else None, programme.stages.get(key)
    )


def _cards(
    programme: Programme, stage: Stage | None, rows: Sequence[Row], viewer: Viewer, *, still: bool
) -> list[Card]:
    """``still``: of the past, where nothing can be moved."""
    ways: dict[str, list[str]] = {row.code: [row.stage] if row.stage else [] for row in rows}
    if stage is not None and stage.side and rows and not still:
        # What a side stage may be left for is where the subject was before.
        states = states_as_known(served().ledger, programme=programme.code, subjects=list(ways), size=served().size())
        ways = {code: state.way for code, state in states.items()}
    return [
        Card(
            row,
            _facts(programme, row),
            [] if still else next_stages(programme, ways[row.code], viewer, whose_row(programme, row)),
        )
        for row in rows
    ]


def _facts(programme: Programme, row: Row) -> list[tuple[str, str]]:
    keys = [*programme.owners, *(key for key, one in programme.fields.items() if one.is_quantity), *programme.fields]
    known = [key for key in dict.fromkeys(keys) if key in row.fields and key != "name" and key in programme.fields]
    return [
        (programme.fields[key].name.said(spoken()), show_value(programme.fields[key], row.fields[key], spoken())[:60])
        for key in known[:_SAID]
    ]
