"""目标: the list, one with what may be done to it, and doing it. The rules are the pages': ``targets.steps`` and the
services of ``answers``."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Query, Router, Schema

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import standing_object, value_asked
from dajuan.answers.target import Target
from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.figures import StandingOut
from dajuan.web.api.shapes.pieces import Asked, Line, Said
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.targets.known import known
from dajuan.web.targets.request import found_or_404
from dajuan.web.targets.rows import asked_of, chosen, lines_of
from dajuan.web.targets.steps import steps_of

router = Router(tags=["targets"])


class TargetOut(Schema):
    code: str
    name: str
    year: int
    kind: str
    stage: str
    stage_on: date
    area: str
    words: str = Field(description="计划原话 / the words of the plan")
    source: str | None = Field(description="SHA-256#起-止 / the document and the characters")
    asked: str
    deadline: date
    owner: str
    co_owners: list[str]
    leader: str
    part_of: str
    indicator: str | None
    note: str
    standing: StandingOut | None = Field(description="在看板上的样子；待定和不再跟踪的没有 / null off the board")


class Targets(Schema):
    items: list[TargetOut]
    next: str | None


class StepOut(Schema):
    key: str
    name: Said
    action: str
    stage: str
    mine: bool = Field(description="您能不能办 / whether you may")
    why_not: Said | None


class TargetWhole(TargetOut):
    steps: list[StepOut]
    seen: int = Field(description="写回时给 seen / hand it back as seen when you record")


class WantedTargets(Paging, Asked):
    year: int | None = Field(None, description="缺省今年的计划 / else this year's plan")
    area: Line = ""
    owner: Line = ""
    light: Line = ""
    stage: Line = ""
    kind: Line = ""
    text: Line = ""
    mine: bool = False
    sort: Line = Field("", description="light、gap、deadline、owner；空为计划次序 / else as in the plan")


def _object(one: Target, standing: Standing | None) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "year": one.year,
        "kind": one.kind,
        "stage": one.stage,
        "stage_on": one.stage_on,
        "area": one.area,
        "words": one.words,
        "source": str(one.source) if one.source else None,
        "asked": value_asked(one),
        "deadline": one.due,
        "owner": one.owner,
        "co_owners": list(one.co_owners),
        "leader": one.leader,
        "part_of": one.part_of,
        "indicator": str(one.binding) if one.binding else None,
        "note": one.note,
        "standing": standing_object(standing) if standing else None,
    }


def _board(year: int, moment: Moment) -> Board | None:
    """None where the year has none at this moment."""
    try:
        return served().board(year, moment)
    except LedgerError:
        return None


@router.get("/targets", response=Targets, summary="目标列表 / Targets")
def targets(request: Request, wanted: Query[WantedTargets]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), wanted.moment()
    here = known(moment)
    if wanted.year is not None and wanted.year not in here.years():
        return {"items": [], "next": None}
    asked = asked_of(request.GET, here.years(), served().today())._replace(mine=wanted.mine)
    lines = chosen(lines_of(here.of_year(asked.year), _board(asked.year, moment), viewer), asked, viewer)
    found, more = page_of("targets", lines, lambda one: one.target.code, wanted)
    return {"items": [_object(one.target, one.standing) for one in found], "next": more}


@router.get("/targets/{code}", response=TargetWhole, summary="一个目标 / One target")
def target(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = found_or_404(request, code)  # type: ignore[arg-type]
    board = _board(found.target.year, moment)
    standing = next((one for one in board.standings if one.target.code == code), None) if board else None
    steps = [] if moment.is_past else steps_of(found.target, found.state, found.programme, viewer, served().today())
    return _object(found.target, standing) | {
        "steps": [
            {
                "key": one.key,
                "name": one.name._asdict(),
                "action": one.action,
                "stage": one.stage,
                "mine": one.mine,
                "why_not": one.why_not._asdict() if one.why_not else None,
            }
            for one in steps
        ],
        "seen": found.known.size,
    }
