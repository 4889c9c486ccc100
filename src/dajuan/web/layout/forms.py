"""What is asked of a year as of a day: the part that forms of several folders share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from dajuan.web.words import Words

_LABELS = {
    "year": Words("年度", "Year"),
    "as_of": Words("截至", "As of"),
    "verified": Words("只计他人复核过的", "Only what another person has verified"),
}


class YearAsOf(forms.Form):
    """Of which year, as of which day that has come, all entries or those another has verified."""

    year = forms.TypedChoiceField(coerce=int)
    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    verified = forms.BooleanField(required=False)
    labels: ClassVar[Mapping[str, Words]] = {}
    """Of a form's own fields."""

    def __init__(self, *args: Any, years: Sequence[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["as_of"].initial = today.isoformat()
        for key, words in {**_LABELS, **self.labels}.items():
            self.fields[key].label = str(words)

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(str(Words(f"还没有到 {as_of}", f"{as_of} has not come yet")))
        return as_of
