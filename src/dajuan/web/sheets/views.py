"""Answer sheets: composed, looked at, signed, published, compared."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.outputs.policy import policy_in
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.jobs.start import start
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.sheets.comparing import changes
from dajuan.web.sheets.composing import sheets_of
from dajuan.web.sheets.forms import Compose
from dajuan.web.sheets.models import SIGNATURES, Signature, Version
from dajuan.web.words import Words

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def shown() -> QuerySet[Version]:
    return Version.objects.filter(discarded_at=None).select_related("by", "published_by")


def _one(pk: int) -> Version:
    return get_object_or_404(shown().prefetch_related("signatures__by"), pk=pk)


@needs(Action.SEE, everywhere=True)
def listed(request: HttpRequest) -> HttpResponse:
    """The versions, newest first, and for the office a form that composes another."""
    here = served()
    viewer = request.viewer  # type: ignore[attr-defined]
    form = None
    if viewer.everywhere(Action.PLAN):
        form = Compose(request.POST or None, years=here.years(), today=here.today())
        if request.method == "POST" and form.is_valid():
            asked = form.cleaned_data | {"as_of": form.cleaned_data["as_of"].isoformat()}
            person = person_of(request)
            title = str(Words(f"写 {asked['year']} 年答卷", f"Answer sheet of {asked['year']}"))
            made = start("compose-sheet", by=person, title=title, size=here.size(), person=person.pk, **asked)
            return redirect("jobs:one", made.pk)
    elif request.method == "POST":
        raise PermissionDenied(Action.PLAN)
    return render(request, "sheets/list.html", {"versions": shown().prefetch_related("signatures__by"), "form": form})


@needs(Action.SEE, everywhere=True)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    version = _one(pk)
    viewer = request.viewer  # type: ignore[attr-defined]
    signatures = list(version.signatures.all())
    signed = any(each.by_id == request.user.pk for each in signatures)
    context = {
        "version": version,
        "signatures": signatures,
        "missing": max(0, SIGNATURES - len(signatures)),
        "may_sign": viewer.everywhere(Action.SIGN) and not signed and version.published_at is None,
        "may_publish": viewer.everywhere(Action.PUBLISH) and len(signatures) >= SIGNATURES and not version.published_at,
        "may_withdraw": viewer.everywhere(Action.PUBLISH) and version.is_public,
        "may_discard": viewer.everywhere(Action.PLAN) and not signatures and version.published_at is None,
        "others": shown().exclude(pk=pk)[:50],
        "formats": list(version.files),
    }
    return render(request, "sheets/one.html", context)


@needs(Action.SEE, everywhere=True)
def file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    return sent(pk, form, inline=form == "html" and "download" not in request.GET)


def sent(pk: int, form: str, *, inline: bool) -> HttpResponseBase:
    """A version's file. The HTML one is shown as a page of its own, under the policy that it carries itself."""
    version = _one(pk)
    if form not in version.files:
        raise Http404
    path = sheets_of(served().zone).path_of(version.files[form])
    name = f"answer-{version.year}-{version.as_of}-{version.pk}.{form}"
    response = FileResponse(path.open("rb"), content_type=_TYPES[form], as_attachment=not inline, filename=name)
    if inline:
        response.headers["Content-Security-Policy"] = policy_in(path.read_text("utf-8"))
    return response


@require_POST
@needs(Action.SIGN, everywhere=True)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    sign_version(pk, person_of(request), request.POST.get("note", "")[:300])
    messages.success(request, str(Words("已签发", "signed")))
    return redirect("sheets:one", pk)


def sign_version(pk: int, person: Person, note: str) -> None:
    """The same person signs once; a published version takes no more signatures."""
    with transaction.atomic():
        version = get_object_or_404(shown().filter(published_at=None).select_for_update(of=("self",)), pk=pk)
        Signature.objects.get_or_create(version=version, by=person, defaults={"note": note})


@require_POST
@needs(Action.PUBLISH, everywhere=True)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        publish_version(pk, person_of(request))
    except RefusedError as error:
        messages.error(request, str(Words(error.zh, error.en)))
        return redirect("sheets:one", pk)
    messages.success(request, str(Words("已发布，公开页上可以下载", "published: it can be had from the public page")))
    return redirect("sheets:one", pk)


def publish_version(pk: int, person: Person) -> None:
    """Only what two people have signed; else ``RefusedError``."""
    with transaction.atomic():
        version = get_object_or_404(shown().filter(published_at=None).select_for_update(of=("self",)), pk=pk)
        if version.signatures.count() < SIGNATURES:
            raise RefusedError([Trouble("signatures", "还没有两人签发，不能发布", "two people have to sign first")])
        version.published_at, version.published_by = timezone.now(), person
        version.save()


@require_POST
@needs(Action.PUBLISH, everywhere=True)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_version(pk)
    return redirect("sheets:one", pk)


def withdraw_version(pk: int) -> None:
    shown().filter(pk=pk).exclude(published_at=None).update(withdrawn_at=timezone.now())


@require_POST
@needs(Action.PLAN, everywhere=True)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    discard_version(pk)
    return redirect("sheets:list")


def discard_version(pk: int) -> bool:
    """A draft that nobody signed leaves the list; its row and files stay. False: it is none."""
    return bool(shown().filter(pk=pk, published_at=None, signatures=None).update(discarded_at=timezone.now()))


@needs(Action.SEE, everywhere=True)
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    before, after = _one(pk), _one(other)
    found = list(changes(before.lines, after.lines))
    return render(request, "sheets/compare.html", {"before": before, "after": after, "changes": found})


@needs(Action.SEE, everywhere=True)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that names the other version, without a script."""
    other = request.GET.get("with", "")
    if not other.isdigit():
        raise Http404
    return redirect("sheets:compare", pk, int(other))
