"""国有集团的接口: groups, a company with what is under it. Money in 分."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from dajuan.systems.state_owned.accounts import wrongs
from dajuan.systems.state_owned.owning import Owned, divided, doubt
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day
from dajuan.web.moment import Moment
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.state_owned.seen import Group, all_owned, book_at, company_called, group_of

router = Router(tags=["state-owned"])


class OwnedOut(Schema):
    projects: int = Field(description="共有的计一次 / each once")
    planned: int = Field(description="计划总投资按份额 / planned, by share")
    planned_in_full: int
    invested: int = Field(description="今年完成按份额 / invested this year, by share")


class StateGroupOut(Schema):
    code: str
    name: str
    tier: str
    role: str
    companies: int
    assets: int | None
    debts: int | None
    debt_ratio: float | None
    owned: OwnedOut
    targets_led: list[str]
    targets_joint: list[str]
    tasks: int
    tasks_done: int
    tasks_late: int


class StateWrongOut(Schema):
    company: str
    what: Literal["above-group", "debts-above-assets", "not-a-group", "group-below", "ring"]


class GroupsOut(Schema):
    on: Day
    items: list[StateGroupOut]
    all: OwnedOut | None = Field(description="看得到全区的才有 / for whoever sees the whole zone")
    wrong: list[StateWrongOut]


class OwnerOut(Schema):
    company: str
    part: Literal["lead", "joint", "agent"]
    share: float | None
    by_name: bool
    planned: int


class ProjectOut(Schema):
    code: str
    name: str
    stage: str
    planned: int
    invested: int
    owners: list[OwnerOut]
    doubt: Literal["not-whole", "some"] | None


class TaskOut(Schema):
    code: str
    name: str
    stage: str
    due: Day
    progress: float
    late: int


class BelowOut(Schema):
    code: str
    name: str
    depth: int


class CompanyOut(StateGroupOut):
    on: Day
    below: list[BelowOut]
    project_list: list[ProjectOut]
    task_list: list[TaskOut]


@router.get("/state-owned", response=GroupsOut, summary="国有集团 / Groups")
def state_groups(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    tree = book_at(moment).tree
    tops = [code for code in tree.tops if sees(viewer, tree.rows[code])]
    return {
        "on": day_of(moment),
        "items": [_group(group_of(viewer, code, moment)) for code in tops],
        "all": _owned(*all_owned(moment)) if viewer.owners() is None else None,
        "wrong": [
            {"company": code, "what": what.value} for code, what in wrongs(tree) if sees(viewer, tree.rows[code])
        ],
    }


@router.get("/state-owned/{company}", response=CompanyOut, summary="一家国有企业 / A company")
def state_company(request: Request, company: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    company_called(viewer, company, moment)
    book, found = book_at(moment), group_of(viewer, company, moment)
    some = set(found.companies)
    mine = [code for code, stakes in book.stakes.items() if any(one.company in some for one in stakes)]
    return {
        **_group(found),
        "on": day_of(moment),
        "below": [
            {"code": code, "name": book.tree.rows[code].name, "depth": depth}
            for depth, code in book.tree.below(company)
        ],
        "project_list": [_project(code, moment) for code in mine if sees(viewer, book.projects[code])],
        "task_list": [
            {
                "code": one.row.code, "name": one.row.name, "stage": one.row.stage, "due": one.due,
                "progress": float(one.progress), "late": one.late,
            }
            for one in found.tasks
            if sees(viewer, one.row)
        ],
    }  # fmt: skip


def _owned(planned: Owned, invested: Owned) -> dict[str, int]:
    return {
        "projects": len(planned.projects),
        "planned": planned.by_share,
        "planned_in_full": planned.in_full,
        "invested": invested.by_share,
    }


def _group(one: Group) -> dict[str, Any]:
    ratio, done = one.accounts.debt_ratio, one.reform
    return {
        "code": one.row.code,
        "name": one.row.name,
        "tier": one.row.fields.get("tier", ""),
        "role": one.row.fields.get("role", ""),
        "companies": len(one.companies),
        "assets": one.accounts.assets,
        "debts": one.accounts.debts,
        "debt_ratio": None if ratio is None else float(ratio),
        "owned": _owned(one.planned, one.invested),
        "targets_led": [standing.target.code for standing in one.led],
        "targets_joint": [standing.target.code for standing in one.joint],
        "tasks": done.all,
        "tasks_done": done.done,
        "tasks_late": done.late,
    }


def _project(code: str, moment: Moment) -> dict[str, Any]:
    book = book_at(moment)
    row, stakes, question = book.projects[code], book.stakes[code], doubt(book.stakes[code])
    planned = divided(book.planned.get(code, 0), stakes)
    return {
        "code": code,
        "name": row.name,
        "stage": row.stage,
        "planned": book.planned.get(code, 0),
        "invested": book.invested.get(code, 0),
        "owners": [
            {
                "company": one.company, "part": one.part.value, "share": None if one.share is None else float(one.share),
                "by_name": one.by_name, "planned": planned.get(one.company, 0),
            }
            for one in stakes
        ],
        "doubt": question.value if question else None,
    }  # fmt: skip
