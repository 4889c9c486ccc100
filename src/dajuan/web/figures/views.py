"""The catalogue, one indicator, and views that people keep."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dajuan.figures.ask import indicator_of
from dajuan.figures.period import Period, PeriodError, period_of, period_with
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.figure_rows import COLUMNS, Answer, rows_of
from dajuan.programmes.pack import Indicator, Programme
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.figures.asking import answer, catalogue, lines_of, shown
from dajuan.web.figures.drawing import chart
from dajuan.web.figures.forms import ChooseSteward, KeepView, Question
from dajuan.web.figures.models import SavedView, Steward
from dajuan.web.layout.downloads import table
from dajuan.web.moment import Moment
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.words import Words, spoken


def _programme(code: str) -> Programme:
    programme = served().ledger.programmes.get(code)
    if programme is None:
        raise Http404
    return programme


def _indicator(programme: Programme, key: str) -> Indicator:
    try:
        return indicator_of(programme, key)
    except LedgerError as error:
        raise Http404 from error


def _day(moment: Moment) -> date:
    return moment.as_of or served().today()


def _period(request: HttpRequest, moment: Moment) -> tuple[Period, Words | None]:
    """The period asked for, or the year of the moment; with what is wrong with it."""
    try:
        said = request.GET.get("period", "").strip()
        return period_of(said) if said else period_with("year", _day(moment)), None
    except PeriodError as error:
        return period_with("year", _day(moment)), Words(error.zh, error.en)


@needs(Action.SEE)
def listed(request: HttpRequest) -> HttpResponse:
    """指标目录: every indicator with its definition, its figure, how fresh it is, who answers for it."""
    moment: Moment = request.moment  # type: ignore[attr-defined]
    period, wrong = _period(request, moment)
    on = served().programmes
    chosen = [on[code] for code in request.GET.getlist("programme") if code in on] or list(on.values())
    lines = catalogue(chosen, period, moment)
    said = request.GET.get("q", "").strip().lower()
    if said:
        lines = [one for one in lines if said in _searched(one.indicator, one.words, one.steward)]
    if form := request.GET.get("format"):
        return _exported(
            [_answer_of(one.programme, one.indicator, one.figure) for one in lines], form, f"figures-{period}"
        )
    groups = [(one, [line for line in lines if line.programme.code == one.code]) for one in chosen]
    context = {
        "groups": [(programme, some) for programme, some in groups if some],
        "period": period,
        "wrong": wrong,
        "programmes": list(on.values()),
        "chosen": request.GET.getlist("programme"),
        "q": request.GET.get("q", ""),
    }
    return render(request, "figures/catalogue.html", context)


def _searched(indicator: Indicator, *more: str) -> str:
    return " ".join([indicator.key, indicator.name.zh, indicator.name.en, *indicator.also, *more]).lower()


def _answer_of(programme: Programme, indicator: Indicator, figure: Any) -> Answer:
    return Answer(programme, indicator, [figure] if figure else [])


@needs(Action.SEE)
def one(request: HttpRequest, programme: str, indicator: str) -> HttpResponse:
    """One indicator: by period, by part, as a table and a chart; each number leads to its entries."""
    moment: Moment = request.moment  # type: ignore[attr-defined]
    pack = _programme(programme)
    asked = _indicator(pack, indicator)
    form = Question(request.GET, programme=pack, year=_day(moment).year)
    cells, told, drawn = [], None, None
    if form.is_valid():
        by = form.cleaned_data["by"]
        told = answer(pack, asked, form.cleaned_data["periods"], moment, by=by)
        if kind := request.GET.get("format"):
            return _exported([told], kind, f"{pack.code}-{asked.key}")
        cells = shown(told, by)
        drawn = chart(told, cells)
    steward = Steward.objects.filter(programme=pack.code, indicator=asked.key).select_related("organisation").first()
    [line] = lines_of([(pack, asked)], period_with("year", _day(moment)), moment)
    context = {
        "programme": pack,
        "indicator": asked,
        "line": line,
        "form": form,
        "told": told,
        "trouble": Words(told.trouble.zh, told.trouble.en) if told and told.trouble else None,
        "cells": cells,
        "split": any(cell.part for cell in cells),
        "chart": drawn,
        "steward": steward,
        "can_plan": request.viewer.everywhere(Action.PLAN),  # type: ignore[attr-defined]
        "steward_form": ChooseSteward(initial={"organisation": steward.organisation if steward else None}),
    }
    return render(request, "figures/one.html", context)


def _exported(answers: list[Answer], form: str, name: str) -> HttpResponse:
    rows = rows_of(answers, "zh" if form == "csv" else spoken())
    return table(form, COLUMNS, rows, name=name.replace("/", "_"), sheet="figures")


@require_POST
@needs(Action.PLAN, everywhere=True)
def steward(request: HttpRequest, programme: str, indicator: str) -> HttpResponse:
    pack = _programme(programme)
    asked = _indicator(pack, indicator)
    form = ChooseSteward(request.POST)
    if form.is_valid():
        form.save(pack.code, asked.key)
        messages.success(request, str(Words("责任单位已改", "the organisation in charge was changed")))
    return redirect("figures:one", pack.code, asked.key)


@needs(Action.SEE)
def views(request: HttpRequest) -> HttpResponse:
    """One's own views, and those that others share."""
    return render(request, "figures/views.html", {"views": views_for(person_of(request))})


def views_for(person: Person) -> QuerySet[SavedView]:
    return SavedView.objects.filter(Q(by=person) | Q(shared=True)).select_related("by")


@require_POST
@needs(Action.SEE)
def keep(request: HttpRequest) -> HttpResponse:
    form = KeepView(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, "；".join(str(error) for error in errors))
        return redirect("figures:views")
    try:
        kept = form.keep(person_of(request))
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
        return redirect("figures:views")
    messages.success(request, str(Words("已保存", "kept")))
    return redirect(kept.address)


@require_POST
@needs(Action.SEE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedView, pk=pk, by=person_of(request)).delete()
    return redirect("figures:views")
