"""Signing in, and what one changes of one's own account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.db.models import Sum
from django.utils import timezone

from dajuan.web.people.address import client_address
from dajuan.web.people.models import Person
from dajuan.web.words import Words

_WINDOW = timedelta(minutes=15)
_OF_ONE_NAME, _OF_ONE_ADDRESS = 30, 100
"""Wrong passwords in the window, from anywhere for one name, and for any names from one address (a whole office may be
behind one). Five for one name from one address are django-axes' own. All are ours: no standard gives a number; ASVS 5.0 6.3.1 asks only that there be a limit."""
HANDED_OUT = timedelta(days=14)
"""How long a password that an administrator handed out may be used for the first time: ours, a fortnight's leave."""


class SignIn(AuthenticationForm):
    """Name and password, as browsers and password managers know them."""

    def clean(self) -> dict[str, Any]:
        lately = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - _WINDOW)
        name = str(self.cleaned_data.get("username", ""))
        if _failures(lately.filter(username=name)) >= _OF_ONE_NAME or (
            self.request and _failures(lately.filter(ip_address=client_address(self.request))) >= _OF_ONE_ADDRESS
        ):
            raise forms.ValidationError(
                str(Words("试错太多，请 15 分钟后再试", "too many wrong passwords: try again in 15 minutes"))
            )
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if user.handed_out_at and user.handed_out_at < timezone.now() - HANDED_OUT:
            raise forms.ValidationError(
                str(
                    Words(
                        f"管理员给的密码已过 {HANDED_OUT.days} 天，请管理员重设",
                        f"the password you were given is older than {HANDED_OUT.days} days: ask for a new one",
                    )
                )
            )


def _failures(attempts: Any) -> int:
    return attempts.aggregate(all=Sum("failures_since_start"))["all"] or 0


class ChangePassword(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, with the one in use so far."""

    old = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    field_order = ("old", "new_password1", "new_password2")

    def __init__(self, user: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        labels = {
            "old": Words("现在的密码", "Password now"),
            "new_password1": Words("新密码（至少 10 位）", "New password (10 characters or more)"),
            "new_password2": Words("再输一次新密码", "New password again"),
        }
        for key, words in labels.items():
            self.fields[key].label = str(words)
            self.fields[key].help_text = ""
            self.fields[key].widget.attrs["class"] = "form-control"

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError(str(Words("现在的密码不对", "that is not the password")))
        return old

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("old") and cleaned["old"] == cleaned.get("new_password1"):
            self.add_error("new_password1", str(Words("新密码要和现在的不同", "the new password has to be another")))
        return cleaned


class Code(forms.Form):
    """Six digits, or a recovery code."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, label: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = str(label)


class OwnPassword(forms.Form):
    """The password again, before what could lock its owner out or let another in."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].label = str(Words("密码", "Password"))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(str(Words("密码不对", "that is not the password")))
        return password
