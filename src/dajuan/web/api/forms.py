"""The form by which a person makes a token; and the pages' forms, asked by an operation, so that one rule holds for both."""

from __future__ import annotations

from typing import Any

from django import forms

from dajuan.ledger.trouble import Trouble
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.tokens import MOST_DAYS
from dajuan.web.layout.problems import ProblemError
from dajuan.web.words import Words

ACTIONS = {
    Action.SEE: Words("查看", "See"),
    Action.EXPORT: Words("导出", "Export"),
    Action.RECORD: Words("填报", "Record"),
    Action.COMMENT: Words("讨论", "Comment"),
    Action.VERIFY: Words("审核", "Verify"),
    Action.PLAN: Words("统筹", "Plan"),
    Action.SIGN: Words("签发", "Sign"),
    Action.PUBLISH: Words("发布", "Publish"),
    Action.ADMINISTER: Words("管理", "Administer"),
    Action.AUDIT: Words("审计", "Audit"),
}


class MakeToken(forms.Form):
    name = forms.CharField(max_length=80)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=90)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(action.value, str(words)) for action, words in ACTIONS.items() if viewer.may(action)]
        self.fields["scopes"].choices = own  # type: ignore[attr-defined]
        self.fields["scopes"].initial = [Action.SEE.value]
        for key in ("name", "days"):
            self.fields[key].widget.attrs["class"] = "form-control"
        self.fields["name"].label = str(Words("用途", "What it is for"))
        self.fields["scopes"].label = str(Words("可以做什么", "What it may do"))
        self.fields["days"].label = str(Words("几天后失效", "Days until it expires"))


def cleaned(form: forms.BaseForm) -> dict[str, Any]:
    """What a form makes of what was sent; what it refuses is told by field, in the form's words."""
    if form.is_valid():
        return form.cleaned_data
    errors = [
        Trouble("form", str(one), str(one), field=field if field != "__all__" else "")
        for field, some in form.errors.items()
        for one in some
    ]
    raise ProblemError(422, Words(errors[0].zh, errors[0].en), errors)
