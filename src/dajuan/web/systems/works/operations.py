"""投资与工程的接口: the year with its parts, each project, what is stalled or slipping, what is doubted, batches. Money in 分."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from dajuan.standards.supervision.lights import State
from dajuan.systems.works.batches import batches, four_rates, taken, total
from dajuan.systems.works.doubts import Doubt
from dajuan.systems.works.foresight import End
from dajuan.systems.works.owners import by_owner
from dajuan.systems.works.progress import Progress
from dajuan.systems.works.project import Project
from dajuan.systems.works.slipping import Slip
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Said
from dajuan.web.served import served
from dajuan.web.systems.works.seen import Seen, keys_of, seen_at

router = Router(tags=["works"])


class EndOut(Schema):
    expected: int = Field(description="各项目相加正是合计 / adds up over projects")
    low80: float = Field(description="区间的两端不能相加 / ends of intervals do not add up")
    high80: float
    low95: float
    high95: float
    chance: float | None = Field(description="达到年度计划 / of the year's plan")


class WorksOwnerOut(Schema):
    owner: str
    leads: int
    helps: int
    plan: int
    done: int
    end: EndOut


class WorksOut(Schema):
    on: Day
    reported_to: Day | None
    projects: int
    on_both_lists: list[str]
    plan: int
    done: int
    rate: float | None
    due: float | None
    schedule: str
    end: EndOut
    correlation: float | None
    together: float
    assumed: dict[str, float]
    not_started: int = Field(description="有计划没开工，不在预计里 / with a plan, not started: not in the forecast")
    owners: list[WorksOwnerOut]


class SlipOut(Schema):
    why: str
    colour: str
    words: Said
    rule: Said


class WorkOut(Schema):
    programme: str
    code: str
    name: str
    stage: str
    lead: str
    owners: list[str]
    plan: int | None
    done: int
    due: float | None
    state: State
    end: EndOut | None


class WorksListOut(Schema):
    on: Day
    items: list[WorkOut]
    next: str | None


class MoveOut(Schema):
    stage: str
    on: Day
    seq: int


class MonthOut(Schema):
    end: Day
    invested: int
    seq: int


class ProjectDoubtOut(Schema):
    programme: str
    code: str
    field: str
    period: Day | None
    what: str
    words: Said


class WorkWholeOut(WorkOut):
    planned_total: int | None
    done_to_date: int
    same: str
    moves: list[MoveOut]
    months: list[MonthOut]
    slips: list[SlipOut]
    doubts: list[ProjectDoubtOut]


class SlippingOut(Schema):
    programme: str
    code: str
    name: str
    stalled: bool
    slips: list[SlipOut]


class SlippingListOut(Schema):
    on: Day
    items: list[SlippingOut]
    next: str | None


class DoubtsOut(Schema):
    items: list[ProjectDoubtOut]
    next: str | None


class QuarterBatchOut(Schema):
    projects: list[str]
    planned_total: int
    large_enough: int


class QuarterOut(Schema):
    quarter: int
    signed: QuarterBatchOut
    started: QuarterBatchOut
    producing: QuarterBatchOut


class WorksRateOut(Schema):
    of: str
    to: str
    all: int
    reached: int
    rate: float | None
    waiting: list[str]


class BatchesOut(Schema):
    on: Day
    rule: str
    quarters: list[QuarterOut]
    rates: list[WorksRateOut]


class WantedWorks(Paging, Asked):
    list: Literal["", "investment-projects", "public-works"] = ""
    owner: str = ""
    state: str = ""


class WantedLists(Paging, Asked):
    pass


def _seen(request: Request, asked: Asked) -> Seen:
    return seen_at(need(request, Action.SEE), asked.moment())


@router.get("/works", response=WorksOut, summary="投资与工程 / The year of projects and works")
def works(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    seen = _seen(request, asked)
    whole, foresight, assumed = seen.whole, seen.book.foresight, seen.book.settings.assumed
    return {
        "on": seen.book.on,
        "reported_to": seen.book.upto,
        "projects": whole.projects,
        "on_both_lists": [one.row.code for one in seen.twins],
        "plan": whole.plan,
        "done": whole.done,
        "rate": _number(whole.rate),
        "due": _number(whole.due),
        "schedule": served().rules.schedule.origin.code,
        "end": _end(seen, seen.progress),
        "correlation": foresight.correlation(keys_of(seen.progress)),
        "together": foresight.learnt.together,
        "assumed": {key: getattr(assumed, key) for key in type(assumed).__slots__},
        "not_started": len(seen.unstarted),
        "owners": [
            {
                "owner": one.owner, "leads": len(one.led), "helps": len(one.joint), "plan": one.plan, "done": one.done,
                "end": _end(seen, list(one.led)),
            }
            for one in by_owner(seen.progress)
        ],
    }  # fmt: skip


@router.get("/works/projects", response=WorksListOut, summary="逐个项目 / Each project")
def works_projects(request: Request, asked: Query[WantedWorks]) -> dict[str, Any]:
    seen = _seen(request, asked)
    some = seen.asked(which=asked.list, owner=asked.owner, state=asked.state)
    part, more = page_of("works", some, lambda one: list(one.project.key), asked)
    return {"on": seen.book.on, "items": [_work(one, seen) for one in part], "next": more}


@router.get("/works/projects/{programme}/{code}", response=WorkWholeOut, summary="一个项目 / One project")
def works_project(request: Request, programme: str, code: str, asked: Query[Asked]) -> dict[str, Any]:
    seen = _seen(request, asked)
    one = seen.called(programme, code)
    project = one.project
    return {
        **_work(one, seen),
        "planned_total": project.total,
        "done_to_date": project.to_date,
        "same": project.same,
        "moves": [move._asdict() for move in project.moves],
        "months": [{"end": month.end, "invested": month.fen, "seq": month.seq} for month in project.months],
        "slips": [_slip(each) for each in seen.slips_of(project)],
        "doubts": [_doubt(each) for each in seen.doubts_of(project)],
    }


@router.get("/works/slipping", response=SlippingListOut, summary="停滞和滞后 / Stalled and slipping")
def works_slipping(request: Request, asked: Query[WantedLists]) -> dict[str, Any]:
    seen = _seen(request, asked)
    part, more = page_of("works slipping", seen.listed, lambda one: list(one.progress.project.key), asked)
    items = [
        {
            **_of(one.progress.project),
            "stalled": one.is_stalled,
            "slips": [_slip(each) for each in one.slips],
        }
        for one in part
    ]
    return {"on": seen.book.on, "items": items, "next": more}


@router.get("/works/doubts", response=DoubtsOut, summary="请核对 / To be checked")
def works_doubts(request: Request, asked: Query[WantedLists]) -> dict[str, Any]:
    found = _seen(request, asked).doubts
    part, more = page_of("works doubts", found, lambda one: [*one.project.key, one.what.value, str(one.on)], asked)
    return {"items": [_doubt(one) for one in part], "next": more}


@router.get("/works/batches", response=BatchesOut, summary="三个一批和四率 / Three batches, four rates")
def works_batches(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    seen = _seen(request, asked)
    projects, rule = [one.project for one in seen.progress], seen.book.settings.batches

    def part(some: tuple[Project, ...]) -> dict[str, Any]:
        codes = [one.row.code for one in some]
        return {"projects": codes, "planned_total": total(some), "large_enough": taken(some, rule)}

    return {
        "on": seen.book.on,
        "rule": rule.origin.code,
        "quarters": [
            {"quarter": nth, "signed": part(one.signed), "started": part(one.started), "producing": part(one.producing)}
            for nth, one in enumerate(batches(projects, seen.book.year), 1)
        ],
        "rates": [
            {
                "of": one.of, "to": one.to, "all": len(one.all), "reached": len(one.all) - len(one.waiting),
                "rate": _number(one.rate), "waiting": [each.row.code for each in one.waiting],
            }
            for one in four_rates(projects)
        ],
    }  # fmt: skip


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _end(seen: Seen, some: list[Progress]) -> dict[str, Any]:
    end: End = seen.end_of(some)
    plan = sum(one.plan or 0 for one in some)
    return {**end._asdict(), "chance": seen.book.foresight.chance(keys_of(some), plan) if plan else None}


def _of(one: Project) -> dict[str, Any]:
    return {"programme": one.row.programme, "code": one.row.code, "name": one.row.name}


def _work(one: Progress, seen: Seen) -> dict[str, Any]:
    known = one.project.key not in seen.book.foresight.unknown
    return {
        **_of(one.project),
        "stage": one.project.stage,
        "lead": one.project.lead,
        "owners": list(one.project.row.owners),
        "plan": one.plan,
        "done": one.done,
        "due": _number(one.due),
        "state": one.state,
        "end": _end(seen, [one]) if known else None,
    }


def _slip(one: Slip) -> dict[str, Any]:
    return {"why": one.why.value, "colour": one.colour, "words": one.words._asdict(), "rule": one.rule._asdict()}


def _doubt(one: Doubt) -> dict[str, Any]:
    return {
        "programme": one.project.row.programme, "code": one.project.row.code, "field": one.field, "period": one.on,
        "what": one.what.value, "words": one.words._asdict(),
    }  # fmt: skip
