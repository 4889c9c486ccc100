"""Pages of the groups."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.state_owned.accounts import Wrong, wrongs
from dajuan.systems.state_owned.owning import PROJECTS, Doubt, Part, divided, doubt
from dajuan.systems.state_owned.reform import TASKS
from dajuan.systems.state_owned.tree import COMPANIES
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.layout.downloads import table
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.state_owned.seen import Group, all_owned, book_at, company_called, group_of
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words

_FIGURES = ("groups", "companies", "assets", "debts", "debt-ratio", "revenue")
WRONGS = {
    Wrong.ABOVE_GROUP: Words("资产大于所属集团的合并数", "states more assets than its group's consolidated accounts"),
    Wrong.DEBTS_ABOVE_ASSETS: Words("负债大于资产", "owes more than it has"),
    Wrong.NOT_A_GROUP: Words(
        "没有上级，又没有写成集团，合计里没有它", "has no parent and is no group: the sums leave it out"
    ),
    Wrong.GROUP_BELOW: Words(
        "写成集团，又有上级，合计里会重复", "is a group and has a parent: the sums count it twice"
    ),
    Wrong.RING: Words("上级公司绕成了圈", "its parents lead back to itself"),
}
DOUBTS = {
    Doubt.NOT_WHOLE: Words("份额合计不是 100%，按比例分", "the shares do not come to 100%: divided in proportion"),
    Doubt.SOME: Words("有的写了份额有的没写，按均分", "some have a share and some none: divided evenly"),
}
PARTS = {
    Part.LEAD: Words("牵头", "leads"),
    Part.JOINT: Words("参与", "takes part"),
    Part.AGENT: Words("代建", "builds for another"),
}


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The groups side by side: accounts, projects, targets, reform. A project of two groups is in each and once in the sum."""
    viewer, moment = seen_by(request)
    tree = book_at(moment).tree
    planned, invested = all_owned(moment)
    context = {
        "groups": [_told(group_of(viewer, code, moment)) for code in tree.tops if sees(viewer, tree.rows[code])],
        "planned": wan(planned.by_share),
        "invested": wan(invested.by_share),
        "projects": len(planned.projects),
        "whole": viewer.owners() is None,
        "wrongs": [(tree.rows[code], WRONGS[what]) for code, what in wrongs(tree) if sees(viewer, tree.rows[code])],
        "figures": this_year(COMPANIES, _FIGURES, moment),
        "on": day_of(moment),
    }
    return render(request, "state_owned/home.html", context)


def wan(fen: int | None) -> str:
    """万元."""
    return "" if fen is None else f"{fen / 1_000_000:,.2f}"


def _told(one: Group) -> dict[str, Any]:
    ratio, done = one.accounts.debt_ratio, one.reform
    return {
        "group": one,
        "assets": wan(one.accounts.assets),
        "debts": wan(one.accounts.debts),
        "ratio": ratio,
        "planned": wan(one.planned.by_share),
        "in_full": wan(one.planned.in_full),
        "invested": wan(one.invested.by_share),
        "reform": done,
    }


@require_safe
@needs(Action.SEE)
def company(request: HttpRequest, code: str) -> HttpResponse:
    """One company with those under it: what it is for, its accounts, projects, targets, reform tasks."""
    viewer, moment = seen_by(request)
    row = company_called(viewer, code, moment)
    book, found = book_at(moment), group_of(viewer, code, moment)
    rows = _projects(found, viewer, moment)
    parent = book.tree.parents.get(code)
    tasks = [one for one in found.tasks if sees(viewer, one.row)]
    context = {
        **_told(found),
        "row": row,
        "parent": book.tree.rows[parent] if parent and sees(viewer, book.tree.rows[parent]) else None,
        "below": [(depth, book.tree.rows[one], _held(book.tree.rows[one])) for depth, one in book.tree.below(code)],
        "projects": rows,
        "hidden": len(found.planned.projects) - sum(not one["agent"] for one in rows),
        "tasks": [(one, _stage(TASKS, one.row.stage)) for one in tasks],
        "wrongs": [WRONGS[what] for one, what in wrongs(book.tree) if one == code],
        "may_export": viewer.may(Action.EXPORT),
    }  # fmt: skip
    return render(request, "state_owned/company.html", context)


def _held(row: Row) -> Fraction | None:
    """Of it by its parent."""
    value = row.fields.get("held")
    return Fraction(value, 1_000_000) if isinstance(value, int) else None


def _projects(found: Group, viewer: Viewer, moment: Moment) -> list[dict[str, Any]]:
    """Those that are the viewer's to see, what it builds for others after what it owns."""
    book, some, told = book_at(moment), set(found.companies), []
    for project, stakes in book.stakes.items():
        mine, row = [one for one in stakes if one.company in some], book.projects[project]
        if not mine or not sees(viewer, row):
            continue
        planned, invested = (divided(money.get(project, 0), stakes) for money in (book.planned, book.invested))
        agent = all(one.part is Part.AGENT for one in mine)
        told.append(
            {
                "row": row,
                "agent": agent,
                "owners": [
                    (book.tree.rows[one.company].name, PARTS[one.part], one.share, one.by_name) for one in stakes
                ],
                "stage": _stage(PROJECTS, row.stage),
                "total": wan(book.planned.get(project, 0)),
                "planned": wan(sum(planned.get(one, 0) for one in some)),
                "invested": wan(sum(invested.get(one, 0) for one in some)),
                "doubt": DOUBTS[question] if (question := doubt(stakes)) else None,
            }
        )
    return sorted(told, key=lambda one: (one["agent"], one["row"].code))


def _stage(programme: str, key: str) -> Name | None:
    pack = served().programmes.get(programme)
    stage = pack.stages.get(key) if pack else None
    return stage.name if stage else None


_COLUMNS = (
    Column("project", "项目编号", "Project", "text"),
    Column("name", "项目", "Name", "text"),
    Column("owners", "承担企业", "Owners", "text"),
    Column("stage", "阶段", "Stage", "text"),
    Column("total", "计划总投资（万元）", "Planned (万元)", "decimal"),
    Column("planned", "按份额（万元）", "By share (万元)", "decimal"),
    Column("invested", "今年完成按份额（万元）", "Invested by share (万元)", "decimal"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    company_called(viewer, code, moment)
    rows = [
        (
            one["row"].code, one["row"].name, "、".join(f"{name}（{part}）" for name, part, _, _ in one["owners"]),
            one["stage"].zh if one["stage"] else "", *(one[key].replace(",", "") for key in ("total", "planned", "invested")),
        )
        for one in _projects(group_of(viewer, code, moment), viewer, moment)
    ]  # fmt: skip
    return table(form, _COLUMNS, rows, name=f"{code}-{day_of(moment)}", sheet=code[:31])
