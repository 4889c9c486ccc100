"""What can be asked of an indicator, and a view's name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from dajuan.figures.period import Grain, Period, PeriodError, period_of, split_into
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.web.figures.models import SavedView, Steward
from dajuan.web.people.models import Organisation, Person
from dajuan.web.words import Words, words_of

_EACH: tuple[tuple[Grain | str, Words], ...] = (
    ("", Words("不分", "as one")),
    ("month", Words("按月", "by month")),
    ("quarter", Words("按季", "by quarter")),
    ("half", Words("按半年", "by half-year")),
    ("year", Words("按年", "by year")),
)
MOST_PERIODS = 400
"""Periods on one page."""
_SPLITS = frozenset({"choice", "organisation", "flag", "text", "reference"})


class Question(forms.Form):
    """Which period, each what, split by what. All of it stands in the address."""

    period = forms.CharField(max_length=40, required=False)
    each = forms.ChoiceField(required=False)
    by = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, programme: Programme, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["period"].label = str(Words("期间", "Period"))
        self.fields["period"].widget.attrs |= {"placeholder": str(year), "list": "periods"}
        self.fields["each"].label = str(Words("逐期", "Each"))
        self.fields["each"].choices = [(key, str(words)) for key, words in _EACH]  # type: ignore[attr-defined]
        self.fields["by"].label = str(Words("分组", "Split by"))
        splits = [
            (field.key, str(words_of(field.name))) for field in programme.fields.values() if field.type in _SPLITS
        ]
        self.fields["by"].choices = [("", str(Words("不分", "not split"))), *splits]  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        try:
            return period_of(self.cleaned_data["period"] or str(self.year))
        except PeriodError as error:
            raise forms.ValidationError(str(Words(error.zh, error.en))) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        period: Period | None = cleaned.get("period")
        if period is None:
            return cleaned
        each: Grain | str = cleaned.get("each") or ""
        cleaned["periods"] = split_into(period, each) if each else [period]  # type: ignore[arg-type]
        if len(cleaned["periods"]) > MOST_PERIODS:
            raise forms.ValidationError(
                str(
                    Words(
                        f"一页最多 {MOST_PERIODS} 期，请缩短期间",
                        f"at most {MOST_PERIODS} periods a page: ask for a shorter one",
                    )
                )
            )
        return cleaned


class KeepView(forms.ModelForm[SavedView]):
    class Meta:
        model = SavedView
        fields = ("name", "address", "shared")

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not address.startswith("/") or address.startswith(("//", "/\\")):
            raise forms.ValidationError(str(Words("只能保存本站的页面", "only pages of this server can be kept")))
        return address

    def keep(self, person: Person) -> SavedView:
        """Raises :class:`LedgerError` where this person has one of that name."""
        self.instance.by = person
        try:
            with transaction.atomic():
                return self.save()
        except IntegrityError as error:
            raise LedgerError("已有同名的视图", "there is a view of that name already") from error


class ChooseSteward(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False)

    def save(self, programme: str, indicator: str) -> None:
        chosen: Organisation | None = self.cleaned_data["organisation"]
        if chosen is None:
            Steward.objects.filter(programme=programme, indicator=indicator).delete()
            return
        Steward.objects.update_or_create(programme=programme, indicator=indicator, defaults={"organisation": chosen})
