"""Subjects of a programme: the list, one as it is or was, its history."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from ninja import Field, Query, Router

from dajuan.ledger.read import entries_of_subject
from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import BY_CODE, Filter, Order
from dajuan.subjects.naming import Named
from dajuan.subjects.row import Row
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_subject
from dajuan.web.api.cursors import Paging, bad_cursor, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.finding import own_codes, programme_called, subject_called
from dajuan.web.api.operations.entries import entry_object
from dajuan.web.api.shapes import programmes as shapes
from dajuan.web.api.shapes.common import Asked, Line
from dajuan.web.layout.problems import ProblemError
from dajuan.web.served import served
from dajuan.web.words import Words

router = Router(tags=["subjects"])
_encode = msgspec.json.Encoder().encode
_SORTS = ("code", "name", "stage_on", "since", "last")


class Wanted(Paging, Asked):
    stage: list[Line] = Field([], description="阶段，可几个；“-”为尚无阶段 / stages; - for none yet")
    q: Line = Field("", description="编号、名称、单位里的字 / part of a code, a name or an organisation")
    sort: Line = Field("code", description="code、name、stage_on、since、last 或字段；前加 - 倒序 / a - in front turns it")


@router.get("/programmes/{programme}/subjects", response=shapes.Subjects, summary="对象列表 / Subjects")
def subjects(request: Request, programme: str, asked: Query[Wanted]) -> HttpResponse:
    viewer = need(request, Action.SEE, enterprises=True)
    pack, moment = programme_called(programme), asked.moment()
    only = own_codes(viewer, pack)
    stages = tuple("" if one == "-" else one for one in asked.stage)
    try:
        page = served().subjects().page(
            pack.code,
            where=Filter(stages=stages, verified=True if moment.verified else None, text=asked.q.strip()),
            order=_order(asked.sort, pack),
            after=asked.after or None,
            limit=asked.limit,
            as_of=moment.as_of,
            size=moment.size,
            owners=None if only is not None else viewer.owners(),
            only=only,
        )
    except (ValueError, TypeError) as error:
        raise bad_cursor() from error
    # Straight to JSON: these rows are what they say, and checking each again takes twice as long as reading them.
    told = {"items": [row._asdict() for row in page.rows], "next": page.next, "size": page.size}
    return HttpResponse(_encode(told), content_type="application/json")


def _order(sort: str, pack: Programme) -> Order:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key in _SORTS:
        return BY_CODE._replace(by=key, descending=descending)  # type: ignore[arg-type]
    field = pack.fields.get(key)
    if field is None or field.flow or field.type == "geometry":
        words = Words(f"不能按“{key}”排序；可用：{'、'.join(_SORTS)} 和字段", f"cannot sort by '{key}'; there are {', '.join(_SORTS)} and fields")
        raise ProblemError(422, words, [Trouble("sort", *words, field="sort")])
    return Order("field", key, descending)


@router.get("/programmes/{programme}/subjects/{code}", response=shapes.SubjectWhole, summary="一个对象 / One subject")
def subject(request: Request, programme: str, code: str, asked: Query[Asked]) -> dict[str, Any]:
    """现在的样子，或 ``as_of``、``known_at`` 那时的样子。 As it is, or as it was then."""
    viewer = need(request, Action.SEE, enterprises=True)
    pack, moment = programme_called(programme), asked.moment()
    state, thing = subject_called(viewer, pack, code)
    known = served().subjects()
    row = known.one(pack.code, code, as_of=moment.as_of, size=moment.size)
    if row is None or (moment.verified and not row.verified):
        raise Http404
    around = known.linked(pack.code, code, as_of=moment.as_of, size=moment.size)
    shapes_ = known.shapes(pack.code, code, as_of=moment.as_of, size=moment.size)
    return {
        **row._asdict(),
        "may": [action for action in Action if viewer.may(action, thing)],
        "stages_next": [],
        "shapes": {key: json.loads(shape) for key, shape in shapes_.items()},
        "names": [_named(one) for one in around.names if _is_seen(viewer, one)],
        "named_by": [_named(one) for one in around.named_by if _is_seen(viewer, one)],
    }


def _named(one: Named) -> dict[str, Any]:
    return {"by": one.by, "programme": one.programme, "code": one.code, "name": one.row.name if one.row else None}


def _is_seen(viewer: Viewer, one: Named) -> bool:
    return one.row is None or viewer.may(Action.SEE, thing_of_row(one.row))


def thing_of_row(row: Row) -> Thing:
    """Whose a subject of the register is, as it is now."""
    pack = served().programmes.get(row.programme)
    if pack is None:
        return Thing(row.owners)
    from dajuan.ledger.read import state_of_subject

    return thing_of_subject(pack, state_of_subject(served().ledger, programme=row.programme, subject=row.code))


@router.get("/programmes/{programme}/subjects/{code}/entries", response=shapes.History, summary="它的全部记录 / Its history")
def history(request: Request, programme: str, code: str, paging: Query[Paging], asked: Query[Asked]) -> dict[str, Any]:
    """先后为日志的次序，被撤回和更正的也在；``as_of``、``known_at`` 之后的不列。 In the log's order, with those that count no more."""
    viewer = need(request, Action.SEE, enterprises=True)
    pack, moment = programme_called(programme), asked.moment()
    state, _ = subject_called(viewer, pack, code)
    entries = [
        (seq, entry)
        for seq, entry in entries_of_subject(served().ledger, programme=pack.code, subject=code)
        if (moment.size is None or seq < moment.size)
        and (moment.as_of is None or entry.effective_on <= moment.as_of)
        and (not moment.verified or state.is_verified(seq))
    ]
    found, more = page_of(f"history {programme} {code}", entries, lambda one: one[0], paging)
    return {
        "items": [
            entry_object(seq, entry) | {"counts": seq in state.entries, "is_verified": state.is_verified(seq)}
            for seq, entry in found
        ],
        "next": more,
    }
