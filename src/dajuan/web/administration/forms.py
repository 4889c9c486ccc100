"""Forms of organisations and people."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.web.access.roles import roles
from dajuan.web.people.models import Organisation, Person
from dajuan.web.words import Words

_USERNAME = re.compile(r"[A-Za-z0-9._@+-]{2,64}")


def _open() -> Any:
    return Organisation.objects.filter(closed_at=None)


class _Labelled(forms.Form):
    LABELS: dict[str, Words] = {}  # noqa: RUF012 - read only

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, field in self.fields.items():
            field.label = str(self.LABELS[key])
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs.setdefault("class", "form-select" if is_choice else "form-control")


class NameOrganisation(_Labelled):
    LABELS = {"name": Words("名称", "Name"), "short": Words("简称", "Short name")}  # noqa: RUF012
    name = forms.CharField(max_length=100)
    short = forms.CharField(max_length=50, required=False)


class AddOrganisation(NameOrganisation):
    LABELS = {**NameOrganisation.LABELS, "parent": Words("上级", "Above it")}  # noqa: RUF012
    parent = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = _open()  # type: ignore[attr-defined]


class MoveOrganisation(_Labelled):
    LABELS = {"parent": Words("上级", "Above it")}  # noqa: RUF012
    parent = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = _open()  # type: ignore[attr-defined]


class EditPerson(_Labelled):
    LABELS = {  # noqa: RUF012
        "name": Words("姓名", "Name"),
        "title": Words("职务", "Position"),
        "organisation": Words("单位", "Organisation"),
        "email": Words("邮箱", "E-mail"),
        "enterprise": Words("企业账号的统一社会信用代码", "Credit code, of an enterprise's account"),
        "username": Words("用户名", "User name"),
    }
    name = forms.CharField(max_length=50)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)
    title = forms.CharField(max_length=50, required=False)
    email = forms.EmailField(required=False)
    enterprise = forms.CharField(max_length=18, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = _open()  # type: ignore[attr-defined]

    def clean_enterprise(self) -> str:
        try:
            return read_credit_code(self.cleaned_data["enterprise"]) if self.cleaned_data["enterprise"] else ""
        except ValueTrouble as trouble:
            raise forms.ValidationError(str(Words(trouble.zh, trouble.en))) from trouble


class AddPerson(EditPerson):
    username = forms.CharField(max_length=64)
    field_order = ("username",)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not _USERNAME.fullmatch(username):
            raise forms.ValidationError(
                str(Words("2–64 位字母、数字和 . _ @ + -", "2 to 64 of letters, digits and . _ @ + -"))
            )
        if Person.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(str(Words("已有人用", "it is taken")))
        return username


class GiveRole(_Labelled):
    LABELS = {"role": Words("角色", "Role"), "organisation": Words("在哪个单位（含下级）", "At, and below")}  # noqa: RUF012
    role = forms.ChoiceField()
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(key, str(role.name)) for key, role in roles().items()]  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = _open()  # type: ignore[attr-defined]
