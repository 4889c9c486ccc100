"""What is asked as of a day, of a year as well: the part that forms of several folders share."""

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


class AsOf(forms.Form):
    """As of which day that has come."""

    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    labels: ClassVar[Mapping[str, Words]] = {}
    """Of a form's own fields."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["as_of"].initial = today.isoformat()
        for key, words in {**_LABELS, **self.labels}.items():
            if key in self.fields:
                self.fields[key].label = str(words)

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(str(Words(f"还没有到 {as_of}", f"{as_of} has not come yet")))
        return as_of


class YearAsOf(AsOf):
    """Of which year as well, and of all entries or those another has verified."""

    year = forms.TypedChoiceField(coerce=int)
    verified = forms.BooleanField(required=False)
    field_order: Sequence[str] | None = ("year",)

    def __init__(self, *args: Any, years: Sequence[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
