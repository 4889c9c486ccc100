"""人员: the list, one person, their roles and password; the whole list in and out as people.toml."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action, roles
from dajuan.web.administration.audit import note
from dajuan.web.administration.forms import AddPerson, EditPerson, GiveRole
from dajuan.web.people.enrolment import (
    EDITED,
    edit,
    enrol,
    give_role,
    hand_out_password,
    set_active,
    take_role,
    without_second_factor,
)
from dajuan.web.people.loading import load_sent, people_as_toml
from dajuan.web.people.models import Change, Grant, Person
from dajuan.web.words import Words

_PAGE = 100


def called(said: str) -> QuerySet[Person]:
    """Everybody whose names, or whose organisation's, hold what is said."""
    people = Person.objects.select_related("organisation").prefetch_related("grants__organisation").order_by("username")
    if not said.strip():
        return people
    said = said.strip()
    return people.filter(Q(username__icontains=said) | Q(name__icontains=said) | Q(organisation__name__icontains=said))


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def listed(request: HttpRequest) -> HttpResponse:
    said = request.GET.get("q", "").strip()
    people = called(said)
    if after := request.GET.get("after", ""):
        people = people.filter(username__gt=after)
    rows = list(people[: _PAGE + 1])
    context = {"people": rows[:_PAGE], "after": rows[_PAGE - 1].username if len(rows) > _PAGE else "", "q": said}
    return render(request, "administration/people.html", context | {"roles": roles()})


@needs(Action.ADMINISTER, everywhere=True)
def new(request: HttpRequest) -> HttpResponse:
    form = AddPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = {key: form.cleaned_data[key] for key in EDITED}
        try:
            made, password = enrol(username=form.cleaned_data["username"], by=person_of(request), fields=fields)
        except LedgerError as error:
            form.add_error("name", str(Words(error.zh, error.en)))
        else:
            return _password_shown(request, made, password)
    return render(request, "administration/new-person.html", {"form": form}, status=422 if form.errors else 200)


def _password_shown(request: HttpRequest, person: Person, password: str) -> HttpResponse:
    return render(request, "administration/password.html", {"passwords": [(person.username, password)], "one": person})


@needs(Action.ADMINISTER, everywhere=True)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("organisation"), pk=pk)
    form = EditPerson(request.POST or None, initial={key: getattr(person, key) for key in EDITED})
    if request.method == "POST" and form.is_valid():
        try:
            edit(person, by=person_of(request), fields=form.cleaned_data)
        except LedgerError as error:
            form.add_error(None, str(Words(error.zh, error.en)))
        else:
            messages.success(request, str(Words("已保存", "saved")))
            return redirect("administration:person", pk)
    context = {
        "person": person,
        "form": form,
        "grants": [(grant, roles()[grant.role].name) for grant in person.grants.select_related("organisation")],
        "give": GiveRole(initial={"organisation": person.organisation_id}),
        "changes": Change.objects.filter(name=person.actor)[:20],
    }
    return render(request, "administration/person.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def change(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    person, by = get_object_or_404(Person, pk=pk), person_of(request)
    try:
        if step == "password":
            return _password_shown(request, person, hand_out_password(person, by=by))
        if step in {"activate", "deactivate"}:
            set_active(person, step == "activate", by=by)
        elif step == "without-second-factor":
            without_second_factor(person, by=by)
        elif step == "give":
            form = GiveRole(request.POST)
            if not form.is_valid():
                raise LedgerError("没有选角色或单位", "no role or organisation was chosen")
            give_role(person, **form.cleaned_data, by=by)
        elif step == "take":
            take_role(_grant(person, request.POST.get("grant", "")), by=by)
        else:
            raise Http404
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words("已改", "changed")))
    return redirect("administration:person", pk)


def _grant(person: Person, pk: str) -> Grant:
    return get_object_or_404(person.grants.select_related("person", "organisation"), pk=int(pk) if pk.isdigit() else 0)


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def export(request: HttpRequest) -> HttpResponse:
    note(request, "people", "people.toml")
    headers = {"Content-Disposition": 'attachment; filename="people.toml"'}
    return HttpResponse(people_as_toml(), content_type="application/toml; charset=utf-8", headers=headers)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def take_in(request: HttpRequest) -> HttpResponse:
    try:
        loaded = load_sent(request.FILES.get("file"), by=person_of(request))
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
        return redirect("administration:people")
    context = {"passwords": list(loaded.passwords.items()), "loaded": loaded}
    return render(request, "administration/password.html", context)
