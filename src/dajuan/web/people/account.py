"""One's own account: the password, the second factor, where one is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dajuan.web.people.changes import note_change
from dajuan.web.people.forms import ChangePassword, Code, OwnPassword
from dajuan.web.people.gate import arriving, missing, must_have_second_factor, next_step
from dajuan.web.people.models import Person
from dajuan.web.people.second_factor import begin, confirm, renew_codes, take_off
from dajuan.web.people.views import is_demo, let_in, own_address, to_step
from dajuan.web.served import served
from dajuan.web.words import Words

_LATELY = 10
Page = Callable[..., HttpResponse]


def for_arriving(step: str = "") -> Callable[[Page], Page]:
    """A page for who is signed in, or whose next step on the way in is this one."""

    def decorate(view: Page) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = arriving(request)
            if person is None:
                return redirect("people:sign-in")
            if (waits := next_step(request)) not in {"", step}:
                return to_step(request, waits, request.GET.get("next", ""))
            request.user = person
            return view(request, person, *args, **kwargs)

        guarded.needs = "own"  # type: ignore[attr-defined]
        return never_cache(guarded)

    return decorate


def _own_only(person: Person) -> None:
    """One of the demo's people is shared by all who look at it: nobody may lock the others out."""
    if person.demo and is_demo():
        raise PermissionDenied


@for_arriving()
def account(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "shared": person.demo and is_demo(),
        "must": must_have_second_factor(person),
        "codes_left": person.recovery_codes.count(),
        "sign_ins": AccessLog.objects.filter(username=person.username)[:_LATELY],
        "failures": AccessFailureLog.objects.filter(username=person.username)[:_LATELY],
    }
    return render(request, "people/account.html", context)


@for_arriving("password")
def password(request: HttpRequest, person: Person) -> HttpResponse:
    _own_only(person)
    form = ChangePassword(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person.handed_out_at = None
        form.save()
        note_change("password-changed", person.actor, by=person)
        update_session_auth_hash(request, person)
        messages.success(
            request,
            str(Words("密码已改，别处的登录都已退出", "the password was changed; you are signed out everywhere else")),
        )
        return _onward(request, person)
    first = person.handed_out_at is not None
    status = 422 if form.errors else 200
    return render(request, "people/password.html", {"form": form, "first": first}, status=status)


@for_arriving("set-up")
def set_up(request: HttpRequest, person: Person) -> HttpResponse:
    """动态码: take the picture, type the code that it gives, keep the recovery codes."""
    _own_only(person)
    key = begin(person, served().zone.name)
    form = Code(request.POST or None, label=Words("手机上显示的 6 位数", "The six digits shown"))
    asked = OwnPassword(request.POST or None, person=person)
    asks = person.has_usable_password()
    if request.method == "POST" and form.is_valid() and (not asks or asked.is_valid()):
        codes = confirm(person, form.cleaned_data["code"])
        if codes is not None:
            let_in(request, person)
            return render(
                request,
                "people/codes.html",
                {"codes": codes, "next": own_address(request, request.GET.get("next", ""))},
            )
        form.add_error(
            "code",
            str(
                Words(
                    "不对：看手机的时间准不准，再输一次",
                    "not right: see whether the telephone's clock is, and try again",
                )
            ),
        )
    context = {
        "form": form,
        "asked": asked if asks else None,
        "key": key,
        "picture": mark_safe(key.picture()),
        "must": must_have_second_factor(person),
    }
    return render(request, "people/set-up.html", context, status=422 if form.errors or (asks and asked.errors) else 200)


@require_POST
@for_arriving()
def new_codes(request: HttpRequest, person: Person) -> HttpResponse:
    _own_only(person)
    if not person.second_factor or not _password_again(request, person):
        return redirect("people:account")
    return render(request, "people/codes.html", {"codes": renew_codes(person), "next": ""})


@require_POST
@for_arriving()
def without(request: HttpRequest, person: Person) -> HttpResponse:
    """No second factor any longer."""
    _own_only(person)
    if must_have_second_factor(person):
        raise PermissionDenied
    if _password_again(request, person):
        take_off(person, by=person)
        messages.success(request, str(Words("动态码已停用", "the second factor was taken off")))
    return redirect("people:account")


@require_POST
@for_arriving()
def sign_out_elsewhere(request: HttpRequest, person: Person) -> HttpResponse:
    """Every session but this one ends."""
    _own_only(person)
    Person.objects.filter(pk=person.pk).update(signed_out=F("signed_out") + 1)
    person.refresh_from_db(fields=["signed_out"])
    note_change("signed-out", person.actor, by=person)
    update_session_auth_hash(request, person)
    messages.success(request, str(Words("别处的登录都已退出", "you are signed out everywhere else")))
    return redirect("people:account")


def _password_again(request: HttpRequest, person: Person) -> bool:
    form = OwnPassword(request.POST, person=person)
    right = not person.has_usable_password() or form.is_valid()
    if not right:
        messages.error(request, str(Words("密码不对，没有改", "that is not the password: nothing was changed")))
    return right


def _onward(request: HttpRequest, person: Person) -> HttpResponse:
    after = request.GET.get("next", "")
    if step := missing(person, verified=person.is_verified()):  # type: ignore[attr-defined]
        return to_step(request, step, after)
    return redirect(own_address(request, after) if after else "people:account")
