"""A programme by stage: a column a stage, cards in it, each with the stages that it may go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from dajuan.ledger.rules import may_follow
from dajuan.programmes.pack import Field, Language, Programme, Stage
from dajuan.programmes.values import show_value
from dajuan.subjects.asked import Order
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.web.access.deeds import whose_row
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.programmes.asking import Asked, asked
from dajuan.web.programmes.cells import stage_said
from dajuan.web.programmes.drawn_cards import Card, drawn_cards
from dajuan.web.programmes.found import programme_called
from dajuan.web.programmes.views.listing import organisations, owners_of
from dajuan.web.programmes.views.recording import stages_allowed
from dajuan.web.served import served
from dajuan.web.words import spoken

CARDS = 20
_SAID = 2
"""Fields on a card."""


class Column(NamedTuple):
    key: str
    name: str
    many: int
    cards: SafeString
    next: str | None
    """The cursor behind the last card; None: there are no more."""


@needs(Action.SEE)
def board(request: HttpRequest, code: str) -> HttpResponse:
    programme, viewer, moment = programme_called(code), request.viewer, request.moment  # type: ignore[attr-defined]
    if not programme.stages:
        raise Http404
    question = asked(programme, request.GET, verified=moment.verified)
    subjects = served().subjects()
    counts = subjects.stages(
        code, where=question.where, owners=owners_of(viewer, question), as_of=moment.as_of, size=moment.size
    )  # fmt: skip
    columns = [
        _column(request, subjects, programme, key, counts.get(key, 0), question)
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
    programme, moment = programme_called(code), request.moment  # type: ignore[attr-defined]
    key = request.GET.get("of", "")
    if key and key not in programme.stages:
        raise Http404
    question = asked(programme, request.GET, verified=moment.verified)
    try:
        found = _column(request, served().subjects(), programme, key, 0, question, after=request.GET.get("after"))
    except ValueError:
        raise Http404 from None
    return render(request, "programmes/cards.html", {"programme": programme, "column": found})


def _column(
    request: HttpRequest,
    subjects: Subjects,
    programme: Programme,
    key: str,
    many: int,
    question: Asked,
    after: str | None = None,
) -> Column:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    page = None
    if many or after:
        page = subjects.page(
            programme.code,
            where=replace(question.where, stages=(key,)),
            order=Order("stage_on", descending=True),
            after=after,
            limit=CARDS,
            as_of=moment.as_of,
            size=moment.size,
            owners=owners_of(viewer, question),
        )  # fmt: skip
    rows, stage = page.rows if page else [], programme.stages.get(key)
    cards = _cards(subjects, programme, stage, rows, viewer, still=moment.is_past)
    drawn = drawn_cards(cards, stage, back=request.get_full_path(), on_moment=moment.on)
    return Column(key, stage_said(programme, key, spoken()), many, drawn, page.next if page else None)


def _cards(
    subjects: Subjects, programme: Programme, stage: Stage | None, rows: Sequence[Row], viewer: Viewer, *, still: bool
) -> list[Card]:
    """``still``: of the past, where nothing can be moved."""
    ways: dict[str, list[str]] = {row.code: [row.stage] if row.stage else [] for row in rows}
    if stage is not None and stage.side and rows and not still:
        # What a side stage may be left for is where the subject was before.
        ways = subjects.ways(programme.code, list(ways))
    follow = {way: () if still else may_follow(programme, way) for way in set(map(tuple, ways.values()))}
    said, language = _said_first(programme), spoken()
    return [
        Card(
            row,
            _facts(row, said, language),
            stages_allowed(programme, follow[tuple(ways[row.code])], viewer, whose_row(programme, row)),
        )
        for row in rows
    ]


def _said_first(programme: Programme) -> list[Field]:
    """The fields in the order in which they are worth a line on a card: owners, amounts, the others."""
    fields = programme.fields
    keys = [*programme.owners, *(key for key, one in fields.items() if one.is_quantity), *fields]
    return [fields[key] for key in dict.fromkeys(keys) if key in fields and key != "name"]


def _facts(row: Row, fields: Sequence[Field], language: Language) -> list[tuple[str, str]]:
    known = islice((one for one in fields if one.key in row.fields), _SAID)
    return [(one.name.said(language), show_value(one, row.fields[one.key], language)[:60]) for one in known]
