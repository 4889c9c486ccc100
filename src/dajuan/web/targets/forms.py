"""The forms of the steps a target takes, made from its programme's fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dajuan.answers.target import Target
from dajuan.ledger.entry import Value
from dajuan.ledger.state import State
from dajuan.programmes.pack import Field, Programme, Stage
from dajuan.programmes.values import ValueTrouble, read_value, show_value
from dajuan.web.people.models import Organisation
from dajuan.web.targets.request import Recording, WithEvidence
from dajuan.web.words import later

ON = later("哪一天", "On which day")
WHY = later("理由", "Why")
CHANGES = (
    "name", "area", "value", "value-to", "bound", "accrues", "baseline", "deadline", "owner", "co-owners", "leader",
    "weight", "indicator", "curve",
)  # fmt: skip
"""The fields of a target that the office may change, in the order of its form."""
_OF_ORGANISATIONS = frozenset({"owner", "co-owners"})


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, latest: date | None = None) -> None:
        super().__init__(attrs={"max": latest.isoformat()} if latest else None, format="%Y-%m-%d")


class Day(forms.DateField):
    """A day that has come."""

    def __init__(self, latest: date, **kwargs: Any) -> None:
        super().__init__(label=kwargs.pop("label", ON), initial=latest, widget=DayInput(latest), **kwargs)
        self.latest = latest

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and day > self.latest:
            raise ValidationError(later(f"{day} 还没有到（今天 {self.latest}）", f"{day} has not come yet"))
        return day


class LedgerField(forms.CharField):
    """A field of the programme, read as the ledger reads it. Its value stays as typed: the service reads it again."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        super().__init__(
            label=later(field.name.zh, field.name.said("en")),
            help_text=later(field.hint.zh, field.hint.said("en")) if field.hint else "",
            widget=_widget(field),
            max_length=1000,
            **kwargs,
        )
        self.field = field

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            if typed:
                read_value(self.field, typed)
        except ValueTrouble as trouble:
            raise ValidationError(later(trouble.zh, trouble.en)) from trouble
        if typed and self.field.key in _OF_ORGANISATIONS:
            refuse_unknown_organisations(typed)
        return typed


def _widget(field: Field) -> forms.Widget:
    if field.type == "choice":
        return forms.Select(choices=[("", "—"), *((one.key, later(one.name.zh, one.name.said("en"))) for one in field.choices)])  # fmt: skip
    if field.type == "flag":
        return forms.Select(choices=[("", "—"), ("是", later("是", "Yes")), ("否", later("否", "No"))])
    if field.type == "date":
        return DayInput()
    if field.key == "doing":
        return forms.Textarea(attrs={"rows": 2})
    return forms.TextInput(attrs={"list": "organisations"} if field.key == "owner" else None)


def refuse_unknown_organisations(typed: str) -> None:
    """Whom no organisation is called nobody could sign in for: the target would be seen by the office alone."""
    named = {one.strip() for one in typed.split("、") if one.strip()}
    unknown = named - set(Organisation.objects.filter(name__in=named).values_list("name", flat=True))
    if unknown:
        said = "、".join(sorted(unknown))
        raise ValidationError(
            later(
                f"没有单位“{said}”：写全称，或先由管理员加上", f"no organisation is called {said}: write its full name"
            )
        )


def typed_of(field: Field, value: Value) -> str:
    """A value as a form shows it, to be read back the same."""
    if field.type == "choice":
        return str(value)
    return show_value(field, value, "zh").replace(",", "")


class StepForm(WithEvidence):
    """A move to a stage: the day, what the stage needs, why, evidence."""

    def __init__(
        self, *args: Any, stage: Stage, programme: Programme, state: State, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.needed = [key for key in stage.needs.fields if stage.side or state.level(key) is None]
        for key in self.needed:
            self.fields[key] = LedgerField(programme.fields[key])
        label = WHY if stage.needs.note else later("说明", "Note")
        self.fields["note"] = forms.CharField(
            label=label, required=stage.needs.note, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["on"] = Day(today)
        if stage.needs.evidence:
            self.fields["file_kind"].widget = forms.Select(choices=[(one, one) for one in stage.needs.evidence])
        self.order_fields(["key", "seen", "kept", *self.needed, "note", "papers", "file_kind", "on"])

    def values(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.needed if self.cleaned_data.get(key)}


class ReportForm(WithEvidence):
    """A report: the figure or the progress, what is being done, evidence; and whether it is handed in for review."""

    def __init__(
        self, *args: Any, target: Target, programme: Programme, today: date, on: date | None = None, may_hand_in: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields, number = programme.fields, target.kind == "number"
        self.target = target
        if number:
            self.fields["reported"] = forms.CharField(
                label=later("完成数", "Value"), required=False, max_length=60, help_text=_value_hint(target)
            )
        else:
            self.fields["progress"] = LedgerField(fields["progress"], required=False)
        self.fields["doing"] = LedgerField(fields["doing"], required=False)
        self.fields["on"] = Day(today, label=later("数截至哪天", "As of which day"), required=False)
        self.fields["on"].initial = on or today
        self.fields["hand_in"] = forms.BooleanField(
            label=later("报送审核", "Hand in for review"),
            required=False,
            initial=may_hand_in,
            disabled=not may_hand_in,
            help_text="" if may_hand_in else later("现在的阶段只能填数，不能报送", "In its present stage figures only"),
        )
        self.order_fields(
            ["key", "seen", "kept", "reported", "progress", "on", "doing", "papers", "file_kind", "hand_in"]
        )

    def said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")


def _value_hint(target: Target) -> Any:
    if target.binding is not None:
        return later("这一项绑定了指标，数从台账算；这里填的只留作参考", "Bound to an indicator: its figure is computed; this is kept beside it")  # fmt: skip
    unit = target.value.amount.unit.written if target.value else ""
    so_far = ("自年初累计", "since January") if target.accrues else ("到这一天的水平", "the level on that day")
    return (
        later(f"{so_far[0]}；只写数就是{unit}", f"{so_far[1]}; a bare number is in {unit}") if unit else later(*so_far)
    )


class ChangeForm(Recording):
    """What a target asks, field by field. What is left as it stands is not recorded again."""

    def __init__(
        self, *args: Any, programme: Programme, today: date, state: State | None, keys: Iterable[str] = CHANGES,
        why: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.keys = [key for key in keys if key in programme.fields]
        levels: Mapping[str, Any] = state.levels() if state else {}
        for key in self.keys:
            field = programme.fields[key]
            self.fields[key] = LedgerField(
                field, required=False, initial=typed_of(field, levels[key].value) if key in levels else ""
            )
        if why:
            self.fields["why"] = forms.CharField(label=WHY, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
        self.fields["on"] = Day(today)

    def changes(self) -> dict[str, str]:
        """Of the fields that were changed what was typed. A field that is emptied stays as it was."""
        return {
            key: typed
            for key in self.keys
            if (typed := self.cleaned_data.get(key, "")) and typed != self.fields[key].initial
        }


class WhyForm(Recording):
    """A reason and a day."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = forms.CharField(label=WHY, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
        self.fields["on"] = Day(today)


class DecisionForm(WhyForm):
    """Granting or refusing an extension."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["granted"] = forms.ChoiceField(
            label=later("批复", "Answer"),
            choices=[("yes", later("准，时限改到申请的那天", "Granted: the deadline moves")), ("no", later("不准，时限不变", "Refused: it stays"))],
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.order_fields(["key", "seen", "granted", "why", "on"])


class CorrectForm(WithEvidence):
    """What was reported, corrected: the old entry stays, struck through."""

    def __init__(
        self, *args: Any, programme: Programme, fields: Mapping[str, Value], on: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key in ("reported", "progress", "doing") if key in fields]
        for key in self.keys:
            self.fields[key] = LedgerField(programme.fields[key], initial=typed_of(programme.fields[key], fields[key]))
        self.fields["why"] = forms.CharField(label=WHY, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
        self.fields["on"] = Day(today)
        self.fields["on"].initial = on
        self.order_fields(["key", "seen", "kept", *self.keys, "on", "why", "papers", "file_kind"])

    def values(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys}
