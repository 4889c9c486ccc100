"""What a sheet is asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from dajuan.answers.sheet.stamp import STYLES
from dajuan.web.layout.forms import YearAsOf
from dajuan.web.words import Words

_STYLES = {"plain": Words("通用版式", "plain"), "official": Words("公文版式（GB/T 9704）", "official (GB/T 9704)")}


class Compose(YearAsOf):
    style = forms.ChoiceField()
    note = forms.CharField(max_length=300, required=False)
    labels: ClassVar = {"style": Words("版式", "Layout"), "note": Words("这一稿说明", "About this version")}
    field_order = ("year", "as_of", "style", "verified", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["style"].choices = [(key, str(_STYLES[key])) for key in STYLES]  # type: ignore[attr-defined]
