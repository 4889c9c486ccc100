"""What the office settles of one target: set and change, answer a dispute, decide on an extension, bind, split, give
milestones, merge, drop. Each is a service of ``answers``; here are its form and its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse

from dajuan.answers import plan
from dajuan.answers.extension import answer_extension
from dajuan.answers.read import target_called
from dajuan.answers.steps import answer_dispute
from dajuan.answers.suggestions import Suggested, suggestions
from dajuan.answers.target import binding_of
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values import read_value
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.served import served
from dajuan.web.targets.forms import (
    ChangeForm,
    Day,
    DayInput,
    DecisionForm,
    LedgerField,
    WhyForm,
    refuse_unknown_organisations,
)
from dajuan.web.targets.moves import offered, page
from dajuan.web.targets.request import Found, Recording, address_of, found_to_do, recorded
from dajuan.web.targets.steps import PLANS
from dajuan.web.words import later

_ROWS = 8
"""Parts or milestones that one form takes."""


@needs(Action.SEE)
def settle(request: Request, code: str, step: str) -> HttpResponse:
    """The page of one of the office's steps, by its key in ``steps``."""
    if step not in _FORMS:
        raise Http404
    found = found_to_do(request, code, Action.PLAN)
    form, do = _FORMS[step](request, found)
    if request.method == "POST" and form.is_valid() and (gone := recorded(request, form, do, address_of(code))):
        return gone
    name = PLANS[step] if request.method == "POST" else offered(request, found, step).name
    return page(request, found, form, name=name, **_more(step, found))


def _more(step: str, found: Found) -> dict[str, Any]:
    if step == "bind":
        return {"suggested": suggested_for(found)}
    return {}


def _stamp(request: Request, form: Recording) -> dict[str, Any]:
    return {"actor": request.viewer.actor, "on": form.cleaned_data["on"], **form.stamp}


Made = tuple[Recording, Callable[[], object]]


def _set(request: Request, found: Found) -> Made:
    form = ChangeForm(
        request.POST or None,
        size=found.known.size,
        programme=found.programme,
        state=found.state,
        today=served().today(),
    )
    return form, lambda: plan.settle(
        served().ledger, [found.target.code], changes=form.changes(), **_stamp(request, form)
    )


def _answer_dispute(request: Request, found: Found) -> Made:
    form = ChangeForm(
        request.POST or None,
        size=found.known.size,
        programme=found.programme,
        state=found.state,
        today=served().today(),
        keys=("value", "value-to", "deadline", "owner", "co-owners"),
        why=True,
    )
    return form, lambda: answer_dispute(
        served().ledger,
        found.target.code,
        why=form.cleaned_data["why"],
        changes=form.changes(),
        **_stamp(request, form),
    )


def _decide(request: Request, found: Found) -> Made:
    form = DecisionForm(request.POST or None, size=found.known.size, today=served().today())
    return form, lambda: answer_extension(
        served().ledger,
        found.target.code,
        granted=form.cleaned_data["granted"] == "yes",
        why=form.cleaned_data["why"],
        **_stamp(request, form),
    )


def _drop(request: Request, found: Found) -> Made:
    form = WhyForm(request.POST or None, size=found.known.size, today=served().today())
    return form, lambda: plan.drop(
        served().ledger, [found.target.code], why=form.cleaned_data["why"], **_stamp(request, form)
    )


# Binding ---------------------------------------------------------------------------------------------------------


class BindForm(Recording):
    """One of the suggestions, or another indicator."""

    def __init__(self, *args: Any, suggested: Suggested, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.why = {str(one.binding): one.zh for one in suggested.best}
        choices = [
            *((str(one.binding), later(f"{one.binding}（{one.zh}）", f"{one.binding} ({one.en})")) for one in suggested.best),
            ("", later("另写一个", "Another")),
        ]  # fmt: skip
        first = choices[0][0]
        self.fields["chosen"] = forms.ChoiceField(
            label=later("指标", "Indicator"), choices=choices, widget=forms.RadioSelect, required=False, initial=first
        )
        self.fields["other"] = forms.CharField(
            label=later("另写：事项/指标", "Another: PROGRAMME/INDICATOR"),
            required=False,
            max_length=300,
            help_text=later("只算一部分时加 ?字段=值", "with ?FIELD=VALUE for a part"),
        )
        self.fields["on"] = Day(today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("chosen") or cleaned.get("other")):
            self.add_error("other", later("选一个，或写一个指标", "choose an indicator, or write one"))
        return cleaned

    @property
    def said(self) -> str:
        return str(self.cleaned_data["chosen"] or self.cleaned_data["other"])


def suggested_for(found: Found) -> Suggested:
    """What would measure a target; of one that is bound to something nothing."""
    here = suggestions([found.target], list(found.known.targets.values()), found.known.ledger.programmes)
    return here.get(found.target.code, Suggested(()))


def _bind(request: Request, found: Found) -> Made:
    form = BindForm(request.POST or None, size=found.known.size, suggested=suggested_for(found), today=served().today())
    code = found.target.code

    def do() -> object:
        why = {code: form.why[form.said]} if form.said in form.why else {}
        return plan.bind(served().ledger, {code: binding_of(form.said)}, why=why, **_stamp(request, form))

    return form, do


# Parts -----------------------------------------------------------------------------------------------------------


class _Rows(Recording):
    """A form of rows: of each some fields, all of them or none filled in."""

    columns: tuple[str, ...] = ()

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{column}-{row}"] for column in self.columns] for row in range(_ROWS)]

    def apart(self) -> list[forms.BoundField]:
        """The fields that are of no row."""
        in_rows = {field.name for row in self.rows() for field in row}
        return [field for field in self.visible_fields() if field.name not in in_rows]

    def filled(self) -> list[dict[str, Any]]:
        told = [
            {column: self.cleaned_data.get(f"{column}-{row}") or "" for column in self.columns} for row in range(_ROWS)
        ]
        return [row for row in told if any(row.values())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(_ROWS):
            given = {column: cleaned.get(f"{column}-{row}") for column in self.required}
            if any(cleaned.get(f"{column}-{row}") for column in self.columns):
                for column, value in given.items():
                    if not value and f"{column}-{row}" not in self.errors:
                        self.add_error(f"{column}-{row}", later("这一格要填", "fill this in"))
        if not self.errors and not self.filled():
            self.add_error(None, later("一行也没有填", "no row is filled in"))
        return cleaned

    required: tuple[str, ...] = ()


class SplitForm(_Rows):
    columns = required = ("owner", "share")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(_ROWS):
            self.fields[f"owner-{row}"] = forms.CharField(
                label=later("单位", "Owner"), required=False, max_length=100, widget=forms.TextInput(attrs={"list": "organisations"})
            )  # fmt: skip
            self.fields[f"share-{row}"] = forms.CharField(
                label=later("份额：数额（60亿元）或权重（60）", "Share: an amount, or a weight"),
                required=False,
                max_length=60,
            )
        self.fields["uneven"] = forms.BooleanField(
            label=later("加不起来也照此分解", "Split so though it does not add up"), required=False
        )
        self.fields["on"] = Day(today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for row in range(_ROWS):
            if owner := cleaned.get(f"owner-{row}"):
                try:
                    refuse_unknown_organisations(owner)
                except ValidationError as error:
                    self.add_error(f"owner-{row}", error)
        return cleaned


def _split(request: Request, found: Found) -> Made:
    form = SplitForm(request.POST or None, size=found.known.size, today=served().today())

    def do() -> object:
        parts = [plan.Part(row["owner"].strip(), row["share"].strip()) for row in form.filled()]
        uneven = form.cleaned_data["uneven"]
        return plan.split(served().ledger, found.target.code, parts, uneven=uneven, **_stamp(request, form))

    return form, do


class MilestonesForm(_Rows):
    columns = ("name", "due", "weight")
    required = ("name", "due")

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(_ROWS):
            self.fields[f"name-{row}"] = forms.CharField(label=later("节点", "Step"), required=False, max_length=200)
            self.fields[f"due-{row}"] = forms.DateField(label=later("时限", "Due"), required=False, widget=DayInput())
            self.fields[f"weight-{row}"] = LedgerField(programme.fields["weight"], required=False)
        self.fields["on"] = Day(today)


def _milestones(request: Request, found: Found) -> Made:
    form = MilestonesForm(
        request.POST or None, size=found.known.size, programme=found.programme, today=served().today()
    )
    weight = found.programme.fields["weight"]

    def do() -> object:
        steps = [
            plan.Milestone(row["name"].strip(), row["due"], _in_hundred(weight, row["weight"])) for row in form.filled()
        ]
        return plan.add_milestones(served().ledger, found.target.code, steps, **_stamp(request, form))

    return form, do


def _in_hundred(field: Field, typed: str) -> Fraction | None:
    """Parts of a hundred, as ``Milestone`` wants them. The form has read it before."""
    return Fraction(int(read_value(field, typed)), 10**field.scale) * 100 if typed else None


# Merging ---------------------------------------------------------------------------------------------------------


class MergeForm(Recording):
    """Into which target, by its code."""

    def __init__(self, *args: Any, found: Found, request: Request, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.request = found, request
        self.fields["into"] = forms.CharField(
            label=later("并入哪一项", "Into which"), max_length=40, help_text=later("编号，如 2025-011", "its code, such as 2025-011")
        )  # fmt: skip
        self.fields["on"] = Day(today)

    def clean_into(self) -> str:
        try:
            into = target_called(
                list(self.found.known.targets.values()), self.cleaned_data["into"], self.found.target.year
            )
        except LedgerError as error:
            raise ValidationError(later(error.zh, error.en)) from error
        if not self.request.viewer.may(Action.PLAN, thing_of_target(into)):
            raise ValidationError(
                later(f"没有目标“{self.cleaned_data['into']}”", f"no target '{self.cleaned_data['into']}'")
            )
        return into.code


def _merge(request: Request, found: Found) -> Made:
    form = MergeForm(request.POST or None, size=found.known.size, found=found, request=request, today=served().today())
    return form, lambda: plan.merge(
        served().ledger, form.cleaned_data["into"], [found.target.code], **_stamp(request, form)
    )


_FORMS: dict[str, Callable[[Request, Found], Made]] = {
    "set": _set,
    "change": _set,
    "answer-dispute": _answer_dispute,
    "decide-extension": _decide,
    "bind": _bind,
    "split": _split,
    "milestones": _milestones,
    "merge": _merge,
    "drop": _drop,
}
