"""What a sheet is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dajuan.answers.sheet.stamp import STYLES
from dajuan.web.words import Words

_STYLES = {"plain": Words("通用版式", "plain"), "official": Words("公文版式（GB/T 9704）", "official (GB/T 9704)")}


class Compose(forms.Form):
    year = forms.TypedChoiceField(coerce=int)
    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    style = forms.ChoiceField()
    verified = forms.BooleanField(required=False)
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, years: Sequence[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["style"].choices = [(key, str(_STYLES[key])) for key in STYLES]  # type: ignore[attr-defined]
        self.fields["as_of"].initial = today.isoformat()
        names = {
            "year": Words("年度", "Year"),
            "as_of": Words("截至", "As of"),
            "style": Words("版式", "Layout"),
            "verified": Words("只计他人复核过的", "Only what another person has verified"),
            "note": Words("这一稿说明", "About this version"),
        }
        for key, words in names.items():
            self.fields[key].label = str(words)

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(str(Words(f"还没有到 {as_of}", f"{as_of} has not come yet")))
        return as_of
