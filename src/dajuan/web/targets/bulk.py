"""Many targets at once: set, assign, bind as suggested, drop. What would be done is shown first, then done, all or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dajuan.answers import plan
from dajuan.answers.suggestions import Suggested, suggestions
from dajuan.answers.target import PROGRAMME, Target, binding_of
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.people.models import Organisation
from dajuan.web.served import served
from dajuan.web.targets.forms import ChangeForm, Day, WhyForm
from dajuan.web.targets.known import Known, known
from dajuan.web.targets.request import Recording, recorded, refuse_past
from dajuan.web.words import Words, later

NAMES = {
    "set": Words("立项", "Set"),
    "assign": Words("交办给", "Assign to"),
    "bind": Words("按建议绑定指标", "Bind as suggested"),
    "drop": Words("不再跟踪", "Drop"),
}


class Many(NamedTuple):
    here: Known
    targets: list[Target]


@require_POST
@needs(Action.PLAN)
def many(request: Request) -> HttpResponse:
    """From the list: which, and what. The first time its form is shown; sent with a key it is done."""
    refuse_past(request)
    act, chosen = request.POST.get("act", ""), _chosen(request)
    if act not in NAMES:
        raise Http404
    back = reverse("targets:list") + (f"?year={chosen.targets[0].year}" if chosen.targets else "")
    if not chosen.targets:
        messages.warning(request, str(Words("没有选目标", "no target is chosen")))
        return redirect(back)
    form, do, more = _FORMS[act](request, chosen, "key" in request.POST)
    if form.is_bound and form.is_valid() and (gone := recorded(request, form, do, back)):
        return gone
    context = {
        "act": act, "name": NAMES[act], "targets": chosen.targets, "form": form, "back": back,
        "organisations": Organisation.objects.values_list("name", flat=True), **more,
    }  # fmt: skip
    return render(request, "targets/many.html", context, status=form.status)


def _chosen(request: Request) -> Many:
    here = known(request.moment)
    named = [here.targets.get(code) for code in request.POST.getlist("chosen")]
    targets = [one for one in named if one is not None and request.viewer.may(Action.SEE, thing_of_target(one))]
    if any(not request.viewer.may(Action.PLAN, thing_of_target(one)) for one in targets):
        raise PermissionDenied
    return Many(here, targets)


Made = tuple[Recording, Callable[[], object], dict[str, Any]]


def _stamp(request: Request, form: Recording) -> dict[str, Any]:
    return {"actor": request.viewer.actor, "on": form.cleaned_data["on"], **form.stamp}


def _codes(many: Many) -> list[str]:
    return [one.code for one in many.targets]


class SetForm(Recording):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = Day(served().today())


def _set(request: Request, many: Many, sent: bool) -> Made:
    form = SetForm(request.POST if sent else None, size=many.here.size)
    return form, lambda: plan.settle(served().ledger, _codes(many), **_stamp(request, form)), {}


def _assign(request: Request, many: Many, sent: bool) -> Made:
    form = ChangeForm(
        request.POST if sent else None,
        size=many.here.size,
        programme=many.here.ledger.programmes[PROGRAMME],
        today=served().today(),
        state=None,
        keys=("owner", "co-owners", "leader", "deadline"),
    )
    form.fields["owner"].required = True
    return form, lambda: plan.settle(served().ledger, _codes(many), changes=form.changes(), **_stamp(request, form)), {}


def _drop(request: Request, many: Many, sent: bool) -> Made:
    form = WhyForm(request.POST if sent else None, size=many.here.size, today=served().today())

    def do() -> object:
        return plan.drop(served().ledger, _codes(many), why=form.cleaned_data["why"], **_stamp(request, form))

    return form, do, {}


class BindingsForm(Recording):
    """Of each target the suggestion that is accepted, or none."""

    def __init__(self, *args: Any, suggested: dict[str, Suggested], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.why: dict[tuple[str, str], str] = {}
        self.suggested = suggested
        for code, told in suggested.items():
            choices = [("", later("不绑", "Leave"))]
            for one in told.best:
                self.why[code, str(one.binding)] = one.zh
                choices.append((str(one.binding), later(f"{one.binding}：{one.zh}", f"{one.binding}: {one.en}")))
            if told.best:
                self.fields[f"bind-{code}"] = forms.ChoiceField(
                    label=code, choices=choices, required=False, initial=choices[1][0], widget=forms.RadioSelect
                )
        self.fields["on"] = Day(served().today())

    def bindings(self) -> dict[str, str]:
        return {code: said for code in self.suggested if (said := self.cleaned_data.get(f"bind-{code}", ""))}


def _bind(request: Request, many: Many, sent: bool) -> Made:
    every = list(many.here.targets.values())
    suggested = suggestions(many.targets, every, many.here.ledger.programmes)
    form = BindingsForm(request.POST if sent else None, size=many.here.size, suggested=suggested)

    def do() -> object:
        chosen = form.bindings()
        why = {code: form.why[code, said] for code, said in chosen.items() if (code, said) in form.why}
        bindings = {code: binding_of(said) for code, said in chosen.items()}
        return plan.bind(served().ledger, bindings, why=why, **_stamp(request, form))

    lacking = [one for one in many.targets if one.code not in suggested or not suggested[one.code].best]
    return form, do, {"lacking": lacking}


_FORMS: dict[str, Callable[[Request, Many, bool], Made]] = {
    "set": _set, "assign": _assign, "bind": _bind, "drop": _drop,
}  # fmt: skip
