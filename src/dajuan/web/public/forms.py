"""Publishing a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from dajuan.web.layout.forms import YearAsOf
from dajuan.web.words import Words


class Publish(YearAsOf):
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    labels: ClassVar = {"note": Words("公开说明", "What the zone says over it")}


class PublishEstates(forms.Form):
    """``estates``: code and name of those that may be published."""

    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    estates = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    with_plans = forms.BooleanField(required=False)
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    _LABELS: ClassVar = {
        "as_of": Words("截至", "As of"),
        "estates": Words("公开哪些楼盘", "Which estates"),
        "with_plans": Words("一并公开一楼一策", "With the plan of each"),
        "note": Words("公开说明", "What the zone says over it"),
    }

    def __init__(self, *args: Any, estates: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["estates"].choices = estates  # type: ignore[attr-defined]
        self.fields["estates"].initial = [code for code, _ in estates]
        self.fields["as_of"].initial = today.isoformat()
        for key, words in self._LABELS.items():
            self.fields[key].label = str(words)

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(str(Words(f"还没有到 {as_of}", f"{as_of} has not come yet")))
        return as_of
