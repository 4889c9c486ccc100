"""单位: the tree, and what is done to one of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.administration.forms import AddOrganisation, MoveOrganisation, NameOrganisation
from dajuan.web.people.models import Organisation
from dajuan.web.people.organising import (
    add_organisation,
    close_organisation,
    move_organisation,
    open_organisation,
    rename_organisation,
)
from dajuan.web.words import Words


@needs(Action.ADMINISTER, everywhere=True)
def tree(request: HttpRequest) -> HttpResponse:
    root = Organisation.objects.filter(parent=None).first()
    form = AddOrganisation(request.POST or None, initial={"parent": root})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_organisation(**form.cleaned_data, by=person_of(request))
        except LedgerError as error:
            form.add_error("name", str(Words(error.zh, error.en)))
        else:
            messages.success(request, str(Words(f"已新增 {made}", f"{made} was added")))
            return redirect("administration:organisations")
    context = {"rows": list(_rows()), "form": form}
    return render(request, "administration/organisations.html", context, status=422 if form.errors else 200)


def _rows() -> Iterator[tuple[int, Organisation]]:
    """Each with its depth, those below it after it."""
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    counted = Organisation.objects.annotate(many=Count("people", filter=Q(people__is_active=True)))
    for one in counted.prefetch_related("former"):
        below[one.parent_id].append(one)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, Organisation]]:
        for one in below.get(parent, ()):
            yield depth, one
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)


@needs(Action.ADMINISTER, everywhere=True)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)
    context = {
        "one": shown,
        "name": NameOrganisation(initial={"name": shown.name, "short": shown.short}),
        "place": MoveOrganisation(initial={"parent": shown.parent_id}),
        "people": shown.people.all(),
        "grants": shown.grants.select_related("person"),
    }
    return render(request, "administration/organisation.html", context)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def change(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    shown = get_object_or_404(Organisation, pk=pk)
    try:
        said = _done(shown, step, request)
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(said))
    return redirect("administration:organisation", pk)


def _done(one: Organisation, step: str, request: HttpRequest) -> Words:
    person = person_of(request)
    if step == "rename":
        form = NameOrganisation(request.POST)
        if not form.is_valid():
            raise LedgerError("没有写名称", "there is no name")
        rename_organisation(one, **form.cleaned_data, by=person)
        return Words(
            "已改名。台账里的旧记录仍写旧名，权限照旧跟着走",
            "renamed. Entries made so far keep the old name; rights over them follow",
        )
    if step == "move":
        place = MoveOrganisation(request.POST)
        if not place.is_valid():
            raise LedgerError("没有选上级", "nothing was chosen")
        move_organisation(one, **place.cleaned_data, by=person)
        return Words("已调整", "moved")
    if step == "close":
        close_organisation(one, by=person)
        return Words("已停用", "closed")
    if step == "open":
        open_organisation(one, by=person)
        return Words("已恢复", "open again")
    raise LedgerError(f"没有这一步：{step}", f"there is no step {step}")
