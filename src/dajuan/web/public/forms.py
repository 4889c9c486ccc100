"""Publishing a year, or estates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from dajuan.web.layout.forms import AsOf, YearAsOf
from dajuan.web.words import Words


class Publish(YearAsOf):
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    labels: ClassVar = {"note": Words("公开说明", "What the zone says over it")}


class PublishEstates(AsOf):
    """``estates``: code and name of those that may be published."""

    estates = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    with_plans = forms.BooleanField(required=False)
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    labels: ClassVar = {
        "estates": Words("公开哪些楼盘", "Which estates"),
        "with_plans": Words("一并公开一楼一策", "With the plan of each"),
        "note": Words("公开说明", "What the zone says over it"),
    }

    def __init__(self, *args: Any, estates: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["estates"].choices = estates  # type: ignore[attr-defined]
        self.fields["estates"].initial = [code for code, _ in estates]
