"""Subjects of a programme: the list, one as it is or was, its history."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from ninja import Field, Query, Router

from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import BY_CODE, Order
from dajuan.subjects.naming import Named
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.api.cursors import Paging, bad_cursor, cursor, page_of, place_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.finding import own_codes
from dajuan.web.api.operations.entries import entry_whole
from dajuan.web.api.shapes import programmes as shapes
from dajuan.web.api.shapes.pieces import Asked, Line
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment
from dajuan.web.programmes.asking import asked as filters_of
from dajuan.web.programmes.found import programme_called, subject_called
from dajuan.web.programmes.views.recording import next_stages
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.words import Words

router = Router(tags=["subjects"])
_encode = msgspec.json.Encoder().encode
_SORTS = ("code", "name", "stage_on", "since", "last")


class WantedSubjects(Paging, Asked):
    stage: list[Line] = Field([], description="阶段，可几个；“-”为尚无阶段 / stages; - for none yet")
    q: Line = Field("", description="编号、名称、单位里的字 / part of a code, a name or an organisation")
    sort: Line = Field(
        "code", description="code、name、stage_on、since、last 或字段；前加 - 倒序 / a - in front turns it"
    )


@router.get("/programmes/{programme}/subjects", response=shapes.Subjects, summary="对象列表 / Subjects")
def subjects(request: Request, programme: str, asked: Query[WantedSubjects]) -> HttpResponse:
    """地址里还可以有各字段的条件，写法与页面的列表相同：``f.cause=funds``（可几个；``-`` 为未填）、``f.homes.from=100``、
    ``f.homes.to=300``、``stage_on.from=2026-01-01``、``since.to=…``、``mine=1``。 Conditions on fields, as in a page's
    address."""
    viewer = need(request, Action.SEE, enterprises=True)
    pack, moment = programme_called(programme), asked.moment()
    only, list_ = own_codes(viewer, pack), f"subjects {pack.code} {asked.sort}"
    question = filters_of(pack, request.GET, verified=moment.verified)
    if troubles := [Trouble("filter", *one.trouble, field=one.name) for one in question.troubles if one.trouble]:
        raise ProblemError(422, Words(troubles[0].zh, troubles[0].en), troubles)
    owners = viewer.owners(Action.RECORD) if question.mine else viewer.owners()
    try:
        page = (
            served()
            .subjects()
            .page(
                pack.code,
                where=question.where,
                order=_order(asked.sort, pack),
                after=place_of(list_, asked.after),
                limit=asked.limit,
                as_of=moment.as_of,
                size=moment.size,
                owners=None if only is not None else owners,
                only=only,
            )
        )
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise bad_cursor() from error
    # Straight to JSON: these rows are what they say, and checking each again takes twice as long as reading them.
    told: dict[str, Any] = {"items": [row._asdict() for row in page.rows], "size": page.size}
    told["next"] = cursor(list_, page.next) if page.next else None
    return HttpResponse(_encode(told), content_type="application/json")


def _order(sort: str, pack: Programme) -> Order:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key in _SORTS:
        return BY_CODE._replace(by=key, descending=descending)  # type: ignore[arg-type]
    field = pack.fields.get(key)
    if field is None or field.flow or field.type == "geometry":
        words = Words(
            f"不能按“{key}”排序；可用：{'、'.join(_SORTS)} 和字段",
            f"cannot sort by '{key}'; there are {', '.join(_SORTS)} and fields",
        )
        raise ProblemError(422, words, [Trouble("sort", *words, field="sort")])
    return Order("field", key, descending)


@router.get("/programmes/{programme}/subjects/{code}", response=shapes.SubjectWhole, summary="一个对象 / One subject")
def subject(request: Request, programme: str, code: str, asked: Query[Asked]) -> dict[str, Any]:
    """现在的样子，或 ``as_of``、``known_at`` 那时的样子。 As it is, or as it was then."""
    viewer = need(request, Action.SEE, enterprises=True)
    found, moment = subject_called(viewer, programme, code), asked.moment()
    known, pack = served().subjects(), found.programme
    row = known.one(programme, code, as_of=moment.as_of, size=moment.size)
    if row is None or (moment.verified and not row.verified):
        raise Http404
    around = known.linked(programme, code, as_of=moment.as_of, size=moment.size)
    drawn = known.shapes(programme, code, as_of=moment.as_of, size=moment.size)
    return {
        **row._asdict(),
        "may": [action for action in Action if viewer.may(action, found.whose.to(action))],
        "stages_next": [one.key for one in next_stages(pack, found.state.way, viewer, found.whose)],
        "shapes": {key: json.loads(shape) for key, shape in drawn.items()},
        "names": [_named(one) for one in around.names if _is_seen(viewer, one)],
        "named_by": [_named(one) for one in around.named_by if _is_seen(viewer, one)],
        "seen": found.size,
    }


def _named(one: Named) -> dict[str, Any]:
    return {"by": one.by, "programme": one.programme, "code": one.code, "name": one.row.name if one.row else None}


def _is_seen(viewer: Viewer, one: Named) -> bool:
    """By whose it is now."""
    now = served().subjects().one(one.programme, one.code)
    return now is None or sees(viewer, now)


@router.get(
    "/programmes/{programme}/subjects/{code}/entries", response=shapes.History, summary="它的记录 / Its history"
)
def history(request: Request, programme: str, code: str, paging: Query[Paging], asked: Query[Asked]) -> dict[str, Any]:
    """日志的次序，被撤回和更正的也在。 In the log's order, with those that count no more."""
    viewer = need(request, Action.SEE, enterprises=True)
    subject_called(viewer, programme, code)
    moment: Moment = asked.moment()
    entries = [
        one
        for one in told(programme, code, size=moment.size, as_of=moment.as_of)
        if not moment.verified or one.later.verified_by
    ]
    found, more = page_of(f"history {programme} {code}", entries, lambda one: one.seq, paging)
    return {"items": [entry_whole(one) for one in found], "next": more}
