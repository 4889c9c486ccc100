"""Publishing a year."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from dajuan.web.layout.forms import YearAsOf
from dajuan.web.words import Words


class Publish(YearAsOf):
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    labels: ClassVar = {"note": Words("公开说明", "What the zone says over it")}
