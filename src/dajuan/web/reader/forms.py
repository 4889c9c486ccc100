"""What is typed on the reader's pages."""

from __future__ import annotations

from django import forms

from dajuan.web.words import Words


class LetStand(forms.Form):
    """Letting a finding stand takes a reason: the next reader sees it."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"].label = str(Words("原因", "Reason"))
        self.fields["reason"].error_messages["required"] = str(
            Words("写明原因，如“原文如此，已向能源科核实”", "say why, such as “so in the original, confirmed by the energy office”")
        )  # fmt: skip
