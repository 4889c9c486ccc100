"""Talking of a target: remarks, and whom they call. ``@住房保障中心 王`` calls one person, ``@住房保障中心`` all who work there."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dajuan.answers.target import Target
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.people.models import Organisation, Person
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.targets.models import LONGEST, Mention, Remark
from dajuan.web.targets.request import Found, found_to_do
from dajuan.web.words import Words, later, spoken


class RemarkForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label=later("说一句", "Say something"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class Called(NamedTuple):
    people: list[Person]
    blind: list[str]
    """Those who were called and may not see the target: they are not told of it."""


def remarks_of(code: str) -> QuerySet[Remark]:
    return Remark.objects.filter(target=code).select_related("author")


def called_in(text: str, target: Target, author: Person) -> Called:
    """Whom a text calls. The longest name after an @ is meant: 住房保障中心 王 before 住房保障中心."""
    if "@" not in text:
        return Called([], [])
    people = list(Person.objects.filter(is_active=True).select_related("organisation"))
    named: dict[str, list[Person]] = {name: [] for name in Organisation.objects.values_list("name", flat=True)}
    for one in people:
        named.setdefault(one.organisation.name, []).append(one)
        named[one.actor] = [one]
    meant = {one.pk: one for said in _after_at(text, named) for one in named[said] if one.pk != author.pk}
    may = {pk: viewer_of_person(one).may(Action.SEE, thing_of_target(target)) for pk, one in meant.items()}
    return Called(
        [one for pk, one in meant.items() if may[pk]], [one.actor for pk, one in meant.items() if not may[pk]]
    )


def _after_at(text: str, names: Iterable[str]) -> list[str]:
    longest_first = sorted(names, key=len, reverse=True)
    pieces = [piece.lstrip() for piece in text.replace("＠", "@").split("@")[1:]]
    return [name for piece in pieces if (name := next((one for one in longest_first if piece.startswith(one)), ""))]


def _call(request: Request, remark: Remark, target: Target) -> None:
    called = called_in(remark.text, target, remark.author)
    Mention.objects.bulk_create([Mention(remark=remark, person=one) for one in called.people], ignore_conflicts=True)
    if called.blind:
        said = "、".join(called.blind)
        messages.warning(
            request, str(Words(f"{said} 看不到这一项，没有通知", f"{said} may not see this target and were not told"))
        )


@require_POST
@needs(Action.SEE)
def say(request: Request, code: str) -> HttpResponse:
    """Say something. Sent twice, it is said once."""
    found = found_to_do(request, code, Action.COMMENT)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _again(request, found, form)
    assert isinstance(request.user, Person)
    with suppress(IntegrityError):  # The same form, a second time.
        said(request, found.target, request.user, form.cleaned_data["text"], form.cleaned_data["key"])
    return redirect(_at(code))


def said(request: Request, target: Target, person: Person, text: str, key: str) -> Remark:
    """Keep a remark and tell those whom it calls."""
    with transaction.atomic():
        remark = Remark.objects.create(target=target.code, author=person, text=text, key=key)
        _call(request, remark, target)
    return remark


def _at(code: str) -> str:
    return f"{reverse('targets:one', args=[code])}#remarks"


def _again(request: Request, found: Found, form: RemarkForm, remark: Remark | None = None) -> HttpResponse:
    context = {"target": found.target, "form": form, "remark": remark, "language": spoken()}
    return render(request, "targets/remark.html", context, status=422 if form.errors else 200)


def own_remark(request: Request, code: str, pk: int) -> tuple[Found, Remark]:
    """One that its author may still change."""
    found = found_to_do(request, code, Action.COMMENT)
    remark = get_object_or_404(Remark, pk=pk, target=code)
    if remark.author_id != request.user.pk:
        raise PermissionDenied(pk)
    if remark.withdrawn_at is not None:
        raise Http404
    return found, remark


@needs(Action.SEE)
def edit(request: Request, code: str, pk: int) -> HttpResponse:
    """Its author says it otherwise; that it was changed is shown."""
    found, remark = own_remark(request, code, pk)
    form = RemarkForm(request.POST or None, initial={"text": remark.text, "key": remark.key})
    if request.method == "POST" and form.is_valid():
        reword(request, found.target, remark, form.cleaned_data["text"])
        return redirect(_at(code))
    return _again(request, found, form, remark)


def reword(request: Request, target: Target, remark: Remark, text: str) -> None:
    if text == remark.text:
        return
    with transaction.atomic():
        remark.text, remark.edited_at = text, timezone.now()
        remark.save(update_fields=["text", "edited_at"])
        _call(request, remark, target)


@require_POST
@needs(Action.SEE)
def withdraw(request: Request, code: str, pk: int) -> HttpResponse:
    """Its author takes it back: that something was said stays, what it was does not show."""
    _, remark = own_remark(request, code, pk)
    take_back(remark)
    return redirect(_at(code))


def take_back(remark: Remark) -> None:
    remark.withdrawn_at = timezone.now()
    remark.save(update_fields=["withdrawn_at"])


def seen(request: Request, code: str) -> None:
    """Who opens a target has seen what called them there."""
    Mention.objects.filter(person=request.user.pk, seen_at=None, remark__target=code).update(seen_at=timezone.now())
