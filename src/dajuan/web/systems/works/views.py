"""Pages of projects: the year, the list, what is stalled or slipping, what is doubted, one project."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Cell, Column
from dajuan.standards.supervision.lights import state_names
from dajuan.systems.works.batches import Batch, Rate, batches, four_rates, taken, total
from dajuan.systems.works.owners import by_owner
from dajuan.systems.works.progress import Progress
from dajuan.systems.works.project import PROJECTS, WORKS
from dajuan.systems.works.slipping import NAMES, Listed, Why
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import this_year
from dajuan.web.systems.works.seen import Seen, keys_of, seen_at
from dajuan.web.systems.works.shown import (
    address_of,
    between,
    course,
    lists,
    months_chart,
    stage_called,
    stage_of,
    told,
    wan,
    yi,
)
from dajuan.web.words import Words

_FIGURES = ("invested-this-year", "plan-done", "projects-started", "projects-producing", "honoured-rate", "started-rate", "producing-rate", "capacity-rate")  # fmt: skip
_WORKS_FIGURES = ("works-invested-this-year", "works-plan-done", "works-started", "works-completed", "roads-length")


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The year: plan against done against what is due, where it will end, by owner, the three batches and four rates."""
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    whole, end, foresight = seen.whole, seen.end, seen.book.foresight
    slips = seen.listed
    keys = keys_of(seen.progress)
    context = {
        "seen": seen,
        "on": day_of(moment),
        "whole": whole,
        "plan": yi(whole.plan),
        "done": yi(whole.done),
        "expected": yi(end.expected),
        "between": between(end),
        "reported": _reported(seen),
        "chance": _share(foresight.chance(keys, whole.plan)) if whole.plan else None,
        "correlation": _two(foresight.correlation(keys)),
        "together": _share(foresight.learnt.together),
        "years": foresight.learnt.years,
        "unknown": len(foresight.unknown.intersection(keys)),
        "unstarted": _unstarted(seen),
        "stalled": sum(one.is_stalled for one in slips),
        "slipping": sum(not one.is_stalled for one in slips),
        "doubts": len(seen.doubts),
        "owners": _owners(seen),
        "batches": [_batch(one, seen) for one in batches([one.project for one in seen.progress], seen.book.year)],
        "rule": seen.book.settings.batches.origin,
        "rates": [_rate(one) for one in four_rates(one.project for one in seen.progress)],
        "curve": served().rules.schedule.origin,
        "figures": this_year(PROJECTS, _FIGURES, moment) + this_year(WORKS, _WORKS_FIGURES, moment),
        **course(seen, whole, end),
    }
    return render(request, "works/home.html", context)


def _reported(seen: Seen) -> Words:
    if seen.book.upto is None:
        return Words("今年还没有报过投资", "nothing of this year was reported yet")
    return Words(f"投资报到 {seen.book.upto:%Y-%m}", f"investment is reported to {seen.book.upto:%Y-%m}")


def _share(number: float) -> str:
    return f"{number:.0%}"


def _two(number: float | None) -> str | None:
    return None if number is None else f"{number:.2f}"


def _unstarted(seen: Seen) -> dict[str, Any]:
    return {"many": len(seen.unstarted), "plan": yi(sum(one.plan or 0 for one in seen.unstarted))}


def _owners(seen: Seen) -> list[dict[str, Any]]:
    rows = []
    for one in by_owner(seen.progress):
        end = seen.end_of(one.led)
        rows.append(
            {
                "owner": one.owner,
                "address": f"{reverse('works:list')}?{urlencode({'owner': one.owner})}",
                "led": len(one.led),
                "joint": len(one.joint),
                "plan": yi(one.plan),
                "done": yi(one.done),
                "rate": one.rate,
                "expected": yi(end.expected),
                "between": between(end),
            }
        )
    return rows


def _batch(one: Batch, seen: Seen) -> list[dict[str, Any]]:
    rule = seen.book.settings.batches
    return [{"many": len(some), "total": yi(total(some)), "taken": taken(some, rule)} for some in one]


def _rate(one: Rate) -> dict[str, Any]:
    pack = served().programmes[PROJECTS]
    return {
        "rate": one.rate,
        "all": len(one.all),
        "reached": len(one.all) - len(one.waiting),
        "waiting": one.waiting,
        "of": pack.stages[one.of].name if one.of in pack.stages else one.of,
        "to": pack.stages[one.to].name if one.to in pack.stages else one.to,
    }


@require_safe
@needs(Action.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    some = _asked(request, seen)
    shown = stretch(some, request.GET.get("from"))
    context = {
        "seen": seen,
        "rows": [told(one, seen) for one in shown.rows],
        "stretch": shown,
        "many": len(some),
        "lists": lists().items(),
        "owners": sorted({name for one in seen.progress for name in one.project.row.owners}),
        "states": [(key, names, served().rules.lights.colours[key]) for key, names in state_names().items()],
        "asked": {key: request.GET.get(key, "") for key in ("list", "owner", "state")},
        "may_export": viewer.may(Action.EXPORT),
    }
    return render(request, "works/list.html", context)


def _asked(request: HttpRequest, seen: Seen) -> list[Progress]:
    which, owner, state = (request.GET.get(key, "") for key in ("list", "owner", "state"))
    return seen.asked(which=which, owner=owner, state=state)


_COLUMNS = (
    Column("list", "台账", "List", "text"),
    Column("code", "编号", "Code", "text"),
    Column("name", "项目", "Project", "text"),
    Column("stage", "阶段", "Stage", "text"),
    Column("owners", "责任单位", "Owners", "text"),
    Column("plan", "年度计划（万元）", "Plan (万元)", "decimal"),
    Column("done", "今年完成（万元）", "Done (万元)", "decimal"),
    Column("state", "情形", "State", "text"),
    Column("expected", "年底预计（万元）", "Expected at the year's end (万元)", "decimal"),
    Column("between", "80% 区间", "80 % interval", "text"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    rows = [_cells(told(one, seen)) for one in _asked(request, seen)]
    return table(form, _COLUMNS, rows, name=f"works-{day_of(moment)}", sheet="works")


def _cells(row: dict[str, Any]) -> tuple[Cell, ...]:
    numbers = [row[key].replace(",", "") or None for key in ("plan", "done")]
    return (
        row["list"], row["one"].project.row.code, row["name"], row["stage"], "、".join(row["owners"]), *numbers,
        str(Words(*row["state"])), row["expected"].replace(",", "") or None, row["between"],
    )  # fmt: skip


@require_safe
@needs(Action.SEE)
def slipping(request: HttpRequest) -> HttpResponse:
    """Stalled and slipping, each with the rule that put it there."""
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    every, why = seen.listed, request.GET.get("why", "")
    counts = {one: sum(any(slip.why is one for slip in row.slips) for row in every) for one in Why}
    chosen = [one for one in every if not why or any(slip.why == why for slip in one.slips)]
    shown = stretch(chosen, request.GET.get("from"))
    context = {
        "seen": seen,
        "rows": [_slipping(one) for one in shown.rows],
        "stretch": shown,
        "why": why,
        "whys": [(one, NAMES[one], many) for one, many in counts.items() if many],
        "many": len(every),
        "may_export": viewer.may(Action.EXPORT),
    }
    return render(request, "works/slipping.html", context)


def _slipping(one: Listed) -> dict[str, Any]:
    project = one.progress.project
    return {
        "name": project.row.name or project.row.code,
        "address": address_of(project),
        "list": lists()[project.row.programme],
        "stage": stage_of(project),
        "owners": project.row.owners,
        "slips": [(slip, NAMES[slip.why]) for slip in one.slips],
    }


_SLIP_COLUMNS = (
    Column("list", "台账", "List", "text"),
    Column("code", "编号", "Code", "text"),
    Column("name", "项目", "Project", "text"),
    Column("owners", "责任单位", "Owners", "text"),
    Column("what", "列入原因", "On the list for", "text"),
    Column("why", "依据的数", "Because", "text"),
    Column("rule", "规则", "Rule", "text"),
)


@require_safe
@needs(Action.EXPORT)
def export_slipping(request: HttpRequest, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    rows = [
        (
            lists()[one.progress.project.row.programme], one.progress.project.row.code, one.progress.project.row.name,
            "、".join(one.progress.project.row.owners), *(str(Words(*said)) for said in (NAMES[slip.why], slip.words, slip.rule)),
        )
        for one in seen_at(viewer, moment).listed
        for slip in one.slips
    ]  # fmt: skip
    return table(form, _SLIP_COLUMNS, rows, name=f"slipping-{day_of(moment)}", sheet="slipping")


@require_safe
@needs(Action.SEE)
def doubtful(request: HttpRequest) -> HttpResponse:
    """What the rows say against each other, by row and field."""
    viewer, moment = seen_by(request)
    found = seen_at(viewer, moment).doubts
    shown = stretch(found, request.GET.get("from"))
    packs = served().programmes
    rows = [
        {
            "name": one.project.row.name or one.project.row.code,
            "code": one.project.row.code,
            "address": address_of(one.project),
            "field": packs[one.project.row.programme].fields[one.field].name,
            "words": one.words,
        }
        for one in shown.rows
    ]
    return render(request, "works/doubts.html", {"rows": rows, "stretch": shown, "many": len(found)})


@require_safe
@needs(Action.SEE)
def one(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """One project: its money, what is due, where its year will end, what it is on the list for, its way."""
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    found = seen.called(programme, code)
    project, foresight = found.project, seen.book.foresight
    chart = months_chart(project, seen.book.year)
    context = {
        **told(found, seen),
        "seen": seen,
        "project": project,
        "programme": programme,
        "total": wan(project.total),
        "to_date": wan(project.to_date),
        "unknown": project.key in foresight.unknown,
        "slips": [(slip, NAMES[slip.why]) for slip in seen.slips_of(project)],
        "doubts": [each.words for each in seen.doubts_of(project)],
        "moves": [(stage_called(project, move.stage), move) for move in project.moves],
        "is_twin": project in seen.twins,
        "chart": chart if chart["across"] else None,
        "by_month": [
            (month, wan(month.fen)) for month in reversed(project.months) if month.end.year >= seen.book.year - 1
        ],
        "due_on": project.day("due-on"),
        "start_due": project.day("start-due"),
    }
    return render(request, "works/one.html", context)
