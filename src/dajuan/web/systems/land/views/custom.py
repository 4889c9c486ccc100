"""工业定制地: all custom land with its promises and its grade; and the rules themselves, with what nobody could confirm."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.standards.land.rule_text import told, unconfirmed
from dajuan.standards.trouble import RuleError
from dajuan.systems.land.promises import Custom
from dajuan.web.access.pages import check, needs, seen_by
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch
from dajuan.web.programmes.cells import stage_said
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.land.seen import custom_seen, pack, settings
from dajuan.web.systems.land.shown import OUTCOMES, number, pledge_lines
from dajuan.web.words import Words, spoken

_COLUMNS = (
    Column("code", "地块编号", "Parcel", "text", 16), Column("name", "地块", "Name", "text", 24), Column("grade", "档", "Grade", "text", 6),
    Column("score", "得分", "Score", "decimal", 10), Column("measure", "指标", "Measure", "text", 20), Column("unit", "单位", "Unit", "text", 10),
    Column("asked", "规则要求", "Asked", "text", 10), Column("promised", "合同约定", "Promised", "text", 12), Column("found", "实际", "Done", "text", 12),
    Column("due", "到期", "Due", "date", 12), Column("outcome", "情况", "Outcome", "text", 12),
)  # fmt: skip


@require_safe
@needs(Action.SEE)
def page(request: HttpRequest) -> HttpResponse:
    """``outcome``, ``grade``: only those; ``form``: as a sheet."""
    viewer, moment = seen_by(request)
    try:
        weighed = custom_seen(viewer, moment)
    except RuleError as error:
        return render(request, "land/custom.html", {"trouble": Words(error.zh, error.en)})
    outcome, grade = request.GET.get("outcome", ""), request.GET.get("grade", "")
    chosen = [
        one
        for one in weighed.parcels
        if (not outcome or any(pledge.outcome == outcome for pledge in one.pledges)) and grade in ("", one.grade)
    ]
    if form := request.GET.get("form"):
        check(viewer, Action.EXPORT, Thing())
        return _sheet(form, chosen, f"custom-land-{day_of(moment)}")
    shown = stretch(chosen, request.GET.get("from"))
    context: dict[str, Any] = {
        "weighed": weighed,
        "rows": [(one, pledge_lines(one), stage_said(pack(), one.row.stage, spoken()), number(one.score)) for one in shown.rows],
        "stretch": shown,
        "outcomes": [(key, words, sum(any(p.outcome is key for p in one.pledges) for one in weighed.parcels)) for key, words in OUTCOMES.items()],
        "grades": [(key, sum(one.grade == key for one in weighed.parcels)) for key in weighed.grade.cuts],
        "outcome": outcome,
        "grade": grade,
        "may_export": viewer.may(Action.EXPORT),
    }  # fmt: skip
    return render(request, "land/custom.html", context)


def _sheet(form: str, chosen: list[Custom], name: str) -> HttpResponse:
    rows = (
        [
            one.row.code, one.row.name, one.grade, None if one.score is None else f"{float(one.score):.4f}", str(line.name), line.unit,
            line.asked, line.promised, line.found, line.pledge.due, str(line.outcome),
        ]
        for one in chosen
        for line in pledge_lines(one)
    )  # fmt: skip
    return table(form, _COLUMNS, rows, name=name, sheet=str(Words("定制地", "custom-land")))


@require_safe
@needs(Action.SEE)
def rules(request: HttpRequest) -> HttpResponse:
    """What is applied and where it comes from, what else there is, what is off as nobody could confirm it."""
    lines = settings()
    custom, grades = told("custom_land.yaml"), told("grades.yaml")
    context = {
        "custom": [(one, one["code"] == lines.custom_rule) for one in custom["rules"]],
        "scores": [(one, one["code"] == lines.score_rule) for one in grades["scores"]],
        "grades": [(one, one["code"] == lines.grade_rule) for one in grades["grades"]],
        "code": told("unit_code.yaml"),
        "unconfirmed": unconfirmed(),
        "lines": lines,
        "area_off": f"{float(lines.area_off * 100):g}%",
        "waiting": [(stage_said(pack(), key, spoken()), days) for key, days in lines.waiting.items()],
    }
    return render(request, "land/rules.html", context)
