"""Taking a step: a move of a target's own life, and taking back what was recorded wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dajuan.answers import steps as services
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.entry_words import happened
from dajuan.web.access.deeds import action_of
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.people.models import Organisation
from dajuan.web.served import served
from dajuan.web.targets.forms import CorrectForm, ReportForm, StepForm, WhyForm
from dajuan.web.targets.request import Found, Recording, address_of, found_or_404, found_to_do, recorded, refuse_past
from dajuan.web.targets.steps import Step, may_correct, may_take_back, step_called, steps_of
from dajuan.web.words import Words, spoken, words_of


def page(
    request: Request, found: Found, form: Recording, *, name: Words, about: Words | None = None, **more: Any
) -> HttpResponse:
    """The page of a form that is about one target."""
    context = {
        "target": found.target, "form": form, "name": name, "about": about,
        "organisations": Organisation.objects.values_list("name", flat=True), **more,
    }  # fmt: skip
    return render(request, "targets/step.html", context, status=form.status)


def offered(request: Request, found: Found, key: str) -> Step:
    """The step, as it may be taken now. Raises :class:`LedgerError` where the target's stage, or who reported, forbids."""
    steps = steps_of(found.target, found.state, found.programme, request.viewer, served().today())
    step = step_called(steps, key)
    if step is None:
        stage = found.programme.stages[found.target.stage].name
        raise LedgerError(
            f"{found.target.code} 现在是“{stage.zh}”，这一步不能办；从目标的页面看现在能办什么",
            f"{found.target.code} is '{stage.said('en')}' and this step cannot be taken now: its page says which can",
        )
    if step.why_not is not None:
        raise LedgerError(step.why_not.zh, step.why_not.en)
    return step


@needs(Action.SEE)
def move(request: Request, code: str, stage: str) -> HttpResponse:
    """A step that leads to a stage. Which may be taken is asked when the form is opened; when it is sent the ledger
    judges, so that a second click finds its first."""
    programme = found_or_404(request, code).programme
    action = action_of(programme, "moved", stage=stage)
    if stage not in programme.stages or action is Action.PLAN:
        raise Http404
    found = found_to_do(request, code, action)
    return _report(request, found) if stage == "reported" else _step(request, found, stage)


def _step(request: Request, found: Found, stage: str) -> HttpResponse:
    told = found.programme.stages[stage]
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        size=found.known.size,
        stage=told,
        programme=found.programme,
        state=found.state,
        today=served().today(),
    )

    def do() -> None:
        services.move(
            served().ledger,
            found.target.code,
            stage,
            actor=request.viewer.actor,
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
            fields=form.values(),
            evidence=form.take_files(),
            **form.stamp,
        )

    if (
        request.method == "POST"
        and form.is_valid()
        and (gone := recorded(request, form, do, address_of(found.target.code)))
    ):
        return gone
    name = words_of(told.name)
    if request.method != "POST":
        name = offered(request, found, stage).name
    return page(request, found, form, name=name)


def _report(request: Request, found: Found) -> HttpResponse:
    step = None if request.method == "POST" else offered(request, found, "reported")
    here = served()
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        size=found.known.size,
        target=found.target,
        programme=found.programme,
        today=here.today(),
        may_hand_in=bool(request.method == "POST" or (step and step.stage)),
    )

    def do() -> None:
        services.report(here.ledger, [report_of(form)], actor=request.viewer.actor, today=here.today(), **form.stamp)

    if (
        request.method == "POST"
        and form.is_valid()
        and (gone := recorded(request, form, do, address_of(found.target.code)))
    ):
        return gone
    return page(request, found, form, name=Words("报送", "Report"))


def report_of(form: ReportForm) -> services.Report:
    """What was typed, for the service; the files are taken in."""
    return services.Report(
        form.target.code,
        form.cleaned_data["on"] or served().today(),
        form.said("reported"),
        form.said("progress"),
        form.said("doing"),
        form.take_files(),
        hand_in=form.cleaned_data["hand_in"],
    )


# Taking back -----------------------------------------------------------------------------------------------------


def _entry(request: Request, code: str, seq: int) -> Found:
    refuse_past(request)
    found = found_or_404(request, code)
    if seq not in found.state.entries and seq not in found.state.dead:
        raise Http404
    return found


def _taking_back(
    request: Request, found: Found, seq: int, form: Any, do: Callable[[], object], name: Words
) -> HttpResponse:
    allowed = may_take_back(seq, found.target, found.state, found.programme, request.viewer)
    if not allowed and seq not in found.state.dead:
        raise PermissionDenied(seq)
    if (
        request.method == "POST"
        and form.is_valid()
        and (gone := recorded(request, form, do, address_of(found.target.code)))
    ):
        return gone
    if not allowed and request.method != "POST":
        raise LedgerError(f"第 {seq} 条已经撤回或更正", f"entry {seq} was withdrawn or corrected before")
    entry = found.state.entries.get(seq)
    about = happened(entry, found.programme, spoken()) if entry else ""
    return page(request, found, form, name=name, about=Words(f"第 {seq} 条：{about}", f"Entry {seq}: {about}"))


@needs(Action.SEE)
def withdraw(request: Request, code: str, seq: int) -> HttpResponse:
    found, here = _entry(request, code, seq), served()
    form = WhyForm(request.POST or None, size=found.known.size, today=here.today())

    def do() -> None:
        services.withdraw(
            here.ledger,
            code,
            seq,
            why=form.cleaned_data["why"],
            actor=request.viewer.actor,
            on=form.cleaned_data["on"],
            **form.stamp,
        )

    return _taking_back(request, found, seq, form, do, Words("撤回一条记录", "Withdraw an entry"))


@needs(Action.SEE)
def correct(request: Request, code: str, seq: int) -> HttpResponse:
    found, here = _entry(request, code, seq), served()
    entry = found.state.entries.get(seq)
    if entry is None or not may_correct(entry):
        raise LedgerError(
            f"第 {seq} 条不能更正：已经撤回或更正过，或不是填报；撤回后另记",
            f"entry {seq} cannot be corrected: it no longer counts, or is no report; withdraw it and record anew",
        )
    form = CorrectForm(
        request.POST or None,
        request.FILES or None,
        size=found.known.size,
        programme=found.programme,
        fields=entry.fields,
        on=entry.effective_on,
        today=here.today(),
    )

    def do() -> None:
        services.correct(
            here.ledger,
            code,
            seq,
            changes=form.values(),
            why=form.cleaned_data["why"],
            actor=request.viewer.actor,
            on=form.cleaned_data["on"],
            evidence=form.take_files(),
            **form.stamp,
        )

    return _taking_back(request, found, seq, form, do, Words("更正一条记录", "Correct an entry"))
